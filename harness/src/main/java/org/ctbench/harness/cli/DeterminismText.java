package org.ctbench.harness.cli;

import java.util.Map;
import java.util.stream.Collectors;
import org.ctbench.harness.determinism.Comparison;
import org.ctbench.harness.determinism.DeterminismFinding;
import org.ctbench.harness.results.Provenance;

/** What was compared, as text for a terminal. */
final class DeterminismText {
    private DeterminismText() {}

    /** What was trained where, the comparisons with their first differences, the level that holds. */
    static String of(DeterminismFinding finding) {
        Provenance on = finding.provenance();
        StringBuilder text = new StringBuilder();
        line(text, finding.training().text());
        line(
                text,
                on.engine().name() + ", convolutions by " + on.engine().convolutions() + ", on "
                        + on.hardware().processor().orElse("an unknown processor"));
        line(
                text,
                on.engine().libraries().entrySet().stream()
                        .map(Map.Entry::toString)
                        .map(library -> library.replace('=', ' '))
                        .collect(Collectors.joining(", ")));
        line(text, "");
        for (Comparison comparison : finding.comparisons()) {
            line(text, comparison.text() + ": " + (comparison.identical() ? "the same bits" : "other bits, first in"));
            comparison.differences().forEach(difference -> line(text, "  " + difference.text()));
        }
        line(text, "");
        line(text, "level: " + finding.level().text());
        line(text, "other models, image sizes, engines and processors may come to another one");
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
