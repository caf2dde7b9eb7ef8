package org.ctbench.harness.audit.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.WithdrawnScans;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.checks.SplitVerifier;
import org.ctbench.splits.checks.Verification;

/** Checks of the image lists that the sets of a paper are pinned by, and of their images where they are. */
public final class ListsAudit {
    /** Id of the check. */
    public static final String CHECK = "lists";

    private final Locks locks;
    private final Set<String> splits;
    private final List<AuditFinding> findings = new ArrayList<>();

    private ListsAudit(Paper paper, Locks locks) {
        List<String> known = locks.splits().stream().map(SplitLock::id).toList();
        this.splits = paper.sets().stream()
                .map(PublishedSet::split)
                .flatMap(Optional::stream)
                .filter(known::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        this.locks = locks.only(splits.stream()
                .map(id -> locks.split(id).dataSet())
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /**
     * What the lists say: of the data folder if there is one, else what the locks tell without them. Nothing if no set of
     * the paper is pinned. Images that lie in the folder are read and compared.
     *
     * @param data folder with imported lists
     * @throws org.ctbench.splits.documents.UserException if the folder holds none
     */
    public static List<AuditFinding> of(Paper paper, Locks locks, Optional<DataFolder> data) throws IOException {
        ListsAudit audit = new ListsAudit(paper, locks);
        if (audit.splits.isEmpty()) {
            return List.of();
        }
        if (data.isPresent()) {
            audit.imported(SplitVerifier.verify(data.get().folder(), audit.locks), data.get());
        } else {
            audit.locked();
        }
        return List.copyOf(audit.findings);
    }

    private void imported(Verification verification, DataFolder data) throws IOException {
        for (Verification.Manifest manifest : verification.manifests()) {
            if (manifest.state() == Verification.State.DIFFERS) {
                add(manifest.split(), Verdict.CONTRADICTION, "the list is not the pinned one", manifest.detail());
            } else if (manifest.state() != Verification.State.OK) {
                add(manifest.split(), Verdict.CANNOT_TELL, "the list is not imported", manifest.detail());
            }
        }
        for (Check check : verification.checks()) {
            if (isAboutThem(check.splits())) {
                String about = String.join(" and ", check.splits()) + ", " + check.rule();
                AuditFinding finding =
                        AuditFinding.of(CHECK, about, verdict(check.verdict()), check.finding(), List.of());
                findings.add(withdrawnBy(check).map(finding::known).orElse(finding));
            }
        }
        List<String> whole = verification.manifests().stream()
                .filter(m -> m.state() == Verification.State.OK && splits.contains(m.split()))
                .map(Verification.Manifest::split)
                .toList();
        findings.addAll(ImagesAudit.of(whole, locks, data));
    }

    /** Whether a check is about the paper's sets, or compares one that is a rest with the part that was taken out of it. */
    private boolean isAboutThem(List<String> checked) {
        Set<String> parts = new LinkedHashSet<>(splits);
        splits.forEach(id -> locks.split(id).difference().ifPresent(d -> parts.add(d.minus())));
        return splits.containsAll(checked) || (checked.size() > 1 && parts.containsAll(checked));
    }

    private static Verdict verdict(Check.Verdict verdict) {
        return switch (verdict) {
            case OK -> Verdict.CONSISTENT;
            case NOTE -> Verdict.NOTE;
            case UNKNOWN -> Verdict.CANNOT_TELL;
            case FAILED -> Verdict.CONTRADICTION;
        };
    }

    private Optional<String> withdrawnBy(Check check) {
        return check.rule().equals("withdrawn-scans")
                ? locks.dataSet(locks.split(check.splits().get(0)).dataSet())
                        .withdrawn()
                        .map(WithdrawnScans::discrepancy)
                : Optional.empty();
    }

    /** What the counts of the locks tell. */
    private void locked() {
        for (DataSetLock dataSet : locks.dataSets()) {
            dataSet.withdrawn().ifPresent(this::withdrawn);
        }
        for (String id : splits) {
            SplitLock lock = locks.split(id);
            lock.patients().unknown().ifPresent(reason -> add(id + ", patients", Verdict.CANNOT_TELL, reason, ""));
            lock.difference().ifPresent(difference -> shared(lock, difference));
        }
        boolean generated = locks.dataSets().stream().allMatch(dataSet -> dataSet.kind() == DataSetLock.Kind.GENERATED);
        add(
                String.join(", ", splits),
                Verdict.CANNOT_TELL,
                "images listed twice, and images and patients in two lists, are told by the names in the lists only",
                generated
                        ? "they are generated: `ctbench data phantom` makes the lists; then give --data DIR"
                        : "`ctbench splits fetch --to DIR` gets the lists; then give --data DIR");
    }

    private void withdrawn(WithdrawnScans scans) {
        List<String> lines = splits.stream()
                .filter(scans.images()::containsKey)
                .map(id -> id + ": " + scans.images().get(id))
                .toList();
        if (!lines.isEmpty()) {
            findings.add(AuditFinding.of(
                            CHECK,
                            "scans that their publisher withdrew later",
                            Verdict.NOTE,
                            "the lists hold images of " + scans.scans().size() + " of them: "
                                    + String.join(", ", lines),
                            List.of("withdrawn by: " + scans.source()))
                    .known(scans.discrepancy()));
        }
    }

    /** Patients of a split and of what was left of it, by their numbers alone: what is too many is in both. */
    private void shared(SplitLock rest, SplitLock.Difference difference) {
        SplitLock whole = locks.split(difference.of());
        SplitLock part = locks.split(difference.minus());
        if (rest.patients().total().isEmpty()
                || whole.patients().total().isEmpty()
                || part.patients().total().isEmpty()) {
            return;
        }
        int ofPart = part.patients().total().getAsInt();
        int ofRest = rest.patients().total().getAsInt();
        int ofWhole = whole.patients().total().getAsInt();
        int both = ofPart + ofRest - ofWhole; // every patient of the whole is in one of the two
        if (both > 0) {
            add(
                    part.id() + " and " + rest.id() + ", patient-overlap",
                    Verdict.NOTE,
                    both + " of the " + ofPart + " patients of " + part.id() + " are also in " + rest.id()
                            + ": a model trained on one has seen patients of the other",
                    ofPart + " + " + ofRest + " - " + ofWhole + " = " + both);
        }
    }

    private void add(String about, Verdict verdict, String sentence, String evidence) {
        findings.add(
                AuditFinding.of(CHECK, about, verdict, sentence, evidence.isEmpty() ? List.of() : List.of(evidence)));
    }
}
