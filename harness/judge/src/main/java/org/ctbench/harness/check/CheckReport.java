package org.ctbench.harness.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctbench.harness.evidence.Evidence;

/**
 * What became of every pinned metric.
 *
 * @param schema {@value #SCHEMA}
 * @param baseline the baseline, as it was named
 * @param run the run, as it was named
 * @param baselineOrigin where the numbers of the baseline come from
 * @param origin where those of the run come from
 * @param confidence of the check as a whole
 * @param passed whether every metric passed
 * @param cells the metrics, in the order of the baseline
 */
public record CheckReport(
        String schema,
        String baseline,
        String run,
        BaselineOrigin baselineOrigin,
        BaselineOrigin origin,
        double confidence,
        boolean passed,
        List<CellCheck> cells) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/check/3";

    public CheckReport {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(baselineOrigin, "baselineOrigin");
        Objects.requireNonNull(origin, "origin");
        cells = List.copyOf(cells);
    }

    static CheckReport of(Path file, Evidence run, Baseline baseline, List<CellCheck> cells) {
        boolean passed = cells.stream().allMatch(cell -> cell.outcome() == CellCheck.Outcome.PASSED);
        return new CheckReport(
                SCHEMA,
                file.toString(),
                run.first().folder().toString(),
                baseline.origin(),
                BaselineOrigin.of(run),
                baseline.confidence(),
                passed,
                cells);
    }

    /** How many metrics did not pass. */
    long failures() {
        return cells.stream()
                .filter(cell -> cell.outcome() != CellCheck.Outcome.PASSED)
                .count();
    }

    /** {@code 2 of 5 metrics regressed, are missing or are undecided}. */
    String summary() {
        String all = cells.size() == 1 ? "1 metric" : cells.size() + " metrics";
        if (passed) {
            return all + " compared with the baseline, none regressed";
        }
        String be = failures() == 1 ? " is " : " are ";
        boolean undecided = cells.stream().anyMatch(cell -> cell.outcome() == CellCheck.Outcome.UNDECIDED);
        return failures() + " of " + all + " regressed"
                + (undecided ? "," + be + "missing or" + be + "undecided" : " or" + be + "missing");
    }
}
