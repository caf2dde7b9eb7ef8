package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedRow;
import org.ctbench.harness.papers.PublishedSet;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.TableKind;

/** Whether the values of each row of classification can all be true, and what they leave open. */
public final class FeasibilityAudit {
    /** Id of the check. */
    public static final String CHECK = "feasibility";

    private FeasibilityAudit() {}

    /**
     * What the rows of a paper's tables say of each other's values.
     *
     * @param weights number of the known discrepancy that the weights of F1 are for this paper, if they are one
     * @param open whether to work out what the values leave open of others, which takes most of the time
     * @param limit when the search for the matrices of a row is stopped
     * @param done is told of each row; may be called by several threads
     */
    public static List<AuditFinding> of(
            Paper paper, Optional<String> weights, boolean open, RowLimit limit, LongConsumer done) {
        List<AuditFinding> findings = new ArrayList<>();
        for (PublishedTable table : paper.tables()) {
            if (table.kind() == TableKind.CLASSIFICATION && table.mean().isEmpty()) {
                paper.setOf(table)
                        .ifPresent(set -> findings.addAll(of(paper, table, set, row -> {
                            List<AuditFinding> found =
                                    new RowAudit(paper, table, set, row, limit).findings(weights, open);
                            done.accept(1);
                            return found;
                        })));
            }
        }
        return findings;
    }

    private static List<AuditFinding> of(
            Paper paper, PublishedTable table, PublishedSet set, Function<PublishedRow, List<AuditFinding>> ofRow) {
        if (!SizeReading.areComplete(set)) {
            String sentence = set.counts().isEmpty()
                    ? "the matrices cannot be searched without the number of images of each class of " + set.id()
                    : "fewer than two classes of " + set.id() + " have images, so that there is nothing to tell apart";
            return List.of(AuditFinding.of(CHECK, name(table), Verdict.CANNOT_TELL, sentence, List.of()));
        }
        List<AuditFinding> findings = table.rows().parallelStream() // keeps the order
                .flatMap(row -> ofRow.apply(row).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        findings.addAll(new BestAudit(paper, table, set).findings());
        findings.addAll(new AucAudit(table, set.classes()).findings());
        return findings;
    }

    /** How many rows {@link #of} looks at. */
    public static long rows(Paper paper) {
        return paper.tables().stream()
                .filter(t -> t.kind() == TableKind.CLASSIFICATION && t.mean().isEmpty())
                .filter(t -> paper.setOf(t).filter(SizeReading::areComplete).isPresent())
                .mapToLong(t -> t.rows().size())
                .sum();
    }

    static String name(PublishedTable table) {
        return "Table " + table.number();
    }

    static String name(PublishedTable table, PublishedRow row) {
        return name(table) + ", " + row.name();
    }
}
