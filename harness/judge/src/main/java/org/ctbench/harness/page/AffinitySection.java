package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.CaptureReference.Kind;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.AffinityHeatMap.ClassRow;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;

/** What affinity layers make of single images, at the beginning and at the end of the training. */
final class AffinitySection {
    private AffinitySection() {}

    /**
     * The section.
     *
     * @param split split that the images are from
     * @param models those with captured affinity matrices, at least one
     */
    static Section of(String split, List<ReportedModel> models) throws IOException {
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of("Shown are the matrices of the first slice of each class of " + split
                + ", after the first and after the last epoch. The slices are chosen by their place in the split alone. The files"
                + " are in captures/."));
        for (ReportedModel model : models) {
            blocks.add(heatMap(model));
        }
        return new Section(
                "affinities",
                "Affinity matrices",
                "An Affinity model classifies an image by its affinity matrix: each row weighs the features of the image's regions in"
                        + " its own way. All matrices of a model share one colour scale.",
                blocks);
    }

    private static AffinityHeatMap heatMap(ReportedModel model) throws IOException {
        List<CaptureReference> captures = CaptureFiles.of(model.results(), Kind.AFFINITY);
        List<String> states =
                captures.stream().map(AffinitySection::state).distinct().toList();
        CaptureFiles files = model.captures();
        Map<String, List<Matrix>> byClass = new LinkedHashMap<>();
        Map<String, String> slices = new LinkedHashMap<>();
        for (CaptureReference capture : captures) {
            AffinityCapture matrix = files.affinity(capture);
            String name = capture.label().orElseThrow();
            byClass.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(Matrix.of(matrix.affinities(), matrix.features(), matrix.values()));
            slices.put(name, capture.slice());
        }
        List<ClassRow> rows = new ArrayList<>();
        byClass.forEach((name, matrices) -> rows.add(new ClassRow(name, matrices)));
        Collections.reverse(rows); // COVID-19 first, as in the tables
        String shown = rows.stream()
                .map(row -> row.name() + " " + slices.get(row.name()))
                .collect(Collectors.joining(", "));
        String caption = model.heading() + ": affinity matrices of " + shown + ".";
        return new AffinityHeatMap("matrices-" + model.id(), caption, states, rows);
    }

    private static String state(CaptureReference capture) {
        return "after epoch " + capture.epoch().orElseThrow();
    }
}
