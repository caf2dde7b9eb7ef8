package org.ctbench.splits.lists;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.ctbench.splits.documents.UserException;

/** Everything that is wrong with one list, told in one message. */
final class Faults {
    private static final int SHOWN = 10;
    private static final int QUOTED = 80;

    private final Path file;
    private final List<String> messages = new ArrayList<>();
    private long firstLine;
    private int count;

    Faults(Path file) {
        this.file = file;
    }

    void add(long line, String expected, String found) {
        if (count++ == 0) {
            firstLine = line;
        }
        if (messages.size() < SHOWN) {
            messages.add(file.getFileName() + ":" + line + ": expected " + expected + ", found " + found);
        }
    }

    /** Adds the faults of another collection for the same file. */
    void addAll(Faults more) {
        if (count == 0) {
            firstLine = more.firstLine;
        }
        count += more.count;
        messages.addAll(more.messages.subList(0, Math.min(more.messages.size(), SHOWN - messages.size())));
    }

    /** Number of the line with the fault, if there is exactly one fault. */
    OptionalInt onlyLine() {
        return count == 1 ? OptionalInt.of((int) firstLine) : OptionalInt.empty();
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The exception for all faults; {@code list} says which list the file should be. */
    UserException exception(String list, String fix) {
        StringBuilder problem = new StringBuilder("not the list of ").append(list);
        if (count == 1) {
            problem.append(": ").append(messages.get(0));
        } else {
            problem.append(": ").append(count).append(" faults");
            messages.forEach(message -> problem.append("\n  ").append(message));
            if (count > SHOWN) {
                problem.append("\n  and ").append(count - SHOWN).append(" more");
            }
        }
        return UserException.atLine(file, firstLine, problem.toString(), fix);
    }

    /** A line of a file, fit to be shown on a terminal: no control characters, not too long. */
    static String quoted(String line) {
        if (line.isEmpty()) {
            return "an empty line";
        }
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(line.length(), QUOTED); i++) {
            char c = line.charAt(i);
            shown.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format(Locale.ROOT, "\\x%02x", (int) c));
        }
        return shown.append(line.length() > QUOTED ? "...'" : "'").toString();
    }
}
