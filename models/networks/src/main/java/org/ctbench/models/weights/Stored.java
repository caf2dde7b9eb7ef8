package org.ctbench.models.weights;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.State;

/**
 * One tensor to write into a safetensors file.
 *
 * @param type {@code F32} or {@code I64}
 * @param shape sizes of its dimensions
 * @param bytes gives its values, little-endian, when they are written
 */
record Stored(String type, int[] shape, Supplier<byte[]> bytes) {
    private static final String FLOATS = "F32";
    private static final String COUNTS = "I64";

    static Stored count(long value) {
        return new Stored(COUNTS, new int[0], () -> bytesOf(value));
    }

    static Stored floats(int[] shape, Supplier<float[]> values) {
        return new Stored(FLOATS, shape, () -> bytesOf(values.get()));
    }

    /** The state dict of a network under a prefix; eight-byte values come first, so that all stay aligned. */
    static Map<String, Stored> states(Module module, String prefix) {
        Map<String, State> states = new LinkedHashMap<>(module.counters());
        states.putAll(module.parameters());
        states.putAll(module.buffers());
        Map<String, Stored> stored = new LinkedHashMap<>();
        states.forEach((name, state) ->
                stored.put(prefix + name, new Stored(typeOf(state), state.shape(), () -> bytesOf(state))));
        return stored;
    }

    /** Writes tensors in this order. */
    static void write(Map<String, Stored> stored, Map<String, String> metadata, OutputStream out) throws IOException {
        Map<String, Header.Entry> tensors = new LinkedHashMap<>();
        long offset = 0;
        for (Map.Entry<String, Stored> field : stored.entrySet()) {
            Header.Entry entry = Header.Entry.at(
                    offset, field.getValue().type(), field.getValue().shape());
            tensors.put(field.getKey(), entry);
            offset = entry.end();
        }
        byte[] json = new Header(metadata, tensors).toBytes();
        out.write(bytesOf((long) json.length));
        out.write(json);
        for (Stored tensor : stored.values()) {
            out.write(tensor.bytes().get());
        }
    }

    static String typeOf(State state) {
        return state instanceof Counter ? COUNTS : FLOATS;
    }

    static byte[] bytesOf(State state) {
        return state instanceof Counter counter
                ? bytesOf(counter.value())
                : bytesOf(((FloatState) state).variable().toArray());
    }

    private static byte[] bytesOf(long count) {
        return littleEndian(Long.BYTES).putLong(count).array();
    }

    private static byte[] bytesOf(float[] values) {
        ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
