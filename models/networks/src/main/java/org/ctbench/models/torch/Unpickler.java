package org.ctbench.models.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one pickle: the opcodes that protocols 2 to 5 write, and the texts and numbers of protocol 0. Nothing is called or
 * imported; {@link Construction} makes what it knows.
 *
 * <p>Tuples and sets become lists. A value stands in memory once, however often the pickle refers to it, and no value is ever
 * walked through whole.
 */
final class Unpickler {
    /** Enough for fifty thousand tensors. */
    private static final int MOST_OPCODES = 1 << 21;

    private final PickleInput in;
    private final Construction construction;
    private final PickleStack stack;

    Unpickler(PickleInput in, Construction construction) {
        this.in = in;
        this.construction = construction;
        stack = new PickleStack(in);
    }

    /**
     * The value of the pickle; the input stands behind it.
     *
     * @throws IOException if it is cut off or damaged, has an opcode that PyTorch does not write, or calls what acts
     */
    Object read() throws IOException {
        for (int i = 0; i < MOST_OPCODES; i++) {
            int opcode = in.unsignedByte();
            if (opcode == '.') {
                return stack.pop();
            }
            if (!scalar(opcode)
                    && !text(opcode)
                    && !container(opcode)
                    && !items(opcode)
                    && !memo(opcode)
                    && !object(opcode)) {
                throw in.fault(String.format("opcode 0x%02x, which PyTorch does not write", opcode));
            }
        }
        throw in.fault("more than " + MOST_OPCODES + " opcodes");
    }

    private boolean scalar(int opcode) throws IOException {
        switch (opcode) {
            case 0x80 -> in.skip(1); // protocol
            case 0x95 -> in.skip(8); // frame
            case 'N' -> stack.push(null);
            case 0x88 -> stack.push(true);
            case 0x89 -> stack.push(false);
            case 'I' -> stack.push(integer(in.line()));
            case 'L' -> stack.push(decimal(in.line().replaceFirst("L$", "")));
            case 'J' -> stack.push((long) in.signedInt());
            case 'K' -> stack.push((long) in.unsignedByte());
            case 'M' -> stack.push((long) in.unsignedShort());
            case 0x8a -> stack.push(in.wholeNumber(in.unsignedByte()));
            case 0x8b -> stack.push(in.wholeNumber(in.unsignedInt()));
            case 'F' -> stack.push(real(in.line()));
            case 'G' -> stack.push(in.bigEndianDouble());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object integer(String digits) throws IOException {
        return switch (digits) {
            case "00" -> false;
            case "01" -> true;
            default -> decimal(digits);
        };
    }

    private Number decimal(String digits) throws IOException {
        try {
            return PickleInput.number(new BigInteger(digits));
        } catch (NumberFormatException e) {
            throw in.fault("not a whole number: '" + digits + "'");
        }
    }

    private double real(String digits) throws IOException {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw in.fault("not a number: '" + digits + "'");
        }
    }

    private boolean text(int opcode) throws IOException {
        switch (opcode) {
            case 'X' -> stack.push(in.text(in.unsignedInt(), StandardCharsets.UTF_8));
            case 0x8c -> stack.push(in.text(in.unsignedByte(), StandardCharsets.UTF_8));
            case 0x8d -> stack.push(in.text(in.signedLong(), StandardCharsets.UTF_8));
            case 'V' -> stack.push(in.line());
            case 'T', 'B' -> stack.push(in.text(in.unsignedInt(), StandardCharsets.ISO_8859_1));
            case 'U', 'C' -> stack.push(in.text(in.unsignedByte(), StandardCharsets.ISO_8859_1));
            case 0x8e -> stack.push(in.text(in.signedLong(), StandardCharsets.ISO_8859_1));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int opcode) throws IOException {
        switch (opcode) {
            case '(' -> stack.mark();
            case ')', ']', 0x8f -> stack.push(new ArrayList<>());
            case '}' -> stack.push(new LinkedHashMap<>());
            case 't', 'l', 0x91 -> stack.push(new ArrayList<>(stack.sinceMark()));
            case 'd' -> {
                Map<Object, Object> made = new LinkedHashMap<>();
                put(made, stack.sinceMark());
                stack.push(made);
            }
            case 0x85, 0x86, 0x87 -> {
                List<Object> last = stack.last(opcode - 0x84);
                List<Object> tuple = new ArrayList<>(last);
                last.clear();
                stack.push(tuple);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean items(int opcode) throws IOException {
        switch (opcode) {
            case 'a' -> append(Collections.singletonList(stack.pop()));
            case 'e', 0x90 -> append(stack.sinceMark());
            case 's' -> {
                Object value = stack.pop();
                Object key = stack.pop();
                List<Object> pair = new ArrayList<>();
                pair.add(key);
                pair.add(value);
                put(stack.top(), pair);
            }
            case 'u' -> {
                List<Object> pairs = stack.sinceMark();
                put(stack.top(), pairs);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memo(int opcode) throws IOException {
        switch (opcode) {
            case '0' -> stack.popAny();
            case '1' -> stack.sinceMark();
            case '2' -> stack.push(stack.top());
            case 'p' -> stack.memorize(index(in.line()));
            case 'q' -> stack.memorize(in.unsignedByte());
            case 'r' -> stack.memorize(in.unsignedInt());
            case 0x94 -> stack.memorize();
            case 'g' -> stack.recall(index(in.line()));
            case 'h' -> stack.recall(in.unsignedByte());
            case 'j' -> stack.recall(in.unsignedInt());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean object(int opcode) throws IOException {
        switch (opcode) {
            case 'c' -> stack.push(new PythonName(in.line(), in.line()));
            case 0x93 -> {
                Object name = stack.pop();
                Object module = stack.pop();
                stack.push(new PythonName(string(module), string(name)));
            }
            case 'R', 0x81 -> {
                Object arguments = stack.pop();
                stack.push(made(stack.pop(), arguments));
            }
            case 0x92 -> {
                stack.pop(); // arguments with names
                Object arguments = stack.pop();
                stack.push(made(stack.pop(), arguments));
            }
            case 'b' -> {
                Object state = stack.pop();
                if (stack.top() instanceof PythonObject object && state instanceof Map<?, ?> fields) {
                    object.state(fields);
                }
            }
            case 'Q' -> stack.push(construction.persistent(list(stack.pop())));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object made(Object what, Object arguments) throws IOException {
        if (what instanceof PythonName name) {
            return construction.make(name, list(arguments));
        }
        return new PythonObject("what a call gives");
    }

    private void append(List<?> values) throws IOException {
        Object target = stack.top();
        if (target instanceof List<?>) {
            @SuppressWarnings("unchecked") // the lists of this reader hold any value
            List<Object> list = (List<Object>) target;
            list.addAll(values);
        } else if (!(target instanceof PythonObject)) {
            throw in.fault("values for something that is not a list");
        }
    }

    private void put(Object target, List<Object> pairs) throws IOException {
        if (pairs.size() % 2 != 0) {
            throw in.fault("a key without a value");
        }
        if (target instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked") // the dictionaries of this reader hold any value
            Map<Object, Object> map = (Map<Object, Object>) target;
            for (int i = 0; i < pairs.size(); i += 2) {
                map.put(key(pairs.get(i)), pairs.get(i + 1));
            }
        } else if (!(target instanceof PythonObject)) {
            throw in.fault("items for something that is not a dictionary");
        }
    }

    /** Only simple keys are compared by value: comparing nested ones could take for ever. */
    private static Object key(Object key) {
        boolean simple = key instanceof String || key instanceof Number || key instanceof Boolean;
        return simple ? key : new PythonObject("a key");
    }

    private long index(String digits) throws IOException {
        return decimal(digits).longValue();
    }

    private String string(Object value) throws IOException {
        if (value instanceof String string) {
            return string;
        }
        throw in.fault("a name is not a text");
    }

    private List<?> list(Object value) throws IOException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw in.fault("arguments are not a list");
    }
}
