package org.ctbench.models.torch;

import java.util.List;
import java.util.Map;

/** Values of a pickle in words, of bounded length however they are nested. */
final class ValueWording {
    private static final int DEPTH = 4;
    private static final int LENGTH = 400;

    private final StringBuilder out = new StringBuilder();

    private ValueWording() {}

    /** A value for people; long ones end in an ellipsis. */
    static String of(Object value) {
        ValueWording text = new ValueWording();
        text.append(value, 0);
        return text.full() ? text.out.substring(0, LENGTH) + "..." : text.out.toString();
    }

    private boolean full() {
        return out.length() > LENGTH;
    }

    private void append(Object value, int depth) {
        if (full()) {
            return;
        }
        if (value instanceof List<?> list) {
            appendList(list, depth);
        } else if (value instanceof Map<?, ?> map) {
            out.append("dictionary of ").append(map.size());
        } else if (value instanceof TorchTensor tensor) {
            out.append("tensor ").append(tensor.type()).append(' ').append(tensor.shape());
        } else if (value instanceof PythonObject object) {
            out.append("object of ").append(object.className());
            appendFields(object, depth);
        } else if (value instanceof String string) {
            out.append(string, 0, Math.min(string.length(), LENGTH));
        } else {
            out.append(value == null ? "None" : value.toString()); // a number, a truth value or a name
        }
    }

    private void appendList(List<?> list, int depth) {
        if (depth == DEPTH) {
            out.append("list of ").append(list.size());
            return;
        }
        out.append('(');
        for (int i = 0; i < list.size() && !full(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(list.get(i), depth + 1);
        }
        out.append(')');
    }

    /** Fields of a module that are its options: those not private, with values that are lists or numbers. */
    private void appendFields(PythonObject object, int depth) {
        if (depth > 0) {
            return;
        }
        for (Map.Entry<?, ?> field : object.state().entrySet()) {
            Object value = field.getValue();
            boolean option = value instanceof List || value instanceof Number;
            if (field.getKey() instanceof String name && !name.startsWith("_") && option && !full()) {
                out.append(", ")
                        .append(name, 0, Math.min(name.length(), LENGTH))
                        .append(' ');
                append(value, depth + 1);
            }
        }
    }
}
