package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.statistics.StatedDeviation;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * A paper, as far as its numbers go.
 *
 * @param schema {@value #SCHEMA}
 * @param id name of the paper
 * @param title its title
 * @param cite where it appeared: authors, journal, year; for a repository {@code owner/name@commit, file}
 * @param doi its digital object identifier
 * @param note what is known about the text that the numbers were taken from
 * @param digest digest of the run that its values are from, if a run of ctbench gave them
 * @param classes classes that it tells apart, in the order of its confusion matrices
 * @param sets sets of images that its tables are about
 * @param weights constants that may weigh its F1
 * @param tables its tables
 * @param quotes what its text says about its tables and sets
 * @param claims which of its models it calls better than another
 * @param statements what it states beside its tables
 * @param related papers whose values it can be compared with
 * @param seedDeviation how much its values vary with the seed, if it says so
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Paper(
        String schema,
        String id,
        String title,
        Optional<String> cite,
        Optional<String> doi,
        Optional<String> note,
        Optional<PublishedDigest> digest,
        List<PublishedClass> classes,
        List<PublishedSet> sets,
        List<F1Weighting> weights,
        List<PublishedTable> tables,
        List<Quote> quotes,
        List<Claim> claims,
        List<Statement> statements,
        List<Related> related,
        Optional<StatedDeviation> seedDeviation) {
    /** Schema of the papers that this version reads. */
    public static final String SCHEMA = "ctbench/paper/1";

    public Paper {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(cite);
        Objects.requireNonNull(doi);
        Objects.requireNonNull(note);
        Objects.requireNonNull(digest);
        classes = List.copyOf(classes);
        sets = List.copyOf(sets);
        weights = List.copyOf(weights);
        tables = List.copyOf(tables);
        quotes = List.copyOf(quotes);
        claims = List.copyOf(claims);
        statements = List.copyOf(statements);
        related = List.copyOf(related);
        Objects.requireNonNull(seedDeviation);
    }

    /** The same paper with other tables. */
    public Paper with(List<PublishedTable> others) {
        return new Paper(
                schema,
                id,
                title,
                cite,
                doi,
                note,
                digest,
                classes,
                sets,
                weights,
                others,
                quotes,
                claims,
                statements,
                related,
                seedDeviation);
    }

    /** The same paper with another cell, and what is derived from it worked out anew. */
    public Paper replacing(Reference.OfCell at, PublishedCell cell) {
        return Overlay.replaced(this, Map.of(at, cell));
    }

    /** The class as the paper calls it; its id if the paper has no such class. */
    public String className(String classId) {
        return classes.stream()
                .filter(c -> c.id().equals(classId))
                .map(PublishedClass::name)
                .findFirst()
                .orElse(classId);
    }

    /** @throws UserException if the paper has no table of that number */
    public PublishedTable table(int number) {
        return findTable(number)
                .orElseThrow(() -> new UserException(
                        "no table " + number,
                        "paper " + id,
                        "known: "
                                + tables.stream()
                                        .map(t -> Integer.toString(t.number()))
                                        .collect(Collectors.joining(", "))));
    }

    /** The table of that number, if the paper has it. */
    public Optional<PublishedTable> findTable(int number) {
        return tables.stream().filter(t -> t.number() == number).findFirst();
    }

    /** @throws UserException if the paper has no such set */
    public PublishedSet set(String setId) {
        return findSet(setId)
                .orElseThrow(() -> new UserException(
                        "no set '" + setId + "'",
                        "paper " + id,
                        Suggestion.hint(
                                setId, sets.stream().map(PublishedSet::id).toList())));
    }

    /** The set of that id, if the paper has it. */
    public Optional<PublishedSet> findSet(String setId) {
        return sets.stream().filter(s -> s.id().equals(setId)).findFirst();
    }

    /** The quote of that id, if the paper has it. */
    public Optional<Quote> findQuote(String quoteId) {
        return quotes.stream().filter(q -> q.id().equals(quoteId)).findFirst();
    }

    /** What a set is about: the set of a table, if it names one. */
    public Optional<PublishedSet> setOf(PublishedTable table) {
        return table.set().map(this::set);
    }
}
