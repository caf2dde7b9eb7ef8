package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.statistics.ClassPredictions;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Slice;
import org.ctbench.splits.SplitLock;

/**
 * A set on which models were evaluated, and the class that is looked at first.
 *
 * @param metrics the models, at least one
 * @param interest the class of interest, an index
 * @param resampling how intervals are computed
 */
record ClinicalSet(SetMetrics metrics, int interest, Resampling resampling) {
    /** The sets of a comparison on which a model was evaluated. */
    static List<ClinicalSet> of(Comparison comparison) {
        return comparison.sets().stream()
                .filter(set -> !set.models().isEmpty())
                .map(set -> new ClinicalSet(set, interest(set, comparison), comparison.resampling()))
                .toList();
    }

    /** The class of interest of the data set's lock; the last class of a set that has others. */
    static int interest(SetMetrics set, Comparison comparison) {
        List<String> classes = set.models().get(0).predictions().get(0).classes();
        String dataSet = SplitLock.dataSetOf(set.set().split());
        Optional<String> named = comparison.evidence().first().library().locks().dataSets().stream()
                .filter(lock -> lock.id().equals(dataSet))
                .findFirst()
                .flatMap(DataSetLock::classOfInterest);
        return named.filter(classes::contains).map(classes::indexOf).orElse(classes.size() - 1);
    }

    String id() {
        return metrics.set().id();
    }

    String heading() {
        return metrics.set().heading();
    }

    List<ModelMetrics> models() {
        return metrics.models();
    }

    /** The models whose probabilities are known, of every seed. */
    List<ModelMetrics> withProbabilities() {
        return models().stream().filter(ClinicalSet::hasProbabilities).toList();
    }

    static boolean hasProbabilities(ModelMetrics model) {
        return model.predictions().stream().allMatch(ClassPredictions::hasProbabilities);
    }

    List<String> classes() {
        return models().get(0).predictions().get(0).classes();
    }

    String ofInterest() {
        return classes().get(interest);
    }

    boolean hasPatients() {
        return models().get(0).predictions().get(0).hasPatients();
    }

    /** The slices, in the order of the predictions. */
    List<Slice> slices() throws IOException {
        SetEvaluation evaluation = models().get(0).trained().get(0).on(id()).orElseThrow();
        List<Slice> slices = new ArrayList<>();
        for (Prediction row : evaluation.predictions().rows()) {
            slices.add(evaluation.model().run().slices().slice(evaluation.split(), row.image()));
        }
        return slices;
    }

    /** A value with its interval, or why there is none. */
    static TableCell cell(PatientValue value, List<ClassPredictions> perSeed) {
        return value.undefinedBecause(perSeed)
                .<TableCell>map(Absent::undefined)
                .orElseGet(
                        () -> MetricsSection.value(value.metric(), value.value().orElseThrow(), value.uncertainty()));
    }
}
