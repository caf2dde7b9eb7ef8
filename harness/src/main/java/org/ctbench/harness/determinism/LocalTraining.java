package org.ctbench.harness.determinism;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.ctbench.models.layers.Buffer;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.layers.State;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.files.Sha256;

/** A training in this process. */
public final class LocalTraining implements Training {
    private static final String SCORES = "all images";

    private final Engine engine;
    private final Network network;
    private final Map<Kind, Map<String, double[]>> small = new EnumMap<>(Kind.class);
    private int steps;

    /**
     * Begins a training.
     *
     * @param engine a fresh engine; is closed with the training
     */
    public LocalTraining(Engine engine, Subject subject) {
        this.engine = engine;
        network = Network.of(engine, subject);
    }

    @Override
    public EngineInfo engine() {
        return engine.info();
    }

    @Override
    public Trace step() {
        steps++;
        small.clear();
        Map<String, double[]> losses = new LinkedHashMap<>();
        network.step(steps).forEach((name, loss) -> losses.put(name, new double[] {loss}));
        small.put(Kind.LOSS, losses);
        Map<Kind, Map<String, String>> digests = new EnumMap<>(Kind.class);
        digests.put(Kind.LOSS, digestsOf(losses));
        network.module().stateDict().forEach((name, state) -> add(digests, kindOf(state), name, digest(values(state))));
        network.optimizer()
                .names()
                .forEach(name -> network.optimizer()
                        .state(name)
                        .ifPresent(moments -> add(
                                digests,
                                Kind.MOMENT,
                                name,
                                digest(
                                        new double[] {moments.step()},
                                        doubles(moments.first()),
                                        doubles(moments.second())))));
        return new Trace(digests);
    }

    @Override
    public Trace evaluate() {
        Map<String, double[]> scores = Map.of(SCORES, doubles(network.evaluate(steps)));
        small.put(Kind.PROBABILITY, scores);
        return new Trace(Map.of(Kind.PROBABILITY, digestsOf(scores)));
    }

    @Override
    public double[] values(Kind kind, String name) {
        if (small.containsKey(kind)) {
            return small.get(kind).get(name).clone();
        }
        if (kind == Kind.MOMENT) {
            var moments = network.optimizer().state(name).orElseThrow();
            return concat(new double[] {moments.step()}, doubles(moments.first()), doubles(moments.second()));
        }
        return values(network.module().stateDict().get(name));
    }

    private static Kind kindOf(State state) {
        return state instanceof Parameter ? Kind.WEIGHT : Kind.BUFFER;
    }

    private static double[] values(State state) {
        if (state instanceof Parameter parameter) {
            return doubles(parameter.variable().toArray());
        }
        return state instanceof Buffer buffer
                ? doubles(buffer.variable().toArray())
                : new double[] {((Counter) state).value()};
    }

    private static void add(Map<Kind, Map<String, String>> digests, Kind kind, String name, String digest) {
        digests.computeIfAbsent(kind, k -> new LinkedHashMap<>()).put(name, digest);
    }

    private static Map<String, String> digestsOf(Map<String, double[]> values) {
        Map<String, String> digests = new LinkedHashMap<>();
        values.forEach((name, array) -> digests.put(name, digest(array)));
        return digests;
    }

    /** Over the bits, in a part of memory at a time: parameters have millions of values. */
    private static String digest(double[]... arrays) {
        MessageDigest sha = Sha256.digest();
        ByteBuffer part = ByteBuffer.allocate(1 << 16);
        Consumer<ByteBuffer> flush = full -> sha.update(full.flip());
        for (double[] array : arrays) {
            for (double value : array) {
                part.putDouble(value);
                if (!part.hasRemaining()) {
                    flush.accept(part);
                    part.clear();
                }
            }
        }
        flush.accept(part);
        return Sha256.finish(sha).hex();
    }

    /** Every float has its own double, so bits that differ still do. */
    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static double[] concat(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    @Override
    public void close() {
        network.close();
        engine.close();
    }
}
