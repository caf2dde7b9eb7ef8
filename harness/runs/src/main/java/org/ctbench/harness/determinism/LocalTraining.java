package org.ctbench.harness.determinism;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.layers.State;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.train.Adam;
import org.ctbench.splits.documents.Sha256;

/** A training in this process. */
public final class LocalTraining implements TracedTraining {
    private static final String SCORES = "all images";
    private static final int PART = 1 << 14;

    private final Engine engine;
    private final EngineInfo info;
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
        info = engine.info().beside(subject.provider().libraries());
        network = new Network(engine, subject);
    }

    @Override
    public EngineInfo engine() {
        return info;
    }

    @Override
    public Trace step() {
        steps++;
        small.clear();
        Map<String, double[]> losses = new LinkedHashMap<>();
        network.step(steps).forEach((name, loss) -> losses.put(name, new double[] {loss}));
        small.put(Kind.LOSS, losses);
        Map<Kind, Map<String, String>> digests = new EnumMap<>(Kind.class);
        for (Kind kind : List.of(Kind.LOSS, Kind.WEIGHT, Kind.BUFFER, Kind.MOMENT)) {
            digests.put(kind, new LinkedHashMap<>());
        }
        losses.forEach((name, loss) -> digests.get(Kind.LOSS).put(name, digest(loss)));
        network.trainable()
                .module()
                .stateDict()
                .forEach((name, state) -> digests.get(kindOf(state))
                        .put(name, state instanceof Counter counter ? digest(counter.value()) : digest(floats(state))));
        for (String name : network.trainable().optimizer().names()) {
            network.trainable()
                    .optimizer()
                    .state(name)
                    .ifPresent(moments -> digests.get(Kind.MOMENT)
                            .put(name, digest(moments.step()) + digest(moments.first()) + digest(moments.second())));
        }
        return new Trace(digests);
    }

    @Override
    public Trace evaluate() {
        float[] scores = network.evaluate(steps);
        small.put(Kind.PROBABILITY, Map.of(SCORES, Difference.doubles(scores)));
        return new Trace(Map.of(Kind.PROBABILITY, Map.of(SCORES, digest(scores))));
    }

    @Override
    public double[] values(Kind kind, String name) {
        if (small.containsKey(kind)) {
            return small.get(kind).get(name).clone();
        }
        if (kind == Kind.MOMENT) {
            Adam.Snapshot moments = network.trainable().optimizer().state(name).orElseThrow();
            return concat(
                    new double[] {moments.step()},
                    Difference.doubles(moments.first()),
                    Difference.doubles(moments.second()));
        }
        State state = network.trainable().module().stateDict().get(name);
        return state instanceof Counter counter ? new double[] {counter.value()} : Difference.doubles(floats(state));
    }

    private static Kind kindOf(State state) {
        return state instanceof Parameter ? Kind.WEIGHT : Kind.BUFFER;
    }

    private static float[] floats(State state) {
        return ((FloatState) state).variable().toArray();
    }

    private static String digest(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return Sha256.of(bytes.array()).hex();
    }

    /** Over the bits, part by part: a parameter has up to some ten million values. */
    private static String digest(float[] values) {
        MessageDigest sha = Sha256.digest();
        ByteBuffer part = ByteBuffer.allocate(PART * Float.BYTES);
        for (int start = 0; start < values.length; start += PART) {
            int count = Math.min(PART, values.length - start);
            part.asFloatBuffer().put(values, start, count);
            sha.update(part.array(), 0, count * Float.BYTES);
        }
        return Sha256.finish(sha).hex();
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
