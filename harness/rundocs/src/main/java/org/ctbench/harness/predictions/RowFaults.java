package org.ctbench.harness.predictions;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.ctbench.splits.documents.UserException;

/** Everything that is wrong with predictions, told in one message: the first faults, and how many there are of each kind. */
final class RowFaults {
    private static final int SHOWN = 10;
    private static final int QUOTED = 80;

    private final Map<RowFault, Long> counts = new EnumMap<>(RowFault.class);
    private final List<String> messages = new ArrayList<>();
    private String first = "";

    /** @param where {@code file:line} */
    void add(RowFault kind, String where, String problem) {
        counts.merge(kind, 1L, Long::sum);
        if (messages.size() < SHOWN) {
            messages.add((where.isEmpty() ? "" : where + ": ") + problem);
            first = first.isEmpty() ? where : first;
        }
    }

    long count(RowFault kind) {
        return counts.getOrDefault(kind, 0L);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The exception for all of them.
     *
     * @param files what stands for the files where no line is at fault
     * @param fix what to do
     */
    UserException exception(String split, String files, String fix) {
        StringJoiner kinds = new StringJoiner(", ");
        counts.forEach((kind, count) -> kinds.add(count + " x " + kind.words()));
        StringBuilder problem = new StringBuilder("the predictions for " + split + " have faults: " + kinds);
        messages.forEach(message -> problem.append("\n  ").append(message));
        long more = total() - messages.size();
        if (more > 0) {
            problem.append("\n  and ").append(more).append(" more");
        }
        return new UserException(problem.toString(), first.isEmpty() ? files : first, fix);
    }

    /** Text of a file, fit for a message. */
    static String quoted(String text) {
        return "'" + (text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text) + "'";
    }
}
