package org.ctbench.harness.audit.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.datasets.verify.DataCheck;
import org.ctbench.datasets.verify.DataReport;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.splits.Locks;

/** Whether images of one set of a paper stand in another one as well, or look as if they did. */
public final class ImagesAudit {
    /** Id of the check. */
    public static final String CHECK = "images";

    private static final int SHOWN = 5;
    private static final List<Kind> UNSEEN = List.of(Kind.MISSING, Kind.TRUNCATED, Kind.UNREADABLE, Kind.CLIPPED);

    private final DataReport report;
    private final List<AuditFinding> findings = new ArrayList<>();

    private ImagesAudit(DataReport report) {
        this.report = report;
    }

    /**
     * Compares every image of a set with every image of the others, as `ctbench data verify` does.
     *
     * @param splits imported splits; none give no finding
     */
    static List<AuditFinding> of(List<String> splits, Locks locks, DataFolder data) throws IOException {
        if (splits.isEmpty()) {
            return List.of();
        }
        Optional<DataReport> report =
                DataCheck.of(locks, data.places(), data.unpacked()).runPresent(splits, data.read());
        return report.isPresent()
                ? new ImagesAudit(report.get()).findings(splits, data)
                : List.of(absent(splits, data));
    }

    private static AuditFinding absent(List<String> splits, DataFolder data) {
        return AuditFinding.of(
                CHECK,
                String.join(", ", splits),
                Verdict.CANNOT_TELL,
                "images that look like one of another set are told by the images only, which are not here",
                List.of("`ctbench data status --root " + data.folder() + "` says what belongs where"));
    }

    private List<AuditFinding> findings(List<String> splits, DataFolder data) {
        List<String> seen = report.splits().stream().map(DataReport.Checked::id).toList();
        for (DataReport.Checked split : report.splits()) {
            same(split, Kind.IDENTICAL, Verdict.CONTRADICTION, "in another set, too");
            same(split, Kind.NEAR_IDENTICAL, Verdict.NOTE, "hard to tell from one of another set");
            unseen(split);
        }
        if (findings.stream().noneMatch(f -> f.verdict() != Verdict.CANNOT_TELL)) {
            String sentence = String.format(
                    Locale.ROOT,
                    "of %,d images none is, or looks like, one of another set",
                    report.splits().stream()
                            .mapToInt(DataReport.Checked::images)
                            .sum());
            add(String.join(", ", seen), Verdict.CONSISTENT, sentence, List.of());
        }
        List<String> unread = splits.stream().filter(id -> !seen.contains(id)).toList();
        if (!unread.isEmpty()) {
            findings.add(absent(unread, data));
        }
        return List.copyOf(findings);
    }

    private void same(DataReport.Checked split, Kind kind, Verdict verdict, String words) {
        List<String> found = lines(split, kind);
        if (!found.isEmpty()) {
            boolean one = found.size() == 1;
            String sentence = String.format(
                    Locale.ROOT,
                    "%,d of its %,d images %s %s",
                    found.size(),
                    split.images(),
                    one ? "is" : "are",
                    words);
            add(split.id() + ", " + kind.title() + " images", verdict, sentence, shortened(found));
        }
    }

    private void unseen(DataReport.Checked split) {
        List<String> found =
                UNSEEN.stream().flatMap(kind -> lines(split, kind).stream()).toList();
        if (!found.isEmpty()) {
            String sentence = String.format(
                    Locale.ROOT,
                    "%,d of its %,d images cannot be read and %s not compared",
                    found.size(),
                    split.images(),
                    found.size() == 1 ? "was" : "were");
            add(split.id() + ", images", Verdict.CANNOT_TELL, sentence, shortened(found));
        }
    }

    private List<String> lines(DataReport.Checked split, Kind kind) {
        return report.findings().stream()
                .filter(f -> f.kind() == kind && f.split().equals(split.id()))
                .map(f -> f.image() + ": " + f.detail())
                .toList();
    }

    private static List<String> shortened(List<String> lines) {
        if (lines.size() <= SHOWN) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, SHOWN));
        first.add(String.format(
                Locale.ROOT, "and %,d more; `ctbench data verify --json` lists all", lines.size() - SHOWN));
        return first;
    }

    private void add(String about, Verdict verdict, String sentence, List<String> evidence) {
        findings.add(AuditFinding.of(CHECK, about, verdict, sentence, evidence));
    }
}
