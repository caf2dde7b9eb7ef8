package org.ctbench.harness.audit.ablation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.ctbench.harness.audit.ledger.Entry;
import org.ctbench.harness.audit.ledger.Ledger;
import org.ctbench.harness.audit.ledger.Reading;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationScores;

/**
 * One metric by the standard reading and by another one, on the same images.
 *
 * @param entry entry of the ledger
 * @param reading the other reading
 * @param model model of the plan
 * @param set what it was evaluated on
 * @param metric which metric
 * @param standard in [0, 1], by the standard reading; empty if it is undefined
 * @param other in [0, 1], by the other reading; empty if it is undefined
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Moved(
        String entry,
        String reading,
        String model,
        String set,
        String metric,
        OptionalDouble standard,
        OptionalDouble other) {
    private static final Pattern VARIANT = Pattern.compile("-d\\d\\d(-\\d+)?");

    /** Whether the two readings give another value. */
    public boolean moves() {
        return !standard.equals(other);
    }

    /**
     * Every metric of a run of which it holds both readings, in the order of the ledger.
     *
     * @param results of a plan that {@link Ablation} made, or of any other
     */
    public static List<Moved> of(Ledger ledger, RunResults results) {
        List<Moved> all = new ArrayList<>();
        for (Entry entry : ledger.entries()) {
            if (entry.option().isPresent()) {
                Reading reading = entry.option().get();
                for (ModelResults model : standard(results)) {
                    for (int i = 0; i < reading.others().size(); i++) {
                        new Pair(entry, Ablation.words(reading.others().get(i)), i).of(model, results, all);
                    }
                }
            }
        }
        return all;
    }

    /** Models that are no variant of another one. */
    private static List<ModelResults> standard(RunResults results) {
        List<String> ids =
                results.numbers().models().stream().map(ModelResults::id).toList();
        return results.numbers().models().stream()
                .filter(m -> !isVariant(m.id(), ids))
                .toList();
    }

    private static boolean isVariant(String id, List<String> ids) {
        return ids.stream()
                .anyMatch(other -> id.startsWith(other)
                        && VARIANT.matcher(id.substring(other.length())).matches());
    }

    private record Pair(Entry entry, String reading, int other) {
        void of(ModelResults model, RunResults results, List<Moved> all) {
            switch (entry.option().orElseThrow().place()) {
                case MODEL, PROTOCOL -> models(model, results, all);
                case FINE_TUNING -> sets(model, all);
                case EVALUATION -> weightings(model, all);
                case SEGMENTATION -> scores(model, all);
            }
        }

        private void models(ModelResults model, RunResults results, List<Moved> all) {
            String id = Ablation.variantId(model.id(), entry, other);
            Optional<ModelResults> variant = results.numbers().models().stream()
                    .filter(m -> m.id().equals(id))
                    .findFirst();
            variant.ifPresent(v -> {
                for (EvaluationResults set : model.evaluations()) {
                    v.evaluations().stream()
                            .filter(e -> e.id().equals(set.id()))
                            .forEach(e -> evaluation(model, set, e, all));
                }
                if (model.segmentation().isPresent() && v.segmentation().isPresent()) {
                    segmentation(model, v.segmentation().get(), all);
                }
            });
        }

        private void sets(ModelResults model, List<Moved> all) {
            for (EvaluationResults set : model.evaluations()) {
                model.evaluations().stream()
                        .filter(e -> e.id().equals(Ablation.variantId(set.id(), entry, other)))
                        .forEach(e -> evaluation(model, set, e, all));
            }
        }

        private void weightings(ModelResults model, List<Moved> all) {
            Reading of = entry.option().orElseThrow();
            Optional<Weighting> from = weighting(of.standard().path("f1").asText());
            Optional<Weighting> to = weighting(of.others().get(other).path("f1").asText());
            List<String> sets =
                    model.evaluations().stream().map(EvaluationResults::id).toList();
            for (EvaluationResults set : model.evaluations()) {
                Scores scores = set.scores();
                if (from.isPresent()
                        && to.isPresent()
                        && !isVariant(set.id(), sets)
                        && scores.weightedF1().containsKey(from.get())
                        && scores.weightedF1().containsKey(to.get())) {
                    add(
                            model,
                            set.id(),
                            "weighted F1",
                            scores.weightedF1().get(from.get()),
                            scores.weightedF1().get(to.get()),
                            all);
                }
            }
        }

        private static Optional<Weighting> weighting(String word) {
            try {
                return Optional.of(Weighting.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private void scores(ModelResults model, List<Moved> all) {
            List<SegmentationResults.AtScore> at =
                    model.segmentation().map(SegmentationResults::atScores).orElse(List.of());
            if (at.size() > 1) {
                precision(
                        model,
                        "above " + at.get(0).above() + " and " + at.get(1).above(),
                        at.get(0).scores(),
                        at.get(1).scores(),
                        all);
            }
        }

        private void evaluation(ModelResults model, EvaluationResults a, EvaluationResults b, List<Moved> all) {
            add(model, a.id(), "accuracy", a.scores().accuracy(), b.scores().accuracy(), all);
            for (Scores.OfClass own : a.scores().classes()) {
                b.scores().classes().stream()
                        .filter(c -> c.name().equals(own.name()))
                        .forEach(c -> add(
                                model, a.id(), "sensitivity " + own.name(), own.sensitivity(), c.sensitivity(), all));
            }
            OptionalDouble actual = a.scores().weightedF1().getOrDefault(Weighting.ACTUAL, OptionalDouble.empty());
            OptionalDouble others = b.scores().weightedF1().getOrDefault(Weighting.ACTUAL, OptionalDouble.empty());
            add(model, a.id(), "F1 by shares", actual, others, all);
        }

        private void segmentation(ModelResults model, SegmentationResults variant, List<Moved> all) {
            for (SegmentationResults.AtScore own :
                    model.segmentation().orElseThrow().atScores()) {
                variant.atScores().stream()
                        .filter(s -> s.above() == own.above())
                        .forEach(s -> precision(model, "above " + own.above(), own.scores(), s.scores(), all));
            }
        }

        private void precision(
                ModelResults model, String set, SegmentationScores a, SegmentationScores b, List<Moved> all) {
            add(model, "lesions " + set, "mAP (released code)", mean(a.author()), mean(b.author()), all);
            add(model, "lesions " + set, "mAP (COCO)", mean(a.coco()), mean(b.coco()), all);
        }

        private static OptionalDouble mean(Optional<MaskAp> precision) {
            return precision.isPresent() ? OptionalDouble.of(precision.get().mean()) : OptionalDouble.empty();
        }

        private void add(
                ModelResults model,
                String set,
                String metric,
                OptionalDouble standard,
                OptionalDouble others,
                List<Moved> all) {
            all.add(new Moved(entry.id(), reading, model.id(), set, metric, standard, others));
        }
    }
}
