package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.FloatState;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A small network of each kind of layer against torch's numbers in float64; src/test/golden/dl4j_steps.py says what they are. */
class Dl4jGoldenTest {
    private static final double TOLERANCE = 2e-5;
    private static final int[] LABELS = {0, 1, 2, 0};

    static Stream<Golden> cases() {
        return Golden.load("dl4j-steps").stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    @SuppressWarnings("try") // the scope is opened for its end
    void logitsLossesAndThreeAdamStepsAreTorchs(Golden golden) {
        Images images = Images.unnamed(golden.floats("start/images").values(), LABELS.length, 10, 10);
        TrainingOptions options = new TrainingOptions(
                new AdamSettings(1e-2, 0.9, 0.999, 1e-4, 1e-2),
                ImageLoss.valueOf(golden.name().toUpperCase(Locale.ROOT)),
                Optional.empty(),
                1);
        try (Engine engine = ExactEngine.open(1);
                ImageClassifier model = new SmallNetwork().create(SmallNetwork.spec(engine, 1))) {
            start(model, golden);
            model.evaluationMode();
            check(engine, model, images, golden, "evaluation");
            model.module().train();
            check(engine, model, images, golden, "training");

            float[] losses = new float[golden.floats("losses").values().length];
            try (ClassifierTrainer trainer = model.trainer(options)) {
                for (int step = 0; step < losses.length; step++) {
                    losses[step] = (float) trainer.step(images, LABELS).image();
                }
            }

            assertArrayEquals(golden.floats("losses").values(), losses, 1e-5f);
            states(model)
                    .forEach((name, state) -> Golden.assertClose(
                            name,
                            golden.floats("end/" + name),
                            new Golden.Floats(
                                    golden.floats("end/" + name).shape(),
                                    state.variable().toArray()),
                            TOLERANCE));
        }
    }

    @SuppressWarnings("try") // the scope is opened for its end
    private static void check(Engine engine, ImageClassifier model, Images images, Golden golden, String name) {
        try (Scope scope = engine.scope()) {
            golden.check(name, model.logits(images), TOLERANCE);
        }
    }

    private static void start(ImageClassifier model, Golden golden) {
        Map<String, FloatState> states = states(model);
        Set<String> expected = new TreeSet<>(golden.names("start/"));
        expected.remove("images");
        assertEquals(expected, new TreeSet<>(states.keySet()));
        states.forEach((name, state) ->
                state.variable().set(golden.floats("start/" + name).values()));
    }

    private static Map<String, FloatState> states(ImageClassifier model) {
        Map<String, FloatState> states = new LinkedHashMap<>(model.module().parameters());
        states.putAll(model.module().buffers());
        return states;
    }
}
