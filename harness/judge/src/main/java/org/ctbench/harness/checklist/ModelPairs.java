package org.ctbench.harness.checklist;

import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.statistics.AppliedMetric;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Verdicts;

/** Which models can be compared: those on one set, without negative controls. */
record ModelPairs(Comparison comparison) {
    /** The largest number of models on one set. */
    int most() {
        return comparison.sets().stream()
                .mapToInt(set -> set.withoutControls().models().size())
                .max()
                .orElse(0);
    }

    ItemAnswer tests() {
        if (most() < 2) {
            return ItemAnswer.authors("No two models were evaluated on one set, so none were compared.");
        }
        if (comparison.sets().stream().noneMatch(set -> known(set) > 1)) {
            return ItemAnswer.authors(
                    "No test is possible: models were trained once without a stated seed deviation, or their weighted F1 has no value.");
        }
        return comparison.sets().stream().anyMatch(set -> known(set) > 1 && hasPatients(set))
                ? ItemAnswer.shown(
                        "models-compared",
                        "Means over seeds, paired by slice. The variance is that of a bootstrap of patients and of the seeds;"
                                + " p-values are corrected for all pairs of a set.")
                : ItemAnswer.authors("Patients are unknown or fewer than " + Verdicts.LEAST_PATIENTS
                        + ": no test between models is possible.");
    }

    /** How many models of a set have a value of every training, and a known seed deviation. */
    private long known(SetMetrics set) {
        return set.withoutControls().models().stream()
                .filter(model -> model.overSeeds().measured(f1(set).id()).isPresent())
                .filter(model -> model.seeds() > 1
                        || comparison
                                .statedDeviation()
                                .flatMap(stated -> stated.of(f1(set).scale()))
                                .isPresent())
                .count();
    }

    private static boolean hasPatients(SetMetrics set) {
        return set.models()
                .get(0)
                .predictions()
                .get(0)
                .patientsOf(f1(set))
                .filter(patients -> patients >= Verdicts.LEAST_PATIENTS)
                .isPresent();
    }

    /** The metric that pairs are tested by. */
    private static AppliedMetric f1(SetMetrics set) {
        ModelMetrics first = set.models().get(0);
        return first.overSeeds().metric(ClassificationMetric.id(set.set().weighting()));
    }
}
