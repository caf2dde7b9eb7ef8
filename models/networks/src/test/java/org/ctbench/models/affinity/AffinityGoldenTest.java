package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.ctbench.models.reference.DetectorCase;
import org.ctbench.models.reference.Sketches;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.twostage.CopyRule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole Affinity model against the one on torch, in float64. Tolerances are about ten times the error that torch itself
 * makes in float32, which src/test/golden/affinity_numbers.py prints and states.
 */
@SuppressWarnings("try") // scopes are opened for their end
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class AffinityGoldenTest {
    private static final double VALUES = 1e-4;
    private static final double GRADIENTS = 2e-3;
    private static final double STATISTICS = 3e-5;
    private static final double UPDATES = 3e-2;
    private static final double MOMENTS = 5e-3;

    /** Features are wide there, and some ReLU among millions tips in float32; or regions are the same, and cancel. */
    private static final List<String> HARD = List.of("wide", "no-region");

    private static final double HARDER = 3;

    /** Of gradients, so many times more. */
    private static final double HARDER_GRADIENTS = 3.5;

    /** The engine under test; other engines' tests override it. */
    protected Engine open() {
        return ExactEngine.open(2);
    }

    /** How many times the tolerance of gradients is where some ReLU tips; other engines' tests override it. */
    protected double harderGradients() {
        return HARDER_GRADIENTS;
    }

    /** Files that are classified and differentiated. */
    protected List<String> cases() {
        return List.of("released", "paper", "shared3", "softmax", "few-regions", "no-region", "wide");
    }

    /** Files that are trained on. */
    protected List<String> trainings() {
        return List.of("every_iteration", "if_improved");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void classifiesAndDifferentiatesAsTorchDoes(String file) {
        DetectorCase golden = DetectorCase.load("affinity/" + file);
        Images image = golden.image("images");
        try (Engine engine = open();
                AffinityClassifier model = AffinityCase.model(golden, CopyRule.EVERY_ITERATION, engine)) {
            if (file.equals("no-region")) {
                shrinkEveryBox(model);
            }
            checkRunningStatistics(model, image, golden.golden());
            checkRepresentation(model, image, golden.golden());
            checkImageLoss(model, image, golden.golden());
        }
    }

    private static void checkRunningStatistics(AffinityClassifier model, Images image, Golden golden) {
        model.module().eval();
        try (Engine.NoGrad noGrad = model.engine().noGrad();
                Scope scope = model.engine().scope()) {
            assertClose(golden, "running", VALUES, model.logits(image).toArray());
        }
    }

    private static void checkRepresentation(AffinityClassifier model, Images image, Golden golden) {
        AffinityRepresentation found = model.affinity(image);

        float[] regions = found.regions().coordinates();
        Golden.assertClose(
                golden + ": regions",
                golden.floats("regions"),
                new Floats(new int[] {found.regions().size(), 4}, regions),
                VALUES);
        assertEquals(golden.has("scores") ? found.regions().size() : 0, found.scores().length);
        if (golden.has("scores")) {
            assertClose(golden, "scores", VALUES, found.scores());
        }
        Sketches.assertNear(golden, "representation", found.values(), VALUES * hardness(golden));
        try (Scope scope = model.engine().scope()) {
            Tensor matrix = model.engine().tensor(found.values(), found.affinities(), found.features());
            AffinityNetwork net = (AffinityNetwork) model.module();
            float[] z = net.affinity().imageFeatures(matrix).toArray();
            Sketches.assertNear(golden, "z", z, VALUES * hardness(golden));
        }
    }

    private void checkImageLoss(AffinityClassifier model, Images image, Golden golden) {
        ImageLoss loss = golden.name().equals("softmax") ? ImageLoss.SOFTMAX_CE : ImageLoss.BCE_ONEHOT;
        model.classificationMode();
        try (Scope scope = model.engine().scope()) {
            Tensor logits = model.logits(image);
            assertClose(golden, "logits", VALUES, logits.toArray());
            Tensor value = loss.apply(model.engine(), logits, new int[] {golden.integer("label")});
            assertClose(golden, "loss", VALUES, value.item());
            model.engine().backward(value);
        }
        Map<String, float[]> statistics =
                AffinityCase.buffers(model.module(), name -> name.startsWith("affinity_layer."));
        Sketches.assertAllNear(golden, "statistics", statistics, STATISTICS);
        if (!golden.names("gradients/").isEmpty()) {
            Map<String, float[]> gradients = AffinityCase.gradients(model.module());
            Sketches.assertAllNear(
                    golden, "gradients", gradients, GRADIENTS * (HARD.contains(golden.name()) ? harderGradients() : 1));
        }
    }

    private static double hardness(Golden golden) {
        return HARD.contains(golden.name()) ? HARDER : 1;
    }

    /** As {@code network} in affinity_numbers.py: no box keeps an area. */
    private static void shrinkEveryBox(AffinityClassifier model) {
        var bias = model.module()
                .parameters()
                .get("roi_heads.box_predictor_s2.bbox_pred.bias")
                .variable();
        float[] values = bias.toArray();
        values[6] = -200;
        bias.set(values);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trainings")
    void trainsInTwoStagesAsTorchDoes(String file) {
        DetectorCase golden = DetectorCase.load("affinity/" + file);
        CopyRule rule = CopyRule.valueOf(file.toUpperCase(java.util.Locale.ROOT));
        try (Engine engine = open();
                AffinityClassifier model = AffinityCase.model(golden, rule, engine);
                ClassifierTrainer trainer = model.trainer(training(golden))) {
            Map<String, float[]> start = AffinityCase.values(model.module());

            StepLosses losses = trainer.step(
                    golden.image("images"), new int[] {golden.golden().integer("label")});

            assertEquals(golden.golden().names("losses/"), losses.byName().keySet());
            losses.byName()
                    .forEach((name, loss) ->
                            assertClose(golden.golden(), "losses/" + name, VALUES, (float) (double) loss));
            Map<String, float[]> end = AffinityCase.values(model.module());
            checkUpdates(golden.golden(), start, end);
            checkFrozen(rule, start, end);
            Sketches.assertAllNear(
                    golden.golden(), "statistics", AffinityCase.buffers(model.module(), name -> true), STATISTICS);
            checkMoments(Golden.load("affinity/" + file + "-moments").get(0), trainer.optimizer());
        }
    }

    private static TrainingOptions training(DetectorCase golden) {
        Golden numbers = golden.golden();
        AdamSettings adam = new AdamSettings(numbers.number("rate"), 0.9, 0.999, 1e-8, numbers.number("decay"));
        return new TrainingOptions(
                adam,
                ImageLoss.BCE_ONEHOT,
                Optional.of(only(golden.lesionImage("lesionImage"))),
                numbers.integer("seed"));
    }

    private static LesionImages only(LesionImage image) {
        return new LesionImages() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public LesionImage get(int index) {
                return image;
            }
        };
    }

    private static void checkUpdates(Golden golden, Map<String, float[]> start, Map<String, float[]> end) {
        Map<String, float[]> updates = new LinkedHashMap<>();
        for (String name : golden.names("updates/")) {
            float[] update = end.get(name).clone();
            for (int i = 0; i < update.length; i++) {
                update[i] -= start.get(name)[i];
            }
            updates.put(name, update);
        }
        Sketches.assertAllNear(golden, "updates", updates, UPDATES);
    }

    /** The classification branch is a copy bit for bit; its convolution without a twin stays as it was. */
    private static void checkFrozen(CopyRule rule, Map<String, float[]> start, Map<String, float[]> end) {
        Map<String, float[]> origin = rule == CopyRule.EVERY_ITERATION ? end : start;
        RoiHeads.twins()
                .forEach((from, to) ->
                        assertArrayEquals(origin.get("roi_heads." + from), end.get("roi_heads." + to), to));
        for (String part : new String[] {"weight", "bias"}) {
            String name = "roi_heads.mask_predictor_s2.conv_reduce." + part;
            assertArrayEquals(start.get(name), end.get(name), name);
        }
    }

    private static void checkMoments(Golden golden, Adam adam) {
        Map<String, float[]> first = new LinkedHashMap<>();
        Map<String, float[]> second = new LinkedHashMap<>();
        for (String name : adam.names()) {
            adam.state(name).ifPresent(state -> {
                first.put(name, state.first());
                second.put(name, state.second());
                assertEquals(golden.integer("counts/" + name), state.step(), name);
            });
        }
        Sketches.assertAllNear(golden, "first", first, MOMENTS);
        Sketches.assertAllNear(golden, "second", second, MOMENTS);
    }

    private static void assertClose(Golden golden, String name, double tolerance, float... found) {
        Floats expected = golden.floats(name);
        Golden.assertClose(golden + ": " + name, expected, new Floats(expected.shape(), found), tolerance);
    }
}
