package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.shortcuts.SliceSubset;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;

/** What models could have reached without looking at lesions. */
final class ShortcutSection {
    private final Comparison comparison;
    private final RunEvidence run;

    private ShortcutSection(Comparison comparison) {
        this.comparison = comparison;
        this.run = comparison.evidence().first();
    }

    /** The table of each set that a model was evaluated on, by the id of the set. */
    static Map<String, ShortcutTable> tables(Comparison comparison) throws IOException {
        Map<String, ShortcutTable> tables = new LinkedHashMap<>();
        for (SetMetrics set : comparison.sets()) {
            if (!set.models().isEmpty()) {
                tables.put(set.set().id(), new ShortcutSection(comparison).table(set));
            }
        }
        return tables;
    }

    /** The section; empty if nothing was classified. */
    static Optional<Section> of(Comparison comparison, Map<String, ShortcutTable> tables) {
        List<ContentBlock> blocks = new ArrayList<>();
        for (SetMetrics set : comparison.sets()) {
            if (tables.containsKey(set.set().id())) {
                List<ShortcutTable.Model> models = set.models().stream()
                        .map(model -> new ShortcutTable.Model(model.heading(), model.predictions()))
                        .toList();
                blocks.add(tables.get(set.set().id())
                        .of(
                                "shortcuts-" + set.set().id(),
                                set.set().heading() + ": models beside classifiers that see no pixel",
                                models));
            }
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        blocks.add(
                0,
                Paragraph.of(
                        "The place of a slice in its scan may reveal its class: COVIDx-CT, for example, lists every slice of a"
                                + " normal scan, but only the slices with lesions of any other scan. The classifiers without pixels take the vote of the 15 nearest"
                                + " training slices, by what the lists say of them. The last column compares the first seed of a model with the"
                                + " better of these classifiers, on all slices."));
        return Optional.of(new Section(
                "shortcuts",
                "What a shortcut can reach",
                "Models stand beside classifiers that see no pixel. What such a classifier gets right is no evidence that a model"
                        + " recognises a disease.",
                blocks));
    }

    private ShortcutTable table(SetMetrics set) throws IOException {
        SetEvaluation evaluation =
                set.models().get(0).trained().get(0).on(set.set().id()).orElseThrow();
        List<Slice> slices = new ArrayList<>();
        for (Prediction row : evaluation.predictions().rows()) {
            slices.add(evaluation.model().run().slices().slice(evaluation.split(), row.image()));
        }
        List<String> classes = evaluation.results().confusion().classes();
        Optional<String> train = learned(set.set());
        List<NoPixels> noPixels = train.map(id -> new NoPixels.Lists(
                        lock(id),
                        lock(evaluation.split()),
                        run.library().locks().splitsOf(lock(id).dataSet()),
                        run.slices()::split))
                .map(lists -> NoPixels.of(lists, slices, classes))
                .orElse(List.of());
        return new ShortcutTable(
                noPixels,
                SliceSubset.matchedByPosition(slices, classes),
                others(set.set(), slices),
                headlines(evaluation),
                comparison.resampling());
    }

    /** The last split that a model learned from before it was evaluated on a set. */
    private Optional<String> learned(EvaluationSet set) {
        return set.fineTune().map(FineTune::split).or(run.plan()::train);
    }

    private SliceSubset others(EvaluationSet set, List<Slice> slices) {
        if (run.plan().train().isEmpty()) {
            return SliceSubset.none("it is not known what the models were trained on");
        }
        List<String> ids = Stream.concat(
                        run.plan().train().stream(), set.fineTune().stream().map(FineTune::split))
                .filter(id -> lock(id).dataSet().equals(lock(set.split()).dataSet()))
                .toList();
        List<Split> training =
                ids.stream().flatMap(id -> run.slices().split(id).stream()).toList();
        if (ids.isEmpty() || training.size() < ids.size()) {
            return SliceSubset.none(
                    ids.isEmpty()
                            ? "patients of another data set cannot be matched"
                            : "the run keeps no list of its training slices");
        }
        return SliceSubset.ofOtherPatients(
                slices,
                training.stream().flatMap(split -> split.slices().stream()).toList());
    }

    private SplitLock lock(String id) {
        Locks known = run.library().locks();
        return run.locks().stream()
                .filter(lock -> lock.id().equals(id))
                .findFirst()
                .orElseGet(() -> known.split(id));
    }

    private static List<ClassificationMetric> headlines(SetEvaluation evaluation) {
        return List.of(
                evaluation.standardMetric(), ClassificationMetric.accuracy()); // the columns of SetSection's table
    }
}
