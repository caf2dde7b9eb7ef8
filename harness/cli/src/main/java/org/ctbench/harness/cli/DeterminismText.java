package org.ctbench.harness.cli;

import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.results.Provenance;

/** What was compared, as text for a terminal. */
final class DeterminismText {
    private DeterminismText() {}

    /** The golden digests, what was trained where, the comparisons with their first differences, the level that holds. */
    static String of(DeterminismFinding finding) {
        Provenance on = finding.provenance();
        StringBuilder text = new StringBuilder();
        finding.golden().ifPresent(golden -> golden(text, golden));
        line(text, finding.training().text());
        line(text, on.engine().text() + ", on " + on.machine());
        if (!on.engine().libraries().isEmpty()) {
            line(text, Engines.libraries(on.engine()));
        }
        line(text, "");
        for (PairComparison comparison : finding.comparisons()) {
            line(text, comparison.text() + ": " + (comparison.identical() ? "the same bits" : "other bits, first in"));
            comparison.differences().forEach(difference -> line(text, "  " + difference.text()));
        }
        line(text, "");
        line(text, "level: " + finding.level().text());
        failures(text, finding);
        if (on.engine().arithmetic().isEmpty()) {
            line(text, "other models, image sizes, engines and processors may come to another one");
        }
        return text.toString();
    }

    private static void golden(StringBuilder text, GoldenFinding golden) {
        line(
                text,
                "golden digests of " + golden.arithmetic()
                        + ": operations forward and backward, networks, a generated image");
        golden.digests().forEach((name, digest) -> line(text, "  " + GoldenFinding.abbreviated(digest) + "  " + name));
        golden.settings().forEach(setting -> line(text, setting.text() + ": " + setting.found()));
        line(text, "");
    }

    /** What an engine with a named arithmetic promised and did not keep. */
    private static void failures(StringBuilder text, DeterminismFinding finding) {
        String on = finding.provenance().machine();
        finding.golden().stream()
                .flatMap(golden -> golden.settings().stream())
                .forEach(setting -> setting.missed()
                        .forEach(missed ->
                                line(text, "FAILED " + missed.text() + "; " + setting.text() + ", on " + on)));
        finding.provenance()
                .engine()
                .arithmetic()
                .ifPresent(arithmetic -> finding.comparisons().stream()
                        .filter(comparison -> !comparison.identical())
                        .forEach(comparison -> line(
                                text,
                                "FAILED " + arithmetic + " gave other bits " + comparison.text() + ", on " + on)));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
