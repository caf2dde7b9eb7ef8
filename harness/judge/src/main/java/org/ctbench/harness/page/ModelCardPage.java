package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.formats.MarkdownWriter;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * The model card of the weights of one training, as a hub for models reads it: a README.md with YAML metadata (Mitchell et al.,
 * Model Cards for Model Reporting, FAT* 2019; metadata: model card specification of Hugging Face). All of it was measured, or stands in
 * the plan; what only the authors know is left to them.
 */
public final class ModelCardPage {
    private ModelCardPage() {}

    /**
     * Writes the card.
     *
     * @param training id of the training, with its seed if the plan has several
     * @throws UserException if the run has no such training, or ctbench did not train it
     */
    public static String of(RunEvidence run, String training) throws IOException {
        Evidence all = Evidence.of(List.of(run));
        List<String> ids = all.all().stream()
                .filter(model -> model.results().training().isPresent())
                .map(TrainedModel::id)
                .toList();
        Evidence evidence = all.only(training)
                .filter(one -> ids.contains(training))
                .orElseThrow(() -> new UserException(
                        "the run has no weights of '" + training + "'",
                        run.folder().toString(),
                        ids.isEmpty() ? "name a run that trained models" : "name one of " + String.join(", ", ids)));
        Comparison comparison = Comparison.of(evidence, Optional.empty());
        TrainedModel model = evidence.all().get(0);
        return "---\n" + Documents.toYaml(metadata(comparison, model)) + "---\n\n"
                + MarkdownWriter.writeAlone(page(comparison, model));
    }

    private static Map<String, Object> metadata(Comparison comparison, TrainedModel model) {
        List<Map<String, Object>> results = new ArrayList<>();
        for (SetMetrics set : sets(comparison, model)) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("task", Map.of("type", "image-classification"));
            result.put("dataset", dataSet(set, model));
            result.put("metrics", metrics(set.models().get(0).estimates().get(0)));
            results.add(result);
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("library_name", "ctbench");
        metadata.put(
                "pipeline_tag",
                model.results().evaluations().isEmpty() ? "image-segmentation" : "image-classification");
        metadata.put("tags", List.of("medical-imaging", "computed-tomography"));
        if (!results.isEmpty()) {
            Map<String, Object> index = new LinkedHashMap<>();
            index.put("name", model.id());
            index.put("results", results);
            metadata.put("model-index", List.of(index));
        }
        return metadata;
    }

    /** Values on the sets that these weights were evaluated on: those of a fine-tuning are of other weights. */
    private static List<SetMetrics> sets(Comparison comparison, TrainedModel model) {
        return comparison.sets().stream()
                .filter(set -> model.results().evaluations().stream()
                        .anyMatch(evaluation -> evaluation.id().equals(set.set().id())
                                && evaluation.fineTuning().isEmpty()))
                .toList();
    }

    private static Map<String, Object> dataSet(SetMetrics set, TrainedModel model) {
        Map<String, Object> dataSet = new LinkedHashMap<>();
        String split = set.set().split();
        dataSet.put("type", split.substring(0, split.indexOf('/')));
        dataSet.put("name", set.set().heading());
        dataSet.put("split", split.substring(split.indexOf('/') + 1));
        model.run().results().numbers().splits().stream()
                .filter(used -> used.id().equals(split))
                .forEach(used -> dataSet.put("revision", used.digest().hex()));
        return dataSet;
    }

    private static List<Map<String, Object>> metrics(List<Estimate> estimates) {
        List<Map<String, Object>> metrics = new ArrayList<>();
        for (Estimate estimate : estimates) {
            estimate.value().ifPresent(value -> {
                Map<String, Object> metric = new LinkedHashMap<>();
                metric.put("type", estimate.metric().id());
                metric.put("name", estimate.metric().words());
                metric.put("value", value);
                metrics.add(metric);
            });
        }
        return metrics;
    }

    private static Report page(Comparison comparison, TrainedModel model) {
        ModelItem item = model.results().item();
        Training training = model.results().training().orElseThrow();
        RunEvidence run = model.run();
        List<Fact> facts = List.of(
                Fact.of("model", item.provider().summary() + ", " + training.parameters() + " parameters"),
                Fact.code("weights (SHA-256)", training.weights().hex()),
                Fact.of(
                        "trained by",
                        "ctbench " + run.results().provenance().code().text()),
                Fact.of("engine", run.results().provenance().engine().text()),
                Fact.code(
                        "plan",
                        run.plan().id() + ", digest " + run.plan().digest().hex()));
        return new Report(
                model.id(),
                item.heading(),
                RunPage.notice(comparison.evidence()),
                facts,
                List.of(
                        use(),
                        results(comparison, model),
                        DataSection.of(run.results().numbers(), run.locks()),
                        Section.of(
                                "protocol",
                                "Protocol",
                                "The plan states all settings; its digest is above.",
                                RunPage.settings(
                                        run.plan().protocolOf(item),
                                        "weights " + model.seeds().weights() + ", order "
                                                + model.seeds().order()))));
    }

    private static Section use() {
        return Section.of(
                "use",
                "Use",
                "What a run cannot know is for the authors to state.",
                Paragraph.of(
                        "Use these weights to reproduce the results below. The model was not evaluated for clinical use. Its"
                                + " probabilities assume the class frequencies of its training split."),
                Paragraph.of("Not stated here: licence, intended users, consent and origin of the images, contact."));
    }

    private static Section results(Comparison comparison, TrainedModel model) {
        List<ContentBlock> blocks = new ArrayList<>();
        sets(comparison, model).stream().map(MetricsSection::ofOneSeed).forEach(blocks::add);
        comparison.lesions().stream().map(MetricsSection::ofLesions).forEach(blocks::add);
        for (EvaluationResults evaluation : model.results().evaluations()) {
            evaluation
                    .fineTuning()
                    .ifPresent(tuned -> blocks.add(Paragraph.of("On " + evaluation.split()
                            + " the run evaluated other weights, fine-tuned on " + tuned.split() + " from these.")));
        }
        return new Section(
                "results",
                "Results",
                Math.round(100 * comparison.resampling().confidence())
                        + " % intervals. Go by those by patient: slices of one patient resemble each other.",
                blocks);
    }
}
