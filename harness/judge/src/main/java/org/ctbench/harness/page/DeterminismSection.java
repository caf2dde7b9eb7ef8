package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.GoldenFinding;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.results.Provenance;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/** Whether a training came to the same bits again. */
final class DeterminismSection {
    private DeterminismSection() {}

    /**
     * What was found, or that nobody looked.
     *
     * @param run what computed the run, beside which a finding from elsewhere is marked
     */
    static Section of(Optional<DeterminismFinding> finding, Provenance run) {
        List<ContentBlock> blocks = new ArrayList<>();
        if (!run.engine().computed()) {
            blocks.add(Paragraph.of(
                    run.engine().arithmetic().isPresent()
                            ? "Nothing was computed by an engine. What follows from the predictions that were read is the same"
                                    + " on every machine."
                            : "Not covered by the promise of the same digits on every machine; engine: "
                                    + run.engine().text() + "."));
        } else if (finding.isEmpty()) {
            blocks.add(Paragraph.of(
                    "Not checked. `ctbench verify-determinism --run RUN` trains for a few steps twice on this machine, also"
                            + " with other numbers of threads, and compares the bits."));
        } else {
            found(finding.get(), run, blocks);
        }
        return new Section(
                "determinism",
                "Determinism",
                "Whether the same training gives the same bits when it is repeated, if that was checked.",
                blocks);
    }

    private static void found(DeterminismFinding finding, Provenance run, List<ContentBlock> blocks) {
        Provenance on = finding.provenance();
        String level = "Checked on " + on.engine().name() + " (convolutions by "
                + on.engine().convolutions() + ") on " + processor(on) + ": "
                + finding.level().text() + ".";
        blocks.add(finding.passed() ? Paragraph.of(level) : Notice.warning(level));
        List<String> others = differencesFrom(run, on);
        if (!others.isEmpty()) {
            blocks.add(Notice.warning(
                    "The run was computed under other conditions, so this check is not certain to apply to it: "
                            + String.join("; ", others) + "."));
        }
        finding.golden().ifPresent(golden -> blocks.add(golden(golden)));
        blocks.add(comparisons(finding));
    }

    private static Table golden(GoldenFinding golden) {
        List<Row> rows = new ArrayList<>();
        for (GoldenFinding.Setting setting : golden.settings()) {
            rows.add(Row.of(Text.of(setting.text()), Text.of(setting.found())));
            setting.missed().forEach(missed -> rows.add(Row.of(Text.of(setting.text()), Text.of(missed.text()))));
        }
        return Table.of(
                        "golden",
                        "Golden digests of the arithmetic " + golden.arithmetic(),
                        List.of(Column.of("computed by"), Column.of("found")),
                        rows)
                .withNotes(
                        "The golden digests, of every operation forward and backward, of networks after steps of training and"
                                + " of a generated image, ship with ctbench and are the same for every machine.");
    }

    private static Table comparisons(DeterminismFinding finding) {
        List<Row> rows = new ArrayList<>();
        for (PairComparison comparison : finding.comparisons()) {
            if (comparison.identical()) {
                rows.add(Row.of(Text.of(comparison.text()), Text.of("the same bits")));
            }
            for (Difference difference : comparison.differences()) {
                rows.add(Row.of(Text.of(comparison.text()), Text.of(difference.text())));
            }
        }
        return Table.of(
                        "comparisons",
                        "Trainings compared: losses, weights, buffers, moments of every step, and probabilities",
                        List.of(Column.of("trained"), Column.of("found; where bits differ, the first of each kind")),
                        rows)
                .withNotes("Trained: " + finding.training().text() + "; ctbench "
                        + finding.provenance().code().text() + "."
                        + (finding.provenance().engine().arithmetic().isPresent()
                                ? ""
                                : " Other models, image sizes, engines and processors may give another result."));
    }

    /** Conditions of the run that can decide its bits and were others in the check. */
    private static List<String> differencesFrom(Provenance run, Provenance on) {
        List<String> others = new ArrayList<>();
        compare(others, "engine", run.engine().name(), on.engine().name());
        compare(others, "arithmetic", arithmetic(run), arithmetic(on));
        if (run.engine().arithmetic().isEmpty()) {
            compare(
                    others,
                    "convolutions",
                    run.engine().convolutions(),
                    on.engine().convolutions());
            compare(
                    others,
                    "libraries",
                    run.engine().libraries().toString(),
                    on.engine().libraries().toString());
            compare(others, "processor", processor(run), processor(on));
        }
        compare(others, "ctbench", run.code().text(), on.code().text());
        return others;
    }

    private static String arithmetic(Provenance provenance) {
        return provenance.engine().arithmetic().orElse("that of the machine");
    }

    private static void compare(List<String> others, String what, String run, String checked) {
        if (!run.equals(checked)) {
            others.add(what + ": run " + run + ", check " + checked);
        }
    }

    private static String processor(Provenance provenance) {
        return provenance.hardware().processor().orElse("an unknown processor");
    }
}
