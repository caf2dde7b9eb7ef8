package org.ctbench.reports.formats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.document.Table;

/**
 * How a table is laid out so that a page 1280 pixels wide shows it without a scroll bar: as it is, in small print, or in parts
 * below each other, each of which begins with the columns that say what a row is about.
 *
 * <p>Widths are estimated from numbers of characters, because the page is set in a font of the reader's system.
 *
 * @param parts indices of the columns of each part
 * @param dense whether small print is needed
 * @param narrow whether even a phone shows the table side by side
 */
record TableParts(List<int[]> parts, boolean dense, boolean narrow) {
    private static final double PAGE = 1190; // CSS pixels of the text of a page 1280 wide, less a scroll bar
    private static final double PHONE = 340; // of one 400 wide
    private static final double STEP = 20; // by which narrower parts are tried
    private static final int LONG = 80; // characters of a text that needs a wide column to be read
    private static final int LONG_COLUMN = 30; // characters of a line in such a column
    private static final int TEXT_COLUMN =
            12; // characters of a line in a column of short texts, or of its longest word

    private static final int CODE_COLUMN = 20; // characters of a line of code, which breaks anywhere

    private static final double BOLD = 1.12; // width of a bold character beside a usual one

    private static final Print USUAL = new Print(9.2, 27);
    private static final Print DENSE = new Print(8.1, 21);

    /** Width of a character and of the space beside a column, in CSS pixels. */
    private record Print(double character, double space) {
        /** @param characters of each column of the table */
        double width(int[] characters, IntStream columns) {
            return columns.mapToDouble(c -> character * characters[c] + space).sum();
        }
    }

    /** In parts if that is needed. */
    static TableParts of(Table table) {
        int[] characters = characters(table);
        TableParts whole = whole(characters);
        return whole.dense() ? new TableParts(split(table, characters), true, false) : whole;
    }

    /** In one part, however wide. */
    static TableParts whole(Table table) {
        return whole(characters(table));
    }

    private static TableParts whole(int[] characters) {
        int[] columns = IntStream.range(0, characters.length).toArray();
        double width = USUAL.width(characters, Arrays.stream(columns));
        return new TableParts(List.of(columns), width > PAGE, width <= PHONE);
    }

    /** Whether a text needs a wide column. */
    static boolean isLong(TableCell cell) {
        return !cell.numeric() && cell.text().length() > LONG;
    }

    /** As few parts as will do, about equally wide; what fits into a part as a whole stays whole. */
    private static List<int[]> split(Table table, int[] characters) {
        int[] keys = IntStream.range(0, table.keys()).toArray();
        double left = PAGE - DENSE.width(characters, Arrays.stream(keys));
        List<int[]> groups = groups(table, characters, left);
        List<int[]> parts = filled(characters, keys, groups, left);
        for (double narrower = left - STEP; narrower > 0; narrower -= STEP) {
            List<int[]> even = filled(characters, keys, groups, narrower);
            if (even.size() > parts.size()) {
                break;
            }
            parts = even;
        }
        return parts;
    }

    /** As many neighbouring groups in each part as are no wider together; one at least. */
    private static List<int[]> filled(int[] characters, int[] keys, List<int[]> groups, double most) {
        List<int[]> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        double used = 0;
        for (int[] group : groups) {
            double width = DENSE.width(characters, Arrays.stream(group));
            if (!part.isEmpty() && used + width > most) {
                parts.add(joined(keys, part));
                part.clear();
                used = 0;
            }
            Arrays.stream(group).forEach(part::add);
            used += width;
        }
        parts.add(joined(keys, part));
        return parts;
    }

    private static int[] joined(int[] keys, List<Integer> part) {
        return Stream.concat(Arrays.stream(keys).boxed(), part.stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Columns after the keys: those with a common head together, unless they alone are too wide. */
    private static List<int[]> groups(Table table, int[] characters, double most) {
        List<int[]> groups = new ArrayList<>();
        for (int first = table.keys(); first < table.columns().size(); ) {
            String head = table.columns().get(first).group();
            int end = first + 1;
            while (!head.isEmpty()
                    && end < table.columns().size()
                    && table.columns().get(end).group().equals(head)) {
                end++;
            }
            int[] group = IntStream.range(first, end).toArray();
            if (DENSE.width(characters, Arrays.stream(group)) <= most) {
                groups.add(group);
            } else {
                Arrays.stream(group).forEach(c -> groups.add(new int[] {c}));
            }
            first = end;
        }
        return groups;
    }

    /** The characters that the widest line of each column needs. */
    private static int[] characters(Table table) {
        Labels labels = Labels.of(table);
        return IntStream.range(0, table.columns().size())
                .map(c -> characters(table, labels, c))
                .toArray();
    }

    private static int characters(Table table, Labels labels, int column) {
        int most = (int) Math.ceil(BOLD * longestWord(labels.name(column)));
        boolean numeric = labels.numeric(column);
        for (var row : table.rows()) {
            TableCell cell = row.cells().get(column);
            String text = labels.readable(column, cell);
            int letters = cell.notes().isEmpty() ? 0 : 1;
            most = Math.max(most, numeric ? text.length() + letters : wrapped(cell, text));
        }
        return most;
    }

    private static int wrapped(TableCell cell, String text) {
        int longest = cell.code() ? CODE_COLUMN : longestWord(text);
        return isLong(cell) ? LONG_COLUMN : Math.max(Math.min(text.length(), TEXT_COLUMN), longest);
    }

    private static int longestWord(String text) {
        return Arrays.stream(text.split("[ -]")).mapToInt(String::length).max().orElse(0);
    }
}
