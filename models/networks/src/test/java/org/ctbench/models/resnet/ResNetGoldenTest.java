package org.ctbench.models.resnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.Buffer;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.reference.Sketches;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.train.ImageLoss;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole networks against torchvision's in float64. The tolerances are about ten times the error that torch itself makes
 * in float32, which src/test/golden/resnet_numbers.py measured and states, with the meaning of the stored numbers.
 */
@SuppressWarnings("try") // scopes are opened for their end
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class ResNetGoldenTest {
    private static final double LOGITS = 1e-5;
    private static final double GRADIENTS = 1e-4;
    private static final double STATISTICS = 1e-5;
    private static final double PARAMETERS = 1e-4;
    private static final double UPDATES = 1e-2;
    private static final int CLASSES = 3;

    /** The engine under test; other engines' tests override it. */
    protected Engine open() {
        return ExactEngine.open(2);
    }

    /** Files, {@code DEPTH-SIZE}. */
    protected List<String> cases() {
        return List.of(
                "resnet18-square",
                "resnet18-odd",
                "resnet34-square",
                "resnet34-odd",
                "resnet50-square",
                "resnet50-odd");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computesLogitsLossesGradientsStatisticsAndUpdatesOfTorchvision(String file) {
        Golden golden = Golden.load("resnet/" + file).get(0);
        Depth depth = Depth.valueOf(file.substring(0, file.indexOf('-')).toUpperCase(Locale.ROOT));
        try (Engine engine = open();
                ResNet net = ResNet.of(depth, CLASSES, engine, 0)) {
            Drawn.fillResNet(net);
            checkEvaluation(engine, net, golden);
            checkTraining(engine, net, golden);
        }
    }

    private static void checkEvaluation(Engine engine, ResNet net, Golden golden) {
        net.eval();
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            assertNear("eval", golden, net.forward(images(engine, golden)).toArray(), LOGITS);
        }
        assertEquals(0, net.counters().get("bn1.num_batches_tracked").value());
    }

    private static void checkTraining(Engine engine, ResNet net, Golden golden) {
        Map<String, float[]> start = values(net);
        int steps = golden.floats("loss").values().length;
        float[] losses = new float[steps];
        net.train();
        try (Adam adam = Adam.over(engine, net.parameters(), new AdamSettings(1e-4, 0.9, 0.999, 1e-8, 1e-3))) {
            for (int step = 0; step < steps; step++) {
                adam.clearGradients();
                try (Scope scope = engine.scope()) {
                    Tensor logits = net.forward(images(engine, golden));
                    Tensor loss = ImageLoss.BCE_ONEHOT.apply(engine, logits, labels(golden));
                    losses[step] = loss.item();
                    engine.backward(loss);
                    if (step == 0) {
                        assertNear("train", golden, logits.toArray(), LOGITS);
                        checkStatistics(net, golden);
                        checkGradients(net, golden);
                    }
                }
                adam.step();
            }
        }
        assertNear("loss", golden, losses, LOGITS * 10);
        if (golden.has("updates/conv1.weight")) {
            checkUpdates(net, start, golden);
        }
    }

    private static void checkStatistics(ResNet net, Golden golden) {
        for (Map.Entry<String, Buffer> entry : net.buffers().entrySet()) {
            float[] found = entry.getValue().variable().toArray();
            assertTrue(error(golden, "statistics", entry.getKey(), found) <= STATISTICS, entry.getKey());
        }
        assertEquals(1, net.counters().get("layer4.1.bn2.num_batches_tracked").value());
    }

    private static void checkGradients(ResNet net, Golden golden) {
        Map<String, Double> errors = new LinkedHashMap<>();
        net.parameters().forEach((name, parameter) -> {
            float[] found = parameter.variable().gradient().orElseThrow().toArray();
            errors.put(name, error(golden, "gradients", name, found));
        });
        assertAllWithin(GRADIENTS, errors);
    }

    private static void checkUpdates(ResNet net, Map<String, float[]> start, Golden golden) {
        Map<String, Double> updates = new LinkedHashMap<>();
        Map<String, Double> parameters = new LinkedHashMap<>();
        values(net).forEach((name, end) -> {
            float[] update = end.clone();
            for (int i = 0; i < update.length; i++) {
                update[i] -= start.get(name)[i];
            }
            double error = error(golden, "updates", name, update);
            updates.put(name, error);
            float moved = golden.floats("updates/" + name).values()[0];
            parameters.put(
                    name, error * moved / golden.floats("parameters/" + name).values()[0]);
        });
        assertAllWithin(UPDATES, updates);
        assertAllWithin(PARAMETERS, parameters);
    }

    private static void assertAllWithin(double tolerance, Map<String, Double> errors) {
        Map<String, Double> beyond = new LinkedHashMap<>(errors);
        beyond.values().removeIf(error -> error <= tolerance); // keeps NaN
        assertTrue(!errors.isEmpty() && beyond.isEmpty(), "beyond " + tolerance + ": " + beyond);
    }

    private static double error(Golden golden, String kind, String name, float... values) {
        return Sketches.error(golden, kind + "/" + name, name, values);
    }

    private static void assertNear(String what, Golden golden, float[] found, double tolerance) {
        float[] expected = golden.floats(what).values();
        assertEquals(expected.length, found.length, what);
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow((double) found[i] - expected[i], 2);
            norm += Math.pow(expected[i], 2);
        }
        double error = Math.sqrt(difference / norm);
        assertTrue(error <= tolerance, () -> what + ": relative error " + error);
    }

    private static int[] labels(Golden golden) {
        int[] labels = new int[golden.integers("shape")[0]];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % CLASSES;
        }
        return labels;
    }

    private static Tensor images(Engine engine, Golden golden) {
        int[] shape = golden.integers("shape");
        float[] values = Drawn.images(golden.integer("images"), shape[0] * shape[1] * shape[2] * shape[3]);
        return engine.tensor(values, shape);
    }

    private static Map<String, float[]> values(ResNet net) {
        Map<String, float[]> values = new LinkedHashMap<>();
        net.parameters()
                .forEach((name, parameter) ->
                        values.put(name, parameter.variable().toArray()));
        return values;
    }
}
