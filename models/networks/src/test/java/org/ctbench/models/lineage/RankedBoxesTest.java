package org.ctbench.models.lineage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.ImageHead;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.BoxHead;
import org.ctbench.models.maskrcnn.BoxPredictor;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.ctbench.models.train.ImageLoss;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of ranked boxes and the classifier on them against torch in float64. */
@SuppressWarnings("try") // scopes are opened for their end
class RankedBoxesTest {
    private static final double CLOSE = 1e-5;
    private static final Permutations UNUSED = n -> {
        throw new AssertionError("deterministic padding draws nothing");
    };

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    static List<Golden> cases() {
        return Golden.load("ranked-boxes");
    }

    /** The layers of a case, the box branch frozen as both models have it. */
    private record Layers(BoxHead boxes, BoxPredictor predictor, ImageHead head, Variable map)
            implements AutoCloseable {
        static Layers of(Golden golden) {
            Golden.Floats given = golden.floats("map");
            Layers layers = new Layers(
                    new BoxHead(given.shape()[1] * 49, 8),
                    new BoxPredictor(8),
                    BoxListNetwork.head(RankedBoxes.VALUES * golden.integer("places"), 6, 3),
                    engine.variable(true, given.shape()));
            layers.map.set(given.values());
            layers.boxes.requiresGrad(false);
            layers.predictor.requiresGrad(false);
            fill(layers.boxes, golden);
            fill(layers.predictor, golden);
            fill(layers.head, golden);
            return layers;
        }

        private static void fill(Module part, Golden golden) {
            part.allocate(engine, 1);
            part.parameters()
                    .forEach((name, p) ->
                            p.variable().set(golden.floats("weights/" + name).values()));
        }

        RankedBoxes ranked(Golden golden) {
            return ranked(golden, RoiPadding.DETERMINISTIC);
        }

        RankedBoxes ranked(Golden golden, RoiPadding padding) {
            return new RankedBoxes(
                    engine,
                    boxes,
                    predictor,
                    new RankedBoxes.Places(golden.integer("places"), (float) golden.number("nms"), padding));
        }

        @Override
        public void close() {
            boxes.close();
            predictor.close();
            head.close();
            map.close();
        }
    }

    private static Boxes boxes(Golden golden, String name) {
        return Boxes.of(golden.floats(name).values());
    }

    private static ImageSize size(Golden golden) {
        return new ImageSize(golden.integer("height"), golden.integer("width"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void choosesTheProposalsThatTorchChooses(Golden golden) {
        try (Layers layers = Layers.of(golden);
                Scope scope = engine.scope()) {
            Boxes found = layers.ranked(golden).choose(layers.map, boxes(golden, "proposals"), size(golden));

            assertArrayEquals(golden.floats("chosen").values(), found.coordinates());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void classifiesAndDifferentiatesAsTorchDoes(Golden golden) {
        try (Layers layers = Layers.of(golden);
                Scope scope = engine.scope()) {
            RankedBoxes ranked = layers.ranked(golden);
            Boxes chosen = ranked.choose(layers.map, boxes(golden, "proposals"), size(golden));
            Tensor description = ranked.describe(layers.map, chosen, UNUSED);
            Tensor logits = layers.head.forward(description);

            engine.backward(ImageLoss.BCE_ONEHOT.apply(engine, logits, new int[] {golden.integer("label")}));

            golden.check("description", description, CLOSE);
            golden.check("logits", logits, CLOSE);
            golden.check("gradients/map", layers.map.gradient().orElseThrow(), CLOSE);
            layers.head
                    .parameters()
                    .forEach((name, p) -> golden.check(
                            "gradients/" + name, p.variable().gradient().orElseThrow(), CLOSE));
            layers.boxes
                    .parameters()
                    .forEach((name, p) -> assertTrue(p.variable().gradient().isEmpty(), name));
        }
    }

    @Test
    void listsTheScoreOfTheLesionThenItsFourDeltas() {
        Golden golden = cases().get(0);
        try (Layers layers = Layers.of(golden);
                Scope scope = engine.scope()) {
            layers.predictor.parameters().forEach((name, p) -> p.variable().set(new float[p.numel()]));
            set(layers.predictor, "cls_score.bias", 0, (float) Math.log(3));
            set(layers.predictor, "bbox_pred.bias", 1, 2, 3, 4, 5, 6, 7, 8);

            float[] found = layers.ranked(golden)
                    .describe(layers.map, boxes(golden, "chosen"), UNUSED)
                    .toArray();

            assertEquals(RankedBoxes.VALUES * golden.integer("places"), found.length);
            for (int place = 0; place < golden.integer("places"); place++) {
                float[] values = Arrays.copyOfRange(found, 5 * place, 5 * place + 5);
                assertArrayEquals(new float[] {0.75f, 5, 6, 7, 8}, values, 1e-6f);
            }
        }
    }

    private static void set(Module part, String name, float... values) {
        part.parameters().get(name).variable().set(values);
    }

    @Test
    void fillsPlacesInTheOrderOfARandomPermutation() {
        Golden golden = cases().get(0);
        Boxes three = boxes(golden, "chosen").select(0, 1, 2);
        Permutations backwards = n -> IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        try (Layers layers = Layers.of(golden);
                Scope scope = engine.scope()) {
            float[] found = layers.ranked(golden, RoiPadding.RANDOM_SEEDED)
                    .describe(layers.map, three, backwards)
                    .toArray();

            int places = golden.integer("places"); // the last two regions start at the last places that are free
            for (int place = 1; place < places - 3; place++) {
                assertEquals(found[0], found[5 * place], "place " + place);
            }
            assertEquals(found[5 * (places - 2)], found[5 * (places - 1)]);
            assertTrue(found[0] > found[5 * (places - 3)]);
            assertTrue(found[5 * (places - 3)] > found[5 * (places - 2)]);
        }
    }

    @Test
    void choosesNothingAmongProposalsWithoutArea() {
        Golden golden = cases().get(0);
        try (Layers layers = Layers.of(golden);
                Scope scope = engine.scope()) {
            RankedBoxes ranked = layers.ranked(golden);

            assertEquals(0, ranked.choose(layers.map, Boxes.of(), size(golden)).size());
            assertEquals(
                    0,
                    ranked.choose(layers.map, Boxes.of(9, 9, 9, 20), size(golden))
                            .size());
        }
    }
}
