package org.ctbench.harness.audit.arithmetic;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.papers.Paper;
import org.ctbench.splits.Locks;

/** All arithmetic checks of a paper. */
public final class ArithmeticAudit {
    /** Id of the check. */
    public static final String CHECK = "arithmetic";

    private ArithmeticAudit() {}

    /**
     * What the arithmetic says of a paper.
     *
     * @param related papers that it can be compared with; those that it names
     * @param locks pinned splits, to which stated shares may belong
     */
    public static List<AuditFinding> of(Paper paper, List<Paper> related, Locks locks) {
        List<AuditFinding> findings = new ArrayList<>();
        findings.addAll(new ReadingAudit(paper).findings());
        findings.addAll(new QuoteAudit(paper).findings());
        findings.addAll(new TopAudit(paper, related).findings());
        findings.addAll(new ShareAudit(paper, locks).findings());
        findings.addAll(new SizeAudit(paper).findings());
        findings.addAll(new MatrixAudit(paper).findings());
        findings.addAll(new AccuracyAudit(paper).findings());
        findings.addAll(new RelatedAudit(paper, related).findings());
        return findings;
    }

    /** Contradictions of what the text says with the cells as they are, by what identifies them. */
    static List<String> statements(Paper paper) {
        List<AuditFinding> all = new ArrayList<>(new QuoteAudit(paper).findings());
        all.addAll(new TopAudit(paper, List.of()).findings());
        return all.stream()
                .filter(f -> f.verdict() == AuditFinding.Verdict.CONTRADICTION)
                .map(f -> f.about() + f.sentence())
                .toList();
    }
}
