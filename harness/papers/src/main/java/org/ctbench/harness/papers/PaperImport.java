package org.ctbench.harness.papers;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.papers.TypedTable.Cell;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * Makes the file of a paper of one table that someone typed or copied. What the table does not say for certain is read in the way that is
 * most likely, and marked by a comment.
 *
 * @param id name of the paper
 * @param title its title
 * @param counts images of each class of the table's set, in label order; classes are called as here
 * @param positive class of columns that name none
 * @param columns what columns are, by their name in the table: {@code sensitivity/NCP}
 */
public record PaperImport(
        String id, String title, Map<String, Integer> counts, Optional<String> positive, Map<String, String> columns) {
    private static final Pattern ABSENT =
            Pattern.compile("[-\u2013\u2014\u2212]|n\\.?/?a\\.?|nan|none", Pattern.CASE_INSENSITIVE);
    private static final Pattern FIRST_NUMBER =
            Pattern.compile("([-\u2212]?\\d*[.,\u00b7]?\\d+) ?%?\\s*(?=$|[(\\[\u00b1/;]|\\+/?-)(.*)", Pattern.DOTALL);

    public PaperImport {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        counts = new LinkedHashMap<>(counts);
        Objects.requireNonNull(positive, "positive");
        columns = Map.copyOf(columns);
    }

    /**
     * A paper as it was read.
     *
     * @param yaml the file; its comments mark what is to be checked
     * @param doubts the same, with the place of each in the table
     */
    public record Imported(String yaml, List<String> doubts) {
        public Imported {
            doubts = List.copyOf(doubts);
        }
    }

    /** What was found so far. */
    private static final class Found {
        private final Map<String, String> comments = new LinkedHashMap<>();
        private final List<String> doubts = new ArrayList<>();

        void doubt(String path, String place, String what) {
            comments.put(path, "check: " + what);
            doubts.add(place + ": " + what);
        }
    }

    /**
     * Reads a table.
     *
     * @throws UserException if the file holds no table, none of its columns is a metric, or what it says contradicts itself
     */
    public Imported of(Path file) throws IOException {
        if (positive.isPresent() && !counts.containsKey(positive.get())) {
            throw new UserException(
                    "no class is called '" + positive.get() + "'",
                    "--positive",
                    "name one of " + String.join(", ", counts.keySet()));
        }
        TypedTable table = TypedTable.read(file);
        for (String name : columns.keySet()) {
            if (!table.columns().contains(name)) {
                throw new UserException(
                        "the table has no column '" + name + "'",
                        "--column",
                        "name one of '" + String.join("', '", table.columns()) + "'");
            }
        }
        Found found = new Found();
        Map<Integer, Map<String, Object>> read = columns(table, found);
        if (read.isEmpty()) {
            throw new UserException(
                    "no column names a metric or a class: '" + String.join("', '", table.columns()) + "'",
                    file.toString(),
                    "say what columns are: --column 'NAME=accuracy', --column 'NAME=sensitivity/CLASS'");
        }
        List<Map<String, Object>> rows = rows(table, read, found);
        Map<String, String> classes = new LinkedHashMap<>();
        counts.keySet().forEach(c -> classes.put(c, c));
        Map<String, Object> paper = new LinkedHashMap<>();
        paper.put("schema", Paper.SCHEMA);
        paper.put("id", id);
        paper.put("title", title);
        paper.put("classes", classes);
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("id", "test");
        set.put("counts", counts);
        paper.put("sets", List.of(set));
        Map<String, Object> only = new LinkedHashMap<>();
        only.put("number", 1);
        only.put("set", "test");
        only.put("columns", List.copyOf(read.values()));
        only.put("rows", rows);
        paper.put("tables", List.of(only));
        String yaml = Documents.toYaml(paper, path -> found.comments.getOrDefault(path, ""));
        PaperReader.read(Document.yaml(yaml, file + ", as it was read")); // what is written can be read
        return new Imported(yaml, found.doubts);
    }

    private Map<Integer, Map<String, Object>> columns(TypedTable table, Found found) {
        Map<String, String> classes = new LinkedHashMap<>();
        counts.keySet().forEach(c -> classes.put(c, c));
        Map<Integer, Map<String, Object>> read = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (int c = 1; c < table.columns().size(); c++) {
            String name = table.columns().get(c);
            Optional<TypedColumn> means = Optional.ofNullable(columns.get(name))
                    .map(said -> TypedColumn.said(said, classes))
                    .or(() -> TypedColumn.of(name, classes, positive));
            if (means.isEmpty()) {
                found.doubts.add("column '" + name + "': left out, as it names neither metric nor class");
                continue;
            }
            String path = "tables[0].columns[" + read.size() + "]";
            means.get().doubt().ifPresent(doubt -> found.doubt(path + ".metric", "column '" + name + "'", doubt));
            Map<String, Object> column = new LinkedHashMap<>();
            column.put("id", unique(name, ids));
            column.put("name", name);
            column.put("metric", means.get().metric().id());
            means.get().classId().ifPresent(classId -> column.put("class", classId));
            if (!means.get().metric().isCounted()) {
                int at = c;
                column.put(
                        "unit",
                        unit(
                                table.rows().stream()
                                        .flatMap(row -> number(row.get(at).text()).stream())
                                        .toList(),
                                path + ".unit",
                                name,
                                found));
            }
            read.put(c, column);
        }
        return read;
    }

    private static String unit(List<BigDecimal> values, String path, String name, Found found) {
        boolean above = values.stream().anyMatch(value -> value.abs().compareTo(BigDecimal.ONE) > 0);
        boolean small = values.stream().anyMatch(v -> v.signum() != 0 && v.abs().compareTo(BigDecimal.ONE) <= 0);
        if (above && small) {
            found.doubt(path, "column '" + name + "'", "some values are 1 or less; read as percentages");
        }
        return above ? "percent" : "fraction";
    }

    private static List<Map<String, Object>> rows(
            TypedTable table, Map<Integer, Map<String, Object>> columns, Found found) {
        List<Map<String, Object>> rows = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        String last = "";
        for (List<Cell> typed : table.rows()) {
            String name = typed.get(0).text().isEmpty() ? last : typed.get(0).text();
            last = name;
            Map<String, Object> cells = new LinkedHashMap<>();
            String path = "tables[0].rows[" + rows.size() + "].cells.";
            columns.forEach((c, column) -> {
                String columnId = column.get("id").toString();
                String place = "row '" + name + "', column '" + column.get("name") + "'";
                cells.put(columnId, cell(typed.get(c), what -> found.doubt(path + columnId, place, what)));
            });
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", unique(name, ids));
            row.put("name", name.isEmpty() ? "(no name)" : name);
            row.put("cells", cells);
            rows.add(row);
        }
        return rows;
    }

    private static Object cell(Cell typed, Consumer<String> doubt) {
        String text = typed.text();
        if (ABSENT.matcher(text).matches()) {
            return "-";
        }
        if (text.isEmpty()) {
            doubt.accept("the cell is empty; read as not reported");
            return "-";
        }
        Matcher first = FIRST_NUMBER.matcher(text);
        if (!first.matches()) {
            doubt.accept("'" + text + "' is not a number");
            return "unrecoverable";
        }
        String digits = first.group(1).replace(',', '.');
        if (first.group(1).contains(",")) {
            doubt.accept("the comma of '" + text + "' was read as a decimal point");
        }
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("stated", digits);
        if (typed.bold()) {
            cell.put("best", true);
        }
        if (!first.group(2).isBlank()) {
            cell.put("note", "printed as " + text);
            doubt.accept("only the first number of '" + text + "' was read");
        }
        return cell.size() == 1 ? digits : cell;
    }

    private static Optional<BigDecimal> number(String text) {
        Matcher first = FIRST_NUMBER.matcher(text);
        return first.matches()
                ? PrintedNumber.read(first.group(1).replace(',', '.')).map(PrintedNumber::value)
                : Optional.empty();
    }

    /** An id made of a name. */
    private static String unique(String name, List<String> taken) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        id = id.isEmpty() ? "unnamed" : id.matches("\\d.*") ? "n" + id : id;
        String free = id;
        for (int n = 2; taken.contains(free); n++) {
            free = id + "-" + n;
        }
        taken.add(free);
        return free;
    }
}
