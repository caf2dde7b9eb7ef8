package org.ctbench.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.State;
import org.ctbench.models.torch.TorchTensor;

/**
 * The state dict of a network in the safetensors format of Hugging Face: eight bytes with the length of the header
 * (little-endian), the header in JSON, the values in row-major order (little-endian). Parameters and buffers are {@code
 * F32}, counters {@code I64}.
 */
public final class WeightFile {
    private static final int MAX_SIZE = 4096;
    private static final long MAX_DATA = Integer.MAX_VALUE - 8;

    private final Header header;
    private final byte[] data;

    private WeightFile(Header header, byte[] data) {
        this.header = header;
        this.data = data;
    }

    /**
     * Writes the state dict of an allocated network. The same weights and metadata give the same bytes.
     *
     * @param metadata free texts for the reader, in this order
     * @param out gets the whole file; is neither flushed nor closed
     */
    public static void write(Module module, Map<String, String> metadata, OutputStream out) throws IOException {
        Stored.write(Stored.states(module, ""), metadata, out);
    }

    /**
     * Reads a file whole.
     *
     * @param in is read to its end and not closed
     * @throws IOException if it is not a safetensors file, or cut off; says what was expected and found
     */
    public static WeightFile read(InputStream in) throws IOException {
        byte[] json = Header.json(in);
        byte[] data = in.readAllBytes();
        return new WeightFile(Header.parse(json, data.length), data);
    }

    /**
     * A state dict of PyTorch.
     *
     * @param tensors loaded tensors by name
     * @throws IOException if they take more than two gigabytes
     */
    static WeightFile of(Map<String, TorchTensor> tensors) throws IOException {
        Map<String, Header.Entry> entries = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, TorchTensor> tensor : tensors.entrySet()) {
            long begin = end;
            end += tensor.getValue().length();
            entries.put(
                    tensor.getKey(),
                    new Header.Entry(tensor.getValue().type(), tensor.getValue().shape(), List.of(begin, end)));
            if (end > MAX_DATA) {
                throw new IOException("the tensors take more than " + MAX_DATA + " bytes");
            }
        }
        byte[] data = new byte[(int) end];
        for (Map.Entry<String, TorchTensor> tensor : tensors.entrySet()) {
            byte[] bytes = tensor.getValue().bytes();
            System.arraycopy(bytes, 0, data, (int) entries.get(tensor.getKey()).begin(), bytes.length);
        }
        return new WeightFile(new Header(Map.of(), entries), data);
    }

    /** The metadata that the file was written with. */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /** Names of the tensors, in the order of the data. */
    public Set<String> names() {
        return Collections.unmodifiableSet(header.tensors().keySet());
    }

    /** Type of a tensor's elements, in the words of the format. */
    public String type(String name) {
        return header.tensors().get(name).type();
    }

    /** Sizes of a tensor's dimensions. */
    public List<Long> shape(String name) {
        return header.tensors().get(name).shape();
    }

    /**
     * Puts the values into an allocated network, all or none. Names and shapes have to match one to one, save that
     * counters may be missing, as they are from files of PyTorch before 0.4.1; these become 0. Floats may have any precision,
     * counts any length.
     *
     * @throws IOException if something does not match; lists all of it
     */
    public void into(Module module) throws IOException {
        Map<String, State> states = module.stateDict();
        requireMatch(states, name -> true);
        states.forEach(this::set);
    }

    private void set(String name, State state) {
        if (state instanceof Counter counter) {
            counter.set(header.tensors().containsKey(name) ? count(name) : 0);
        } else {
            ((FloatState) state).variable().set(floats(name));
        }
    }

    /** Values of a tensor of floats, row-major; half precision is widened exactly, double precision rounded. */
    public float[] floats(String name) {
        return Elements.floats(type(name), slice(name));
    }

    /** Value of a count. */
    public long count(String name) {
        return Elements.whole(type(name), slice(name));
    }

    /** Whether a value of double precision is finite and beyond float32. */
    boolean overflows(String name) {
        return Elements.overflow(type(name), slice(name));
    }

    /** Whether two tensors have one type, one shape and the same bits. */
    public boolean sameBits(String one, String other) {
        return type(one).equals(type(other))
                && shape(one).equals(shape(other))
                && slice(one).equals(slice(other));
    }

    /** Whether a tensor has these values, as they lie in a file. */
    boolean hasBits(String name, byte[] values) {
        return slice(name).equals(ByteBuffer.wrap(values));
    }

    /** A size of a tensor as one of a network can be, 1 to 4,096; the other value if there is none. */
    public int size(String name, int dimension, int otherwise) {
        if (!names().contains(name) || shape(name).size() <= dimension) {
            return otherwise;
        }
        long size = shape(name).get(dimension);
        return size >= 1 && size <= MAX_SIZE ? (int) size : otherwise;
    }

    /** A tensor in numbers. */
    public TensorSummary summary(String name) {
        return TensorSummary.of(name, type(name), shape(name), Elements.doubles(type(name), slice(name)));
    }

    /** The tensors whose names begin with a prefix, without it. */
    WeightFile below(String prefix) {
        Map<String, Header.Entry> tensors = new LinkedHashMap<>();
        header.tensors().forEach((name, entry) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), entry);
            }
        });
        return new WeightFile(new Header(header.metadata(), tensors), data);
    }

    /**
     * Puts values into a part of a network, all or none: each of its states has to be in the file under its name behind a
     * prefix; counters may be missing. The file may hold more, but not in the part's own children: a shallow network takes
     * nothing from a deeper one.
     *
     * @throws IOException if a state is missing or has another shape, or a child has more in the file; lists all of them
     */
    public void intoPart(String prefix, Module part) throws IOException {
        Map<String, State> states = new LinkedHashMap<>();
        Set<String> children = new HashSet<>();
        part.stateDict().forEach((name, state) -> {
            states.put(prefix + name, state);
            children.add(firstWord(name));
        });
        requireMatch(
                states,
                name -> name.startsWith(prefix) && children.contains(firstWord(name.substring(prefix.length()))));
        states.forEach(this::set);
    }

    /**
     * The same values, some of them under a second name.
     *
     * @param aliases name that repeats another, and that other name, which may be missing from the file
     */
    public WeightFile withAliases(Map<String, String> aliases) {
        Map<String, Header.Entry> tensors = new LinkedHashMap<>(header.tensors());
        aliases.forEach((alias, name) -> {
            if (tensors.containsKey(name)) {
                tensors.put(alias, tensors.get(name));
            }
        });
        return new WeightFile(new Header(header.metadata(), tensors), data);
    }

    /**
     * Writes the tensors as they are, each type together and the widest first, so that all stay aligned.
     *
     * @param metadata free texts for the reader, in this order
     * @param out gets the whole file; is neither flushed nor closed
     */
    public void write(Map<String, String> metadata, OutputStream out) throws IOException {
        Map<String, Stored> stored = new LinkedHashMap<>();
        names().stream()
                .sorted(Comparator.comparingInt(name -> -Header.width(type(name)))) // keeps the order of equals
                .forEach(name -> stored.put(name, stored(name)));
        Stored.write(stored, metadata, out);
    }

    private Stored stored(String name) {
        int[] shape = shape(name).stream().mapToInt(Math::toIntExact).toArray();
        return new Stored(type(name), shape, () -> {
            byte[] bytes = new byte[slice(name).remaining()];
            slice(name).get(bytes);
            return bytes;
        });
    }

    /**
     * The same values under other names.
     *
     * @throws IOException if two tensors would have one name
     */
    public WeightFile renamed(UnaryOperator<String> newName) throws IOException {
        Map<String, Header.Entry> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, Header.Entry> tensor : header.tensors().entrySet()) {
            String name = newName.apply(tensor.getKey());
            if (tensors.put(name, tensor.getValue()) != null) {
                throw new IOException("two tensors of the weights would be called '" + name + "'");
            }
        }
        return new WeightFile(new Header(header.metadata(), tensors), data);
    }

    /**
     * The same values without aliases.
     *
     * @param aliases name that repeats another, and that other name; either may be missing from the file
     * @throws IOException if values that should be the same differ in a bit; lists their names
     */
    public WeightFile withoutAliases(Map<String, String> aliases) throws IOException {
        Map<String, Header.Entry> tensors = new LinkedHashMap<>(header.tensors());
        List<String> different = new ArrayList<>();
        aliases.forEach((alias, name) -> {
            Header.Entry entry = header.tensors().get(name);
            if (entry != null && tensors.remove(alias) != null && !sameBits(alias, name)) {
                different.add(alias + " and " + name);
            }
        });
        if (!different.isEmpty()) {
            throw new IOException("the network has one tensor where the weights have two with different values"
                    + WeightMatch.listed("different", different));
        }
        return new WeightFile(new Header(header.metadata(), tensors), data);
    }

    private static String firstWord(String name) {
        return name.split("\\.", 2)[0];
    }

    private void requireMatch(Map<String, State> states, Predicate<String> belongs) throws IOException {
        WeightMatch match = WeightMatch.of(this, states, belongs);
        if (!match.complete()) {
            throw new IOException("the weights do not fit the network" + match.text());
        }
    }

    private ByteBuffer slice(String name) {
        Header.Entry entry = header.tensors().get(name);
        return ByteBuffer.wrap(data, (int) entry.begin(), (int) (entry.end() - entry.begin()))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
