package org.ctbench.harness.check;

import java.util.List;
import java.util.Objects;

/**
 * What became of every pinned metric.
 *
 * @param schema {@value #SCHEMA}
 * @param baseline the baseline, as it was named
 * @param run the run, as it was named
 * @param confidence of the check as a whole
 * @param passed whether every metric passed
 * @param cells the metrics, in the order of the baseline
 */
public record CheckReport(
        String schema, String baseline, String run, double confidence, boolean passed, List<CellCheck> cells) {
    /** Schema of the document. */
    public static final String SCHEMA = "ctbench/check/2";

    public CheckReport {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(baseline, "baseline");
        Objects.requireNonNull(run, "run");
        cells = List.copyOf(cells);
    }

    static CheckReport of(String baseline, String run, double confidence, List<CellCheck> cells) {
        boolean passed = cells.stream().allMatch(cell -> cell.outcome() == CellCheck.Outcome.PASSED);
        return new CheckReport(SCHEMA, baseline, run, confidence, passed, cells);
    }

    /** How many metrics did not pass. */
    long failures() {
        return cells.stream()
                .filter(cell -> cell.outcome() != CellCheck.Outcome.PASSED)
                .count();
    }

    /** {@code 2 of 12 metrics fell behind the baseline}. */
    String summary() {
        String all = cells.size() == 1 ? "1 metric" : cells.size() + " metrics";
        return passed
                ? all + " held against the baseline, none fell behind"
                : failures() + " of " + all + " fell behind the baseline or is missing";
    }
}
