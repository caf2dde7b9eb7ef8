package org.ctbench.harness.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ctbench.harness.cells.Cell;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * Which cells are meant: a name such as {@code affinity-8/train} in which {@code *} stands for any letters; without a slash, all
 * cells of the models of that name.
 */
final class CellPattern {
    private CellPattern() {}

    /**
     * The cells that any of the patterns means, in the given order; all if there is no pattern.
     *
     * @throws UserException if a pattern means none
     */
    static List<Cell> select(List<Cell> cells, List<String> patterns) {
        for (String pattern : patterns) {
            if (cells.stream().noneMatch(cell -> means(pattern, cell))) {
                List<String> names = cells.stream()
                        .map(cell -> pattern.contains("/")
                                ? cell.name().toString()
                                : cell.name().model())
                        .distinct()
                        .toList();
                throw new UserException(
                        "no cell '" + pattern + "'", "--only " + pattern, Suggestion.hint(pattern, names));
            }
        }
        return cells.stream()
                .filter(cell -> patterns.isEmpty() || patterns.stream().anyMatch(p -> means(p, cell)))
                .toList();
    }

    private static boolean means(String pattern, Cell cell) {
        String name =
                pattern.contains("/") ? cell.name().toString() : cell.name().model();
        String regex = Pattern.compile("\\*")
                .splitAsStream(pattern + "\0")
                .map(CellPattern::literal)
                .collect(Collectors.joining(".*"));
        return name.matches(regex);
    }

    private static String literal(String part) {
        return Pattern.quote(part.replace("\0", ""));
    }
}
