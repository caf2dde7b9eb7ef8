package org.ctbench.harness.check;

import java.util.List;
import java.util.Objects;
import org.ctbench.harness.statistics.Scale;

/**
 * A baseline that was written, and what it can find out.
 *
 * @param schema {@value #SCHEMA}
 * @param baseline the file
 * @param run the run whose metrics it holds
 * @param confidence of the check as a whole
 * @param cells the pinned metrics, in the order of the baseline
 * @param exactAlone metrics that only {@code --exact} compares, {@code resnet18 on test, accuracy}: of models with one training, where
 *     nothing says how much they vary with the seed
 * @param withinMargin standard metrics that are not pinned, {@code maskrcnn on lesions, map is 0.005}: they are within their margin
 *     of the worst value, so that there is nothing to fall
 * @param beside ids of the metrics that the run has and the baseline does not pin, of any evaluation
 */
public record Acceptance(
        String schema,
        String baseline,
        String run,
        double confidence,
        List<Cell> cells,
        List<String> exactAlone,
        List<String> withinMargin,
        List<String> beside) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/acceptance/4";

    public Acceptance {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(run, "run");
        cells = List.copyOf(cells);
        exactAlone = List.copyOf(exactAlone);
        withinMargin = List.copyOf(withinMargin);
        beside = List.copyOf(beside);
    }

    /**
     * A pinned metric. Numbers are fractions. {@code limit} and {@code found} are those that are expected of a run with as many
     * trainings.
     *
     * @param model id of the model, without its seed
     * @param set id of the evaluation set
     * @param metric id of the metric
     * @param unit unit in which it is printed
     * @param seeds number of trainings
     * @param value mean of its values
     * @param margin drop that does not matter
     * @param seedDeviation standard deviation of one training, their own or as stated
     * @param degreesOfFreedom from how many it will be known
     * @param limit drop up to which a run passes
     * @param found drop from which on it usually fails: {@link DropRule#found}
     */
    public record Cell(
            String model,
            String set,
            String metric,
            Scale unit,
            int seeds,
            double value,
            double margin,
            double seedDeviation,
            double degreesOfFreedom,
            double limit,
            double found) {
        public Cell {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(unit, "unit");
        }
    }
}
