package org.ctbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.TableKind;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.UserException;

/**
 * The plan of one model whose predictions of one split are read.
 *
 * @param split id of the split
 * @param name id of the model and of the plan
 * @param source the predictions
 * @param paper paper to compare with
 */
record ScoringPlan(String split, String name, Source source, Optional<String> paper) {
    /**
     * The files and what they are.
     *
     * @param files the files
     * @param values what they say of a slice
     * @param columns what they call a column
     * @param classes what they call a class
     * @param images annotation file of COCO that says which image has which id
     */
    record Source(
            List<Path> files,
            PredictedValues values,
            Map<String, String> columns,
            Map<String, String> classes,
            Optional<Path> images) {
        PredictionSource predictions() {
            return new PredictionSource(
                    files.stream().map(Path::toString).toList(), values, columns, classes, images.map(Path::toString));
        }
    }

    /** What files call the classes, of {@code OURS=THEIRS} or of names that are numbered from 0. */
    static Map<String, String> classes(List<String> options) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < options.size(); i++) {
            int equals = options.get(i).indexOf('=');
            if (equals >= 0) {
                names.put(options.get(i).substring(0, equals), options.get(i).substring(equals + 1));
            } else {
                names.put(options.get(i), Integer.toString(i));
            }
        }
        return names;
    }

    /**
     * The plan.
     *
     * @param library knows the split and the paper
     * @throws UserException if there is no such split, the name is no id, or the paper has no table about the split
     */
    PlanFile file(Library library, Path data, List<String> settings) throws IOException {
        Locks known = library.locks().withSamples(data);
        ImageNames names = known.dataSet(known.split(split).dataSet()).images();
        try {
            Checks.id("--as", name);
        } catch (InvalidValue e) {
            throw new UserException(e.getMessage(), "--as " + name, "use a-z, 0-9, '.', '_' and '-'", e);
        }
        PredictionSource predictions = predictions();
        if (predictions.ofLesions() && !names.hasMasks()) {
            throw new UserException(
                    "a results file of COCO (.json) holds lesions, and the slices of " + split
                            + " have no lesion masks",
                    "--split " + split,
                    "name a split with masks, or write predicted classes as .csv, .tsv, .jsonl or .npz");
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", name);
        model.put("predictions", Map.of(split, predictions));
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("schema", Plan.SCHEMA);
        plan.put("id", name);
        plan.put("title", "Predictions of " + name + " for " + split);
        plan.put("data", Map.of("root", data.toString()));
        plan.put("models", List.of(model));
        plan.put(
                "protocol",
                Map.of("seeds", Map.of("weights", 1, "order", 1))); // no default has them, and nothing is trained
        if (predictions.ofLesions()) {
            plan.put("segmentation", Map.of("test", split));
        } else {
            plan.put("evaluate", List.of(set(library)));
        }
        paper.ifPresent(id -> plan.put("published", id));
        return Plans.of(plan, "ctbench score", settings);
    }

    private PredictionSource predictions() {
        try {
            return source.predictions();
        } catch (InvalidValue e) {
            throw new UserException(
                    e.problem(),
                    source.files.stream().map(Path::toString).collect(Collectors.joining(", ")),
                    e.fix(),
                    e);
        }
    }

    /** The set as the shipped plan of the paper has it, so that F1 is weighed alike; else as the paper's table says. */
    private Map<String, Object> set(Library library) throws IOException {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("id", split.substring(split.indexOf('/') + 1));
        set.put("split", split);
        if (paper.isEmpty()) {
            return set;
        }
        for (String shipped : Plans.shipped()) {
            Plan plan = Plans.load(shipped);
            Optional<EvaluationSet> same = plan.evaluate().stream()
                    .filter(one -> one.split().equals(split)
                            && plan.published().equals(paper)
                            && one.publishedTable().isPresent())
                    .findFirst();
            if (same.isPresent()) {
                set.put("id", same.get().id());
                same.get().title().ifPresent(title -> set.put("title", title));
                set.put("publishedTable", same.get().publishedTable().getAsInt());
                same.get().f1().ifPresent(f1 -> set.put("f1", f1));
                return set;
            }
        }
        set.put("publishedTable", table(Papers.load(library.place(paper.get()))).number());
        return set;
    }

    private PublishedTable table(Paper published) {
        List<String> splits = new ArrayList<>();
        for (PublishedTable table : published.tables()) {
            Optional<String> about = published.setOf(table).flatMap(PublishedSet::split);
            if (table.kind() == TableKind.CLASSIFICATION && about.isPresent()) {
                if (about.get().equals(split)) {
                    return table;
                }
                splits.add(about.get());
            }
        }
        throw new UserException(
                "no table of " + published.id() + " classifies the slices of " + split,
                "--paper " + paper.orElseThrow(),
                splits.isEmpty() ? "leave it out" : "its tables are about " + String.join(", ", splits));
    }
}
