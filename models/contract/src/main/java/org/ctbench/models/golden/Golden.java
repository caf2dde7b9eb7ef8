package org.ctbench.models.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.models.tensor.Tensor;

/**
 * Reference numbers from another implementation. The format is described in {@code src/main/golden/golden.py}, which writes
 * it; files are resources {@code /golden/NAME.txt}.
 */
public final class Golden {
    private final String file;
    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, Floats> floats = new LinkedHashMap<>();
    private final Map<String, int[]> integers = new LinkedHashMap<>();

    private Golden(String file, String name) {
        this.file = file;
        this.name = name;
    }

    /**
     * A reference tensor.
     *
     * @param shape sizes, empty for a scalar
     * @param values row-major
     */
    public record Floats(int[] shape, float[] values) {}

    /** The cases of a file, in its order; never empty. */
    public static List<Golden> load(String file) {
        List<Golden> cases = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            if (line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("case ")) {
                cases.add(new Golden(file, line.substring(5)));
            } else if (cases.isEmpty()) {
                throw new IllegalArgumentException(file + ": a line before the first case: " + line);
            } else {
                cases.get(cases.size() - 1).add(line);
            }
        }
        assertTrue(!cases.isEmpty(), file + " has no case");
        return cases;
    }

    /** The lines of a state dict: name, type, sizes; separated by blanks. */
    public static List<String> stateDict(String file) {
        return text(file + ".state-dict").lines().toList();
    }

    private static String text(String file) {
        String resource = "/golden/" + file + ".txt";
        try (InputStream in = Golden.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private void add(String line) {
        String[] parts = line.split(" ");
        switch (parts[0]) {
            case "set" -> settings.put(parts[1], parts[2]);
            case "f32" -> floats.put(parts[1], decode(sizes(parts[2]), parts[3]));
            case "i32" ->
                integers.put(
                        parts[1],
                        Arrays.stream(parts[3].split(","))
                                .mapToInt(Integer::parseInt)
                                .toArray());
            default -> throw new IllegalArgumentException(file + ": " + line);
        }
    }

    private static int[] sizes(String text) {
        return text.equals("scalar")
                ? new int[0]
                : Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    private static Floats decode(int[] shape, String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        assertEquals(Arrays.stream(shape).reduce(1, (a, b) -> a * b), values.length, "elements of a golden tensor");
        return new Floats(shape, values);
    }

    /** Name of the case. */
    public String name() {
        return name;
    }

    /** Whether the case has a tensor of this name. */
    public boolean has(String tensor) {
        return floats.containsKey(tensor);
    }

    /** Names of the tensors of this case that start with a prefix, without it, in the order of the file. */
    public Set<String> names(String prefix) {
        return floats.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A tensor of this case. */
    public Floats floats(String tensor) {
        return found(floats.get(tensor), tensor);
    }

    /** Integers of this case. */
    public int[] integers(String key) {
        return found(integers.get(key), key);
    }

    /** A setting of this case that is a number. */
    public double number(String key) {
        return Double.parseDouble(word(key));
    }

    /** A setting of this case that is an integer. */
    public int integer(String key) {
        return Integer.parseInt(word(key));
    }

    /** A setting of this case. */
    public String word(String key) {
        return found(settings.get(key), key);
    }

    private <T> T found(T value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(this + " has no " + key);
        }
        return value;
    }

    /** Asserts that a tensor is the reference of this name; see {@link #assertClose(String, Floats, Floats, double)}. */
    public void check(String expected, Tensor actual, double tolerance) {
        assertClose(this + ": " + expected, floats(expected), new Floats(actual.shape(), actual.toArray()), tolerance);
    }

    /**
     * Asserts shape and elements: {@code |actual - expected| <= tolerance * max(|expected|, rms(expected))} for each
     * element. Fails on NaN anywhere, on another shape and on emptiness.
     */
    public static void assertClose(String what, Floats expected, Floats actual, double tolerance) {
        assertEquals(Arrays.toString(expected.shape()), Arrays.toString(actual.shape()), what + ": shape");
        assertEquals(expected.values().length, actual.values().length, what + ": elements");
        assertTrue(expected.values().length > 0, what + ": nothing to compare");
        double squares = 0;
        for (float value : expected.values()) {
            squares += (double) value * value;
        }
        double rms = Math.sqrt(squares / expected.values().length);
        for (int i = 0; i < expected.values().length; i++) {
            double e = expected.values()[i];
            double a = actual.values()[i];
            double bound = tolerance * Math.max(Math.abs(e), rms);
            if (!(Math.abs(a - e) <= bound)) {
                fail(what + ": element " + i + " is " + a + ", expected " + e + " within " + bound);
            }
        }
    }

    @Override
    public String toString() {
        return file + ", " + name;
    }
}
