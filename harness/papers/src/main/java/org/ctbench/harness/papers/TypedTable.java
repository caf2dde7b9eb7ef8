package org.ctbench.harness.papers;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * A table of a paper as someone typed or copied it: CSV, TSV, Markdown or LaTeX. The rows before the first one with a number beside its
 * first cell are the heading; where it has several rows, each column's name is that of all of them.
 *
 * @param columns names of the columns
 * @param rows the cells of each row, as many as columns
 */
record TypedTable(List<String> columns, List<List<Cell>> rows) {
    private static final Pattern NUMBER =
            Pattern.compile("[-\u2212]?(\\d+([.,\u00b7]\\d+)?|[.\u00b7]\\d+)( ?%)?([^\\w].*)?");
    private static final Pattern MARKDOWN_RULE = Pattern.compile("\\|?( *:?-+:? *\\|)* *:?-+:? *\\|?");

    TypedTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /**
     * A cell.
     *
     * @param text without markup
     * @param bold whether it was printed bold
     */
    record Cell(String text, boolean bold) {
        Cell {
            Objects.requireNonNull(text, "text");
        }

        boolean isNumber() {
            return NUMBER.matcher(text).matches();
        }
    }

    /**
     * Reads a table by the ending of its file: {@code .csv}, {@code .tsv}, {@code .md} or {@code .tex}.
     *
     * @throws UserException if the file is missing or too large, has another ending, or holds no table with a number
     */
    static TypedTable read(Path file) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(Documents.readBytes(in, file.toString()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UserException("no such file", file.toString(), "check the path", e);
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        List<List<Cell>> grid;
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            grid = separated(text, name.endsWith(".tsv") ? '\t' : ',', file);
        } else if (name.endsWith(".md")) {
            grid = markdown(text);
        } else if (name.endsWith(".tex")) {
            grid = LatexCells.of(text);
        } else {
            throw new UserException(
                    "not the name of a table: the ending says how to read it",
                    file.toString(),
                    "name it .csv, .tsv, .md or .tex");
        }
        return of(grid, file);
    }

    private static List<List<Cell>> separated(String text, char delimiter, Path file) throws IOException {
        List<List<Cell>> grid = new ArrayList<>();
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord row : parser) {
                grid.add(row.stream().map(TypedTable::marked).toList());
            }
        } catch (UncheckedIOException e) {
            throw new UserException(
                    "not CSV: " + e.getCause().getMessage(), file.toString(), "close every quote that is opened", e);
        }
        return grid;
    }

    private static List<List<Cell>> markdown(String text) {
        List<List<Cell>> grid = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.contains("|") && !MARKDOWN_RULE.matcher(line).matches()) {
                String inner = line.replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
                List<Cell> row = new ArrayList<>();
                for (String cell : inner.split("(?<!\\\\)\\|", -1)) {
                    row.add(marked(cell.replace("\\|", "|")));
                }
                grid.add(row);
            }
        }
        return grid;
    }

    /** A cell that may be bold as in Markdown. */
    private static Cell marked(String text) {
        String stripped = text.strip();
        boolean bold = stripped.matches("(\\*\\*|__).+\\1");
        return new Cell(bold ? stripped.substring(2, stripped.length() - 2).strip() : stripped, bold);
    }

    private static TypedTable of(List<List<Cell>> grid, Path file) {
        int head = 0;
        while (head < grid.size() && grid.get(head).stream().skip(1).noneMatch(Cell::isNumber)) {
            head++;
        }
        if (head == 0 || head == grid.size()) {
            throw new UserException(
                    head == grid.size() ? "there is no table with numbers" : "the table has no heading",
                    file.toString(),
                    "begin with a row of the names of the columns, the first of which names the rows");
        }
        int width = grid.get(head).size();
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            StringBuilder name = new StringBuilder();
            for (List<Cell> row : grid.subList(0, head)) {
                String part = c < row.size() ? row.get(c).text() : "";
                name.append(part.isEmpty() || name.isEmpty() ? "" : " ").append(part);
            }
            columns.add(name.toString());
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (List<Cell> row : grid.subList(head, grid.size())) {
            if (row.stream().skip(1).anyMatch(cell -> !cell.text().isEmpty())) {
                if (row.size() != width) {
                    throw new UserException(
                            "the row of '" + row.get(0).text() + "' has " + row.size()
                                    + " cells, the first row of numbers has " + width,
                            file.toString(),
                            "give every row as many cells");
                }
                rows.add(row);
            }
        }
        return new TypedTable(columns, rows);
    }
}
