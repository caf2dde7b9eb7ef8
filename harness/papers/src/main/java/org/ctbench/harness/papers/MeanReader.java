package org.ctbench.harness.papers;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.papers.PublishedMean.Over;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Sees to it that what a table's values are means over is told in full, and fits its set. */
final class MeanReader {
    private static final int MOST = 1_000;

    private final Document document;
    private final Map<String, PublishedSet> sets;

    MeanReader(Document document, Map<String, PublishedSet> sets) {
        this.document = document;
        this.sets = sets;
    }

    /** @throws UserException if it is not */
    void require(String table, PublishedMean mean, WrittenPaper.Table written) {
        String path = table + ".mean";
        if (written.kind().orElse(TableKind.CLASSIFICATION) != TableKind.CLASSIFICATION) {
            throw fault(path, "the table is not one of classification", "remove the key");
        }
        for (int r = 0; r < written.rows().size(); r++) {
            if (written.rows().get(r).matrix().isPresent()) {
                throw fault(
                        table + ".rows[" + r + "].matrix",
                        "values of a matrix are not means",
                        "remove the matrix, or put the row into a table without mean");
            }
        }
        boolean counted = mean.count().isPresent();
        boolean listed = mean.parts().isPresent();
        boolean named = mean.of().isPresent();
        String fix = switch (mean.over()) {
            case FOLDS -> "write count: with the number of stratified folds, or parts: with the images of each fold";
            case SEEDS -> "write count: with the number of seeds";
            case SETS -> "write of: with the ids of the sets";
        };
        boolean right = switch (mean.over()) {
            case FOLDS -> counted != listed && !named;
            case SEEDS -> counted && !listed && !named;
            case SETS -> named && !counted && !listed && written.set().isEmpty();
        };
        if (!right) {
            throw fault(
                    path,
                    mean.over() == Over.SETS && written.set().isPresent()
                            ? "a table of means over sets has no set of its own"
                            : "it does not say what the mean is over",
                    mean.over() == Over.SETS && written.set().isPresent() ? "remove set:" : fix);
        }
        mean.count().ifPresent(count -> requireCount(path + ".count", count));
        mean.repeats().ifPresent(repeats -> requireCount(path + ".repeats", repeats));
        if (mean.repeats().isPresent() && mean.over() != Over.FOLDS) {
            throw fault(path + ".repeats", "only a cross-validation is repeated", "remove the key");
        }
        mean.parts()
                .ifPresent(parts ->
                        requireParts(path + ".parts", parts, written.set().map(sets::get)));
        mean.of().ifPresent(of -> requireSets(path + ".of", of));
    }

    private void requireCount(String path, int count) {
        if (count < 2 || count > MOST) {
            throw fault(path, "a mean over " + count, "write a number from 2 to " + MOST);
        }
    }

    private void requireParts(String path, List<Map<String, Integer>> parts, Optional<PublishedSet> set) {
        if (parts.size() < 2 || parts.size() > MOST) {
            throw fault(path, "a mean over " + parts.size(), "write from 2 to " + MOST + " folds");
        }
        Map<String, Integer> expected = set.map(PublishedSet::counts).orElse(Map.of());
        Map<String, Integer> found = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String at = path + "[" + i + "]";
            parts.get(i).forEach((name, images) -> {
                if (!expected.containsKey(name)) {
                    throw fault(at + "." + name, "no class '" + name + "'", Suggestion.hint(name, expected.keySet()));
                }
                if (images == null || images < 0) {
                    throw fault(at + "." + name, images + " is not a number of images", "write 0 or more");
                }
                found.merge(name, images, Integer::sum);
            });
        }
        expected.forEach((name, images) -> {
            int inParts = found.getOrDefault(name, 0);
            if (inParts != images) {
                throw fault(
                        path,
                        "the folds have " + inParts + " images of " + name + ", the set " + images,
                        "correct the folds or the counts of the set");
            }
        });
    }

    private void requireSets(String path, List<String> of) {
        for (String id : of) {
            if (!sets.containsKey(id)) {
                throw fault(path, "no set '" + id + "'", Suggestion.hint(id, sets.keySet()));
            }
        }
        if (of.size() < 2 || new HashSet<>(of).size() < of.size()) {
            throw fault(path, "a mean is over two or more different sets", "name each once");
        }
    }

    private UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }
}
