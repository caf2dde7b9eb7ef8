package org.ctbench.models.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of a pickle while it is read: a stack with marks between them, and those that are recalled by a number. */
final class PickleStack {
    private static final Object MARK = new Object();

    private final PickleInput in;
    private final List<Object> values = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();

    /** @param in says where a fault is */
    PickleStack(PickleInput in) {
        this.in = in;
    }

    void push(Object value) {
        values.add(value);
    }

    void mark() {
        values.add(MARK);
    }

    /** Takes the last value. */
    Object pop() throws IOException {
        Object value = top();
        values.remove(values.size() - 1);
        return value;
    }

    /** Takes the last value or mark. */
    void popAny() throws IOException {
        if (values.isEmpty()) {
            throw in.fault("a value is missing");
        }
        values.remove(values.size() - 1);
    }

    /** The last value, which stays. */
    Object top() throws IOException {
        if (values.isEmpty() || values.get(values.size() - 1) == MARK) {
            throw in.fault("a value is missing");
        }
        return values.get(values.size() - 1);
    }

    /** The last values, as a view. */
    List<Object> last(int count) throws IOException {
        int from = values.size() - count;
        if (from < 0 || values.subList(from, values.size()).contains(MARK)) {
            throw in.fault("a value is missing");
        }
        return values.subList(from, values.size());
    }

    /** Takes the values above the last mark, and the mark. */
    List<Object> sinceMark() throws IOException {
        int mark = values.size() - 1;
        while (mark >= 0 && values.get(mark) != MARK) {
            mark--;
        }
        if (mark < 0) {
            throw in.fault("values are missing");
        }
        List<Object> above = new ArrayList<>(values.subList(mark + 1, values.size()));
        values.subList(mark, values.size()).clear();
        return above;
    }

    /** Gives the last value the next number. */
    void memorize() throws IOException {
        memorize(memo.size());
    }

    /** Gives the last value a number. */
    void memorize(long index) throws IOException {
        memo.put(index, top());
    }

    /** Pushes the value of a number. */
    void recall(long index) throws IOException {
        if (!memo.containsKey(index)) {
            throw in.fault("value " + index + " is recalled before it is stored");
        }
        push(memo.get(index));
    }
}
