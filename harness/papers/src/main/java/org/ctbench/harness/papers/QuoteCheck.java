package org.ctbench.harness.papers;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Sees to it that quotes are about things that the paper has. Whether what they say is true is not looked at. */
final class QuoteCheck {
    private final Document document;
    private final Paper paper;
    private final PaperNumbers numbers;

    QuoteCheck(Document document, Paper paper) {
        this.document = document;
        this.paper = paper;
        this.numbers = PaperNumbers.of(paper);
    }

    /** @throws UserException for the first quote that refers to nothing */
    void all() {
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < paper.quotes().size(); i++) {
            String path = "quotes[" + i + "]";
            Quote quote = paper.quotes().get(i);
            if (!Reference.ID.matcher(quote.id()).matches() || !ids.add(quote.id())) {
                throw fault(
                        path + ".id",
                        "'" + quote.id() + "' is not an id, or appears twice",
                        "use letters, digits, '-' and '_', and give each quote its own id");
            }
            quote.equals().ifPresent(c -> expression(path + ".equals.of", c.of()));
            quote.over().ifPresent(c -> expression(path + ".over.of", c.of()));
            quote.shares().ifPresent(s -> shares(path + ".shares", s));
            quote.top().ifPresent(cell -> cell(path + ".top", cell));
        }
    }

    private void expression(String path, String text) {
        try {
            Expression.parse(text).references().forEach(r -> reference(path, r));
        } catch (IllegalArgumentException e) {
            throw fault(path, e.getMessage(), "use numbers, + - * /, parentheses and [references]");
        }
    }

    private void cell(String path, String text) {
        Optional<Reference> reference = Reference.parse(text).filter(Reference.OfCell.class::isInstance);
        reference(
                path,
                reference.orElseThrow(() -> fault(
                        path, "'" + text + "' names no cell", "write table/row/column, as in 4/affinity-16/NCP")));
    }

    private void reference(String path, Reference reference) {
        numbers.missing(reference).ifPresent(missing -> {
            throw fault(path, "[" + reference.text() + "]: " + missing.problem(), missing.fix());
        });
    }

    private void shares(String path, Quote.Shares shares) {
        reference(path + ".set", new Reference.OfSet(shares.set(), Optional.empty()));
        shares.percent().keySet().forEach(c -> {
            if (!paper.set(shares.set()).counts().containsKey(c)) {
                throw fault(
                        path + ".percent." + c,
                        "no class '" + c + "'",
                        Suggestion.hint(c, paper.set(shares.set()).classes()));
            }
        });
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
