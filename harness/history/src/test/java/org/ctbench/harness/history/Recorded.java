package org.ctbench.harness.history;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.history.RecordedRun.Evaluated;
import org.ctbench.harness.history.RecordedRun.Measurement;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.documents.Sha256;

/** Runs as a history keeps them, for tests. */
final class Recorded {
    private static final Sha256 ANY = Sha256.of(new byte[] {1});

    private Recorded() {}

    /** A run of one model on one set whose only training had this accuracy; runs of different names are different. */
    static RecordedRun run(String name, double accuracy) {
        return run(name, "2026-11-28T12:00:00Z", Optional.empty(), List.of(accuracy));
    }

    static RecordedRun run(String name, String added, Optional<String> arithmetic, List<Double> accuracy) {
        return new RecordedRun(
                RecordedRun.SCHEMA,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                added,
                "demo",
                ANY,
                Sha256.of(("numbers of " + accuracy).getBytes(StandardCharsets.UTF_8)),
                new CodeVersion("0.1.0", Optional.of("0123456789abcdef0123456789abcdef01234567"), Optional.of(false)),
                arithmetic.isPresent() ? "exact" : "nd4j",
                arithmetic,
                "a processor, Linux amd64, Java 17",
                Optional.empty(),
                List.of(new Evaluated(
                        "resnet18",
                        "test",
                        new SplitReference("demo/test", ANY, 540, Optional.empty(), Optional.empty()),
                        "accuracy",
                        List.of(new Measurement("accuracy", accuracy, Optional.empty())))));
    }

    /** The same with a bundle. */
    static RecordedRun with(RecordedRun run, RecordedRun.Bundle bundle) {
        return new RecordedRun(
                run.schema(),
                run.run(),
                run.added(),
                run.plan(),
                run.planDigest(),
                run.numbers(),
                run.code(),
                run.engine(),
                run.arithmetic(),
                run.machine(),
                Optional.of(bundle),
                run.evaluations());
    }

    /** A chain of runs of these accuracies. */
    static List<HistoryRow> rows(double... accuracies) {
        List<HistoryRow> rows = new ArrayList<>();
        for (double accuracy : accuracies) {
            Optional<HistoryRow> last = rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
            rows.add(HistoryRow.after(last, run("run " + rows.size(), accuracy)));
        }
        return rows;
    }
}
