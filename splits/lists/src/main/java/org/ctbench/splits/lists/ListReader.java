package org.ctbench.splits.lists;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;

/** Reads lists strictly: one bad line fails the whole list, and every bad line is named. */
public final class ListReader {
    private static final String FIX = "use the file exactly as published";

    private ListReader() {}

    /**
     * The slices that a list names, in its order.
     *
     * @param file where the list lies, for messages
     * @param content the bytes of the list
     * @param parser of the names of the data set's images
     * @throws UserException if a line does not have its form, an image is there twice, lines do not end in LF, or the
     *     last line has no end
     */
    public static List<Slice> read(Path file, byte[] content, ListFormat format, SliceParser parser) {
        Faults faults = new Faults(file);
        List<Slice> slices = read(lines(content), format, parser, faults);
        if (content.length == 0) {
            faults.add(1, "`" + format.line() + "`", "an empty file");
        } else if (!endsInLf(content) && !hasCarriageReturn(content)) {
            List<String> lines = lines(content);
            faults.add(lines.size(), "a line end after the last line", Faults.quoted(lines.get(lines.size() - 1)));
        }
        if (!faults.isEmpty()) {
            throw faults.exception("images in the form `" + format.line() + "`", FIX);
        }
        return slices;
    }

    /** Lines without their LF; every byte is one character, so that nothing is lost by decoding. */
    static List<String> lines(byte[] content) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(new String(content, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 1;
            }
        }
        if (start < content.length) {
            lines.add(new String(content, start, content.length - start, StandardCharsets.ISO_8859_1));
        }
        return lines;
    }

    static boolean endsInLf(byte[] content) {
        return content.length > 0 && content[content.length - 1] == '\n';
    }

    static boolean hasCarriageReturn(byte[] content) {
        for (byte b : content) {
            if (b == '\r') {
                return true;
            }
        }
        return false;
    }

    /** Parses all lines; what is wrong goes to {@code faults}. */
    static List<Slice> read(List<String> lines, ListFormat format, SliceParser parser, Faults faults) {
        List<Slice> slices = new ArrayList<>(lines.size());
        Map<String, Integer> lineOf = new HashMap<>(2 * lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int number = i + 1;
            if (line.endsWith("\r")) {
                faults.add(number, "a line that ends in LF", "CRLF");
                continue;
            }
            try {
                Slice slice = parser.line(format, line);
                Integer earlier = lineOf.putIfAbsent(slice.id(), number);
                if (earlier == null) {
                    slices.add(slice);
                } else {
                    faults.add(number, "every image once", slice.id() + " again; it is already in line " + earlier);
                }
            } catch (BadLineException e) {
                faults.add(number, e.expected(), e.found());
            }
        }
        return slices;
    }
}
