package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.UserException;

/** Sees to it that claims are about two models that the paper has, and that its digits do not say the opposite. */
final class ClaimCheck {
    private final Document document;
    private final Paper paper;
    private final PaperNumbers numbers;

    ClaimCheck(Document document, Paper paper) {
        this.document = document;
        this.paper = paper;
        this.numbers = PaperNumbers.of(paper);
    }

    /** @throws UserException for the first claim that cannot be one */
    void all() {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < paper.claims().size(); i++) {
            String path = "claims[" + i + "]";
            Claim claim = paper.claims().get(i);
            if (!Reference.ID.matcher(claim.id()).matches() || !ids.add(claim.id())) {
                throw fault(
                        path + ".id",
                        "'" + claim.id() + "' is not an id, or appears twice",
                        "use letters, digits, '-' and '_', and give each claim its own id");
            }
            Optional<BigDecimal> better = value(path + ".better", claim, claim.better());
            Optional<BigDecimal> than = value(path + ".than", claim, claim.than());
            comparable(path, claim);
            if (claim.better().equals(claim.than())) {
                throw fault(path + ".than", "a model is compared with itself", "name two rows of the table");
            }
            if (better.isPresent() && than.isPresent() && better.get().compareTo(than.get()) <= 0) {
                throw fault(
                        path + ".better",
                        better.get().toPlainString() + " is not higher than "
                                + than.get().toPlainString(),
                        "name the row with the higher value under better, the other one under than");
            }
        }
    }

    private Optional<BigDecimal> value(String path, Claim claim, String row) {
        Reference.OfCell cell = new Reference.OfCell(claim.table(), row, claim.column());
        numbers.missing(cell).ifPresent(missing -> {
            throw fault(path, "[" + cell.text() + "]: " + missing.problem(), missing.fix());
        });
        return numbers.cell(cell).flatMap(PublishedCell::value);
    }

    private void comparable(String path, Claim claim) {
        PublishedTable table = paper.table(claim.table());
        if (table.kind() != TableKind.CLASSIFICATION && table.kind() != TableKind.SEGMENTATION) {
            throw fault(
                    path + ".table",
                    "table " + claim.table() + " says nothing about how good models are",
                    "name a table of the kind classification or segmentation");
        }
        PublishedColumn column = table.column(claim.column());
        if (column.metric().isCounted() || !column.metric().moreIsBetter()) {
            throw fault(
                    path + ".column",
                    column.metric().words() + ": a higher value is not better",
                    "name a column of a metric that is better the higher it is");
        }
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
