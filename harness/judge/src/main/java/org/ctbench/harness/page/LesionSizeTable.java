package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelPrecision;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.LesionPredictions;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.Verdicts;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Table;

/** Which lesions each model found, by their size, with intervals by patient. */
final class LesionSizeTable {
    private static final List<String> LESION = List.of("not found", "found");

    private final Resampling resampling;

    private LesionSizeTable(Resampling resampling) {
        this.resampling = resampling;
    }

    /** The table; empty if no model looked for lesions, or none is there. */
    static Optional<Table> of(Comparison comparison) {
        List<Row> rows = new ArrayList<>();
        for (ModelPrecision model : comparison.lesions()) {
            rows.addAll(new LesionSizeTable(comparison.resampling()).rows(model));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(Table.of(
                                "lesion-sizes",
                                "Lesions found by each model, by their size",
                                List.of(
                                        Column.of("model"),
                                        Column.of("pixels of the lesion"),
                                        Column.of("lesions"),
                                        Column.of("patients"),
                                        Column.of("found")),
                                rows)
                        .withKeys(2)
                        .withNotes(
                                "A lesion is found if a detection above the first score of the plan overlaps it by more than"
                                        + " half. Where the lesions come from fewer than " + Verdicts.LEAST_PATIENTS
                                        + " patients, the table gives counts for the first seed instead of a rate."));
    }

    private List<Row> rows(ModelPrecision model) {
        List<Row> rows = new ArrayList<>();
        for (int size = 0; size < LesionSizes.NAMES.size(); size++) {
            List<ClassPredictions> perSeed = new ArrayList<>();
            for (LesionPredictions seed : model.first().found()) {
                lesions(model, seed.lesions(), size).ifPresent(perSeed::add);
            }
            if (!perSeed.isEmpty()) {
                rows.add(row(model.heading(), LesionSizes.NAMES.get(size), perSeed));
            }
        }
        return rows;
    }

    private Row row(String heading, String size, List<ClassPredictions> perSeed) {
        ClassPredictions first = perSeed.get(0);
        TableCell patients = first.patients()
                .<TableCell>map(Count::of)
                .orElse(Absent.undefined("the patients of the slices are unknown"));
        boolean few = first.patients().filter(n -> n < Verdicts.LEAST_PATIENTS).isPresent();
        TableCell found = few
                ? SubgroupTable.counted(first.matrix().correct(), first.slices())
                : ClinicalSet.cell(
                        PatientValue.of(perSeed, List.of(ClassificationMetric.accuracy()), resampling)
                                .get(0),
                        perSeed);
        return Row.of(Text.of(heading), Text.of(size), Count.of(first.slices()), patients, found);
    }

    /** The lesions of a size as a set of their own: every one is there to be found. */
    private static Optional<ClassPredictions> lesions(ModelPrecision model, List<SliceLesions> slices, int size) {
        List<Integer> found = new ArrayList<>();
        List<String> images = new ArrayList<>();
        for (SliceLesions slice : slices) {
            for (int g = 0; g < slice.lesions().size(); g++) {
                if (LesionSizes.bin(slice.lesions().get(g)) == size) {
                    found.add(slice.found(g, 0.5) ? 1 : 0);
                    images.add(slice.slice());
                }
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ClassPredictions lesions = ClassPredictions.of(
                LESION,
                found.stream().mapToInt(lesion -> 1).toArray(),
                found.stream().mapToInt(Integer::intValue).toArray());
        TrainedModel trained = model.trained().get(0);
        String split = trained.lesions().orElseThrow().split();
        return Optional.of(
                trained.patients(split, images).map(lesions::ofPatients).orElse(lesions));
    }
}
