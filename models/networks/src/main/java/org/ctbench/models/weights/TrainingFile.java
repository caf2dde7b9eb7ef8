package org.ctbench.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.train.Adam;
import org.ctbench.splits.documents.Sha256;

/**
 * The tensors of a checkpoint, a network with the moments and step counters of its optimizer: a safetensors file in which
 * {@code model.} stands before the names of the state dict, {@code adam.step.}, {@code adam.first.} and {@code adam.second.}
 * before those of parameters that have taken a step.
 */
public final class TrainingFile {
    private static final String MODEL = "model.";
    private static final String STEP = "adam.step.";
    private static final String FIRST = "adam.first.";
    private static final String SECOND = "adam.second.";

    private final WeightFile file;

    private TrainingFile(WeightFile file) {
        this.file = file;
    }

    /**
     * Writes a training; tensors are brought to memory one by one.
     *
     * @param metadata free texts for the reader, in this order
     * @param out gets the whole file; is neither flushed nor closed
     */
    public static void write(Module network, Adam optimizer, Map<String, String> metadata, OutputStream out)
            throws IOException {
        Stored.write(stored(network, optimizer), metadata, out);
    }

    /**
     * SHA-256 of the tensors that {@link #write} writes, in the order of their names: of each a line {@code name type shape} in
     * UTF-8, ended by a line feed ({@code adam.first.fc.weight F32 [3, 512]}), then its values as in the file.
     *
     * @return the digest, to which more can be added
     */
    public static MessageDigest digest(Module network, Adam optimizer) {
        MessageDigest sha = Sha256.digest();
        new TreeMap<>(stored(network, optimizer)).forEach((name, tensor) -> {
            String line = name + " " + tensor.type() + " " + Arrays.toString(tensor.shape()) + "\n";
            sha.update(line.getBytes(StandardCharsets.UTF_8));
            sha.update(tensor.bytes().get());
        });
        return sha;
    }

    /**
     * The first tensor, in the order of names, that a training has not, or has with other bits than the file; empty if there is
     * none.
     */
    public Optional<String> firstDifference(Module network, Adam optimizer) {
        Map<String, Stored> stored = stored(network, optimizer);
        TreeSet<String> names = new TreeSet<>(stored.keySet());
        names.addAll(file.names());
        return names.stream()
                .filter(name -> !stored.containsKey(name)
                        || !file.names().contains(name)
                        || !file.hasBits(name, stored.get(name).bytes().get()))
                .findFirst();
    }

    /** Adds counts to a digest: of each, in the order of names, a line {@code whose name value} in UTF-8, ended by a line feed. */
    public static void add(MessageDigest sha, String whose, Map<String, Long> counts) {
        new TreeMap<>(counts)
                .forEach((name, value) ->
                        sha.update((whose + " " + name + " " + value + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Stored> stored(Module network, Adam optimizer) {
        Map<String, Stored> stored = new LinkedHashMap<>();
        Map<String, Stored> moments = new LinkedHashMap<>();
        network.parameters().forEach((name, parameter) -> {
            Optional<Adam.Snapshot> state = optimizer.state(name);
            state.ifPresent(s -> stored.put(STEP + name, Stored.count(s.step())));
            state.ifPresent(s -> moments.putAll(moments(name, parameter, s)));
        });
        stored.putAll(Stored.states(network, MODEL));
        stored.putAll(moments);
        return stored;
    }

    private static Map<String, Stored> moments(String name, Parameter parameter, Adam.Snapshot state) {
        Map<String, Stored> both = new LinkedHashMap<>();
        both.put(FIRST + name, Stored.floats(parameter.shape(), state::first));
        both.put(SECOND + name, Stored.floats(parameter.shape(), state::second));
        return both;
    }

    /**
     * Reads a file whole.
     *
     * @param in is read to its end and not closed
     * @throws IOException if it is not a safetensors file, or cut off; says what was expected and found
     */
    public static TrainingFile read(InputStream in) throws IOException {
        return new TrainingFile(WeightFile.read(in));
    }

    /** The metadata that the file was written with. */
    public Map<String, String> metadata() {
        return file.metadata();
    }

    /**
     * Puts the values into an allocated network and its optimizer, which has taken no step yet.
     *
     * @throws IOException if names or shapes do not match; lists what does not
     */
    public void into(Module network, Adam optimizer) throws IOException {
        file.below(MODEL).into(network);
        for (String name : file.below(STEP).names()) {
            if (!file.names().contains(FIRST + name) || !file.names().contains(SECOND + name)) {
                throw new IOException("the optimizer's moments of " + name + " are missing");
            }
            try {
                optimizer.restore(
                        name,
                        new Adam.Snapshot(
                                file.count(STEP + name), file.floats(FIRST + name), file.floats(SECOND + name)));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }
}
