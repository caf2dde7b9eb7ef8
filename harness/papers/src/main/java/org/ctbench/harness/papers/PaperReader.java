package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Makes a paper of a document, strictly: whatever does not fit together is an error that names its line. */
final class PaperReader {
    private static final int CLASSES = 1_000;

    private final Document document;
    private final WrittenPaper written;

    private PaperReader(Document document) {
        this.document = document;
        this.written = document.as(WrittenPaper.class);
    }

    /** @throws UserException if something in the document is wrong */
    static Paper read(Document document) {
        return new PaperReader(document).paper();
    }

    private Paper paper() {
        requireIds();
        List<PublishedClass> classes = new ArrayList<>();
        written.classes().forEach((id, name) -> classes.add(new PublishedClass(id, name)));
        if (classes.size() < 2) {
            throw fault("classes", "fewer than two classes", "write ID: name, for each class");
        }
        if (classes.size() > CLASSES) {
            throw fault("classes", classes.size() + " classes", "write at most " + CLASSES);
        }
        Map<String, PublishedSet> sets = sets();
        Paper paper = new Paper(
                written.schema(),
                written.id(),
                written.title(),
                written.cite(),
                written.doi(),
                written.note(),
                written.digest(),
                classes,
                List.copyOf(sets.values()),
                weights(),
                tables(sets),
                written.quotes().orElse(List.of()),
                written.claims().orElse(List.of()),
                written.statements().orElse(List.of()),
                written.related().orElse(List.of()),
                written.seedDeviation());
        Paper complete = Derivations.checked(
                paper,
                (cell, problem, fix) -> fault(TableReader.path(paper, cell).orElseThrow(), problem, fix));
        new QuoteCheck(document, complete).all();
        new ClaimCheck(document, complete).all();
        return complete;
    }

    private void requireIds() {
        if (!written.id().matches("[a-z0-9][a-z0-9-]*")) {
            throw fault("id", "'" + written.id() + "' is not an id", "use a-z, 0-9 and '-', as in ter-sarkisov-2022");
        }
        written.classes().forEach((c, name) -> {
            requireId("classes." + c, c);
            if (name == null) {
                throw fault("classes." + c, "the class has no name", "write ID: name, for each class");
            }
        });
    }

    private Map<String, PublishedSet> sets() {
        Map<String, PublishedSet> sets = new LinkedHashMap<>();
        for (int i = 0; i < written.sets().size(); i++) {
            String path = "sets[" + i + "]";
            WrittenPaper.Images set = written.sets().get(i);
            requireId(path + ".id", set.id());
            if (set.id().matches("\\d+")) {
                throw fault(path + ".id", "'" + set.id() + "' is a number", "write a name, as in test");
            }
            if (set.counts().isPresent() == set.images().isPresent()) {
                throw fault(
                        path,
                        "the set has " + (set.images().isPresent() ? "counts and images" : "neither counts nor images"),
                        "write counts: with images per class, or images: where they have no class");
            }
            Map<String, Integer> counts = inOrder(path + ".counts", set.counts().orElse(Map.of()));
            PublishedSet read = new PublishedSet(
                    set.id(),
                    set.name().orElse(set.id()),
                    counts,
                    counts.isEmpty()
                            ? set.images().getAsInt()
                            : counts.values().stream().mapToLong(n -> n).sum(),
                    set.patients(),
                    set.source(),
                    set.split(),
                    set.stated().orElse(List.of()));
            if (sets.put(set.id(), read) != null) {
                throw fault(path + ".id", "the set '" + set.id() + "' appears twice", "give each set its own id");
            }
        }
        return sets;
    }

    /** Counts in the order of the paper's classes. */
    private Map<String, Integer> inOrder(String path, Map<String, Integer> counts) {
        counts.forEach((c, n) -> {
            requireClass(path + "." + c, c);
            if (n == null || n < 0) {
                throw fault(path + "." + c, n + " is not a number of images", "write 0 or more");
            }
        });
        long all = counts.values().stream().mapToLong(n -> n).sum();
        if (all > Integer.MAX_VALUE) {
            throw fault(path, "a set of " + all + " images", "write at most " + Integer.MAX_VALUE + " in all");
        }
        Map<String, Integer> ordered = new LinkedHashMap<>(written.classes().size());
        written.classes().keySet().stream().filter(counts::containsKey).forEach(c -> ordered.put(c, counts.get(c)));
        return ordered;
    }

    private List<F1Weighting> weights() {
        List<F1Weighting> read = new ArrayList<>();
        List<WrittenPaper.Weights> all = written.weights().orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            String path = "weights[" + i + "].weights";
            WrittenPaper.Weights weighting = all.get(i);
            weighting.weights().forEach((c, weight) -> {
                requireClass(path + "." + c, c);
                if (weight == null || weight.signum() < 0 || weight.precision() > 30 || Math.abs(weight.scale()) > 30) {
                    throw fault(path + "." + c, weight + " is not a weight", "write a number from 0 to 1");
                }
            });
            BigDecimal sum = weighting.weights().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.compareTo(BigDecimal.ONE) != 0) {
                throw fault(path, "the weights add up to " + sum.toPlainString(), "write weights that add up to 1");
            }
            read.add(new F1Weighting(weighting.id(), weighting.weights(), weighting.source()));
        }
        return read;
    }

    private List<PublishedTable> tables(Map<String, PublishedSet> sets) {
        TableReader reader = new TableReader(document, written.classes().keySet(), sets);
        List<PublishedTable> tables = new ArrayList<>();
        Set<Integer> numbers = new LinkedHashSet<>();
        for (int i = 0; i < written.tables().size(); i++) {
            String path = "tables[" + i + "]";
            PublishedTable table = reader.read(path, written.tables().get(i));
            if (!numbers.add(table.number())) {
                throw fault(path + ".number", "table " + table.number() + " appears twice", "number each table once");
            }
            tables.add(table);
        }
        return tables;
    }

    private void requireId(String path, String id) {
        if (!Reference.ID.matcher(id).matches()) {
            throw fault(path, "'" + id + "' is not an id", "use letters, digits, '-' and '_'");
        }
    }

    private void requireClass(String path, String id) {
        if (!written.classes().containsKey(id)) {
            throw fault(
                    path,
                    "no class '" + id + "'",
                    Suggestion.hint(id, written.classes().keySet()));
        }
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
