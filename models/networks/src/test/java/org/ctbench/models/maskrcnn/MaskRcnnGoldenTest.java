package org.ctbench.models.maskrcnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.detection.BalancedSampler.Sample;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.reference.DetectorCase;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.reference.Sketches;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole detector against torchvision's parts in float64. Tolerances are about ten times the error that torch itself makes
 * in float32, which src/test/golden/maskrcnn_numbers.py prints and states.
 */
@SuppressWarnings("try") // scopes are opened for their end
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class MaskRcnnGoldenTest {
    private static final double VALUES = 1e-5;
    private static final double GRADIENTS = 5e-5;

    /** The engine under test; other engines' tests override it. */
    protected Engine open() {
        return ExactEngine.open(2);
    }

    /** Files. */
    protected List<String> cases() {
        return List.of("small", "wide");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computesProposalsSamplesLossesGradientsAndDetectionsOfTorchvision(String file) {
        DetectorCase golden = DetectorCase.load("maskrcnn/" + file);
        try (Engine engine = open();
                MaskRcnnNetwork net = network(golden, engine)) {
            checkProposalsAndSamples(engine, net, golden);
            checkLossesAndGradients(engine, net, golden);
        }
        try (Engine engine = open();
                MaskRcnnNetwork net = network(golden, engine)) {
            checkDetections(engine, net, golden);
        }
    }

    private static MaskRcnnNetwork network(DetectorCase golden, Engine engine) {
        Golden numbers = golden.golden();
        MaskRcnnNetwork net = new MaskRcnnNetwork(new MaskRcnnOptions(
                golden.depth(),
                numbers.integer("features"),
                numbers.integer("hidden"),
                numbers.integer("mask_width"),
                Extent.FULL,
                FpnInit.TORCH_DEFAULT,
                golden.detector()));
        net.allocate(engine, 0);
        Drawn.fillDetector(net);
        return net;
    }

    private static void checkProposalsAndSamples(Engine engine, MaskRcnnNetwork net, DetectorCase golden) {
        LesionImage image = golden.lesionImage("images");
        Detector.Draws draws = draws(golden);
        net.switchTo(Mode.BATCH);
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            Tensor features = net.backbone().forward(image.image().on(engine));
            Rpn.Outcome outcome = net.detector().rpn().forward(features, size(image.image()));
            Boxes proposals = outcome.proposals().boxes();
            float[] logits = outcome.outputs().logits().toArray();
            Sketches.assertNear(golden.golden(), "logits", logits, VALUES);
            assertBoxes(golden.golden(), "proposals", proposals);
            DetectorOptions options = golden.detector();
            int[] matches = options.anchorSampling().matcher(true).match(image.boxes(), outcome.anchors());
            Sample anchors = options.anchorSampling().sampler().sample(matches, draws.anchors());
            assertSample(golden.golden(), "anchors", anchors);
            matches = options.regionSampling().matcher(false).match(image.boxes(), proposals.then(image.boxes()));
            Sample regions = options.regionSampling().sampler().sample(matches, draws.regions());
            assertSample(golden.golden(), "regions", regions);
        }
    }

    private static void checkLossesAndGradients(Engine engine, MaskRcnnNetwork net, DetectorCase golden) {
        net.train();
        try (Scope scope = engine.scope()) {
            Detector.Losses losses = net.detector().losses(golden.lesionImage("images"), draws(golden));
            engine.backward(losses.total());

            assertEquals(
                    List.of("objectness", "rpn_box", "classifier", "box", "mask"),
                    List.copyOf(losses.values().keySet()));
            assertClose(golden.golden(), "losses", floats(losses.values().values()));
        }
        Map<String, float[]> gradients = new LinkedHashMap<>();
        net.parameters()
                .forEach((name, parameter) -> gradients.put(
                        name, parameter.variable().gradient().orElseThrow().toArray()));
        Sketches.assertAllNear(golden.golden(), "gradients", gradients, GRADIENTS);
    }

    private static void checkDetections(Engine engine, MaskRcnnNetwork net, DetectorCase golden) {
        Images image = golden.image("images");
        net.eval();
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            Tensor features = net.backbone().forward(image.on(engine));
            Detections found = net.detector().detect(features, size(image), golden.score());

            assertBoxes(golden.golden(), "boxes", found.boxes());
            assertClose(golden.golden(), "scores", found.scores());
            for (int i = 0; i < found.size(); i++) {
                Sketches.assertNear(golden.golden(), "maps/" + i, found.map(i), VALUES);
                Sketches.assertNear(golden.golden(), "pasted/" + i, found.probabilities(i), VALUES);
            }
        }
    }

    private static Detector.Draws draws(DetectorCase golden) {
        return Detector.Draws.of(
                what -> RandomPermutations.named(golden.golden().integer("seed"), what));
    }

    private static ImageSize size(Images image) {
        return new ImageSize(image.height(), image.width());
    }

    private static float[] floats(Collection<Double> values) {
        float[] floats = new float[values.size()];
        int i = 0;
        for (double value : values) {
            floats[i++] = (float) value;
        }
        return floats;
    }

    private static void assertSample(Golden golden, String name, Sample found) {
        assertArrayEquals(golden.integers(name + "/positives"), found.positives(), name);
        assertArrayEquals(golden.integers(name + "/negatives"), found.negatives(), name);
    }

    private static void assertBoxes(Golden golden, String name, Boxes found) {
        Floats boxes = new Floats(new int[] {found.size(), 4}, found.coordinates());
        Golden.assertClose(golden + ": " + name, golden.floats(name), boxes, VALUES);
    }

    private static void assertClose(Golden golden, String name, float... found) {
        Golden.assertClose(
                golden + ": " + name, golden.floats(name), new Floats(new int[] {found.length}, found), VALUES);
    }
}
