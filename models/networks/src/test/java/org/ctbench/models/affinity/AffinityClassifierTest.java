package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.affinity.SmallAffinity.Choice;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.WeightAnswer;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Extent;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.maskrcnn.MaskRcnnOptions;
import org.ctbench.models.maskrcnn.MaskRcnnProvider;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.resnet.ResNetBody;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // scopes are opened for their end
class AffinityClassifierTest {
    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void showsTheRepresentationFromWhichItClassifies() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            Images image = SmallImages.images(1);
            AffinityNetwork net = (AffinityNetwork) model.module();

            AffinityRepresentation shown = model.affinity(image);

            try (Engine.NoGrad noGrad = engine.noGrad();
                    Scope scope = engine.scope()) {
                Tensor matrix = engine.tensor(shown.values(), shown.affinities(), shown.features());
                assertEquals(4, shown.affinities());
                assertEquals(8, shown.features());
                assertArrayEquals(
                        model.logits(image).toArray(), net.logits(matrix).toArray());
            }
        }
    }

    @Test
    void changesNoWeightNorStatisticInEvaluation() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            Images image = SmallImages.images(1);
            String before = WeightDigest.of(model.module());

            model.probabilities(image);
            model.affinity(image);
            Detections found = model.segment(image, 0.05f);

            assertTrue(found.size() > 0);
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = RoiPadding.class,
            names = {"RANDOM_SEEDED", "DETERMINISTIC"})
    void classifiesAnImageTheSameAloneAgainAndAmongOthers(RoiPadding padding) {
        try (AffinityClassifier model =
                SmallAffinity.model(engine, Choice.standard().padded(padding))) {
            float[] alone = model.probabilities(SmallImages.images(2))[0];

            float[] again = model.probabilities(SmallImages.images(2))[0];
            float[][] together = model.probabilities(SmallImages.images(3, 2));

            assertArrayEquals(alone, again);
            assertArrayEquals(alone, together[1], 1e-5f);
            assertFalse(Arrays.equals(together[0], together[1]));
        }
    }

    @Test
    void fillsPlacesAnewEachTimeIfAsked() {
        try (AffinityClassifier model =
                SmallAffinity.model(engine, Choice.standard().padded(RoiPadding.RANDOM))) {
            float[] first = model.affinity(SmallImages.images(2)).values();
            boolean differs = false;

            for (int i = 0; i < 5; i++) {
                differs |= !Arrays.equals(
                        first, model.affinity(SmallImages.images(2)).values());
            }

            assertTrue(differs);
        }
    }

    @Test
    void countsImagesThatLackRegions() {
        try (AffinityClassifier model =
                SmallAffinity.model(engine, Choice.standard().padded(RoiPadding.RANDOM_SEEDED))) {
            model.probabilities(SmallImages.images(1, 2));

            assertEquals(
                    Map.of("images without region", 0L, "images with fewer regions than places", 2L), model.events());
        }
    }

    @Test
    void classifiesByTheWholeImageIfNoRegionHasAnArea() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            shrinkEveryBox(model);

            AffinityRepresentation shown = model.affinity(SmallImages.images(1));
            model.probabilities(SmallImages.images(1));

            assertArrayEquals(
                    new float[] {0, 0, SmallImages.SIDE, SmallImages.SIDE},
                    shown.regions().coordinates());
            assertEquals(0, shown.scores().length);
            assertEquals(1L, model.events().get("images without region"));
        }
    }

    private static void shrinkEveryBox(AffinityClassifier model) {
        var bias = model.module()
                .parameters()
                .get("roi_heads.box_predictor_s2.bbox_pred.bias")
                .variable();
        float[] values = bias.toArray();
        values[6] = -200; // width of the lesion class
        bias.set(values);
    }

    @Test
    void replacesTheLastLayerAlone() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            Map<String, float[]> before = AffinityCase.values(model.module());

            model.replaceHead(2, 5);

            assertEquals(2, model.classes());
            assertEquals(2, model.probabilities(SmallImages.images(1))[0].length);
            AffinityCase.values(model.module()).forEach((name, values) -> {
                if (!name.startsWith("s2new.class_predict_logits.")) {
                    assertArrayEquals(before.get(name), values, name);
                }
            });
        }
    }

    @Test
    void startsFromAResidualNetwork() throws IOException {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ResNetBody other = body(Depth.RESNET18, 4)) {
            model.startFrom(written(other));

            assertArrayEquals(
                    other.parameters().get("layer3.1.conv2.weight").variable().toArray(),
                    AffinityCase.values(model.module()).get("backbone.body.layer3.1.conv2.weight"));
        }
    }

    @Test
    void refusesToStartFromADeeperNetworkWhoseFirstBlocksFit() throws IOException {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ResNetBody other = body(Depth.RESNET34, 3)) {
            WeightFile weights = written(other);

            var e = assertThrows(IllegalArgumentException.class, () -> model.startFrom(weights));

            assertTrue(
                    e.getMessage()
                            .startsWith("the weights do not fit the network\n"
                                    + "  unexpected: layer1.2.bn1.num_batches_tracked; "),
                    e.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"$1.", "$1.0."})
    void startsFromAMaskRcnnInTheNamesOfAnyTorchvision(String level) throws IOException {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                SegmentationModel other = maskRcnn(8)) {
            WeightFile weights = written(other.module())
                    .renamed(name -> name.replaceFirst("^(backbone\\.fpn\\..*_blocks\\.0)\\.", level))
                    .renamed(name -> level.equals("$1.") ? name : name.replace("rpn.head.conv.", "rpn.head.conv.0.0."));

            model.startFrom(weights);

            Map<String, float[]> taken = AffinityCase.values(model.module());
            AffinityCase.values(other.module())
                    .forEach((name, values) ->
                            assertArrayEquals(values, taken.get(name.replace("conv5_mask", "conv_mask")), name));
            RoiHeads.twins()
                    .forEach((from, to) ->
                            assertArrayEquals(taken.get("roi_heads." + from), taken.get("roi_heads." + to), to));
        }
    }

    @Test
    void refusesToStartFromAMaskRcnnOfAnotherWidth() throws IOException {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                SegmentationModel other = maskRcnn(16)) {
            WeightFile weights = written(other.module());

            var e = assertThrows(IllegalArgumentException.class, () -> model.startFrom(weights));

            assertTrue(
                    e.getMessage()
                            .startsWith("the weights do not fit the network\n"
                                    + "  different: backbone.fpn.inner_blocks.0.weight F32 [16, 256, 1, 1], expected F32"
                                    + " [8, 256, 1, 1]; "),
                    e.getMessage());
        }
    }

    private static SegmentationModel maskRcnn(int features) {
        MaskRcnnOptions options = new MaskRcnnOptions(
                Depth.RESNET18,
                features,
                8,
                features,
                Extent.FULL,
                FpnInit.TORCH_DEFAULT,
                SmallAffinity.options(Choice.standard()).detector());
        return new MaskRcnnProvider()
                .create(new ModelSpec(new ModelForm(3, SmallImages.SIDE, SmallImages.SIDE), 4, engine, options));
    }

    private static ResNetBody body(Depth depth, int stages) {
        ResNetBody body = new ResNetBody(depth, stages);
        body.allocate(engine, 9);
        return body;
    }

    @Test
    void loadsReleasedWeightsWithTheirAliasesUnderNewerNames() throws IOException {
        try (AffinityClassifier released =
                        SmallAffinity.model(engine, Choice.standard().sieved(SieveMode.PAPER));
                AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            copyFirstRefinement(released.module(), 1);
            copyFirstRefinement(released.module(), 2);
            WeightFile weights =
                    written(released.module()).renamed(name -> name.replaceFirst("_blocks\\.0\\.", "_blocks.0.0."));
            model.module().parameters().get("s2new.fc_l1.bias").variable().set(new float[128]);

            model.load(weights);

            Map<String, float[]> expected = AffinityCase.values(released.module());
            AffinityCase.values(model.module())
                    .forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
        }
    }

    @Test
    void findsItsOptionsInReleasedWeights() throws IOException {
        try (AffinityClassifier written =
                SmallAffinity.model(engine, Choice.standard().sieved(SieveMode.RELEASED))) {
            WeightFile weights = written(written.module());
            WeightFit own = fit(weights).orElseThrow();
            WeightFile released = weights.withAliases(own.aliases()).renamed(TorchvisionNames::current);

            WeightFit fit = fit(released).orElseThrow();

            assertEquals(186, released.names().size());
            assertTrue(released.names().contains("backbone.fpn.inner_blocks.0.0.weight"));
            assertTrue(released.names().contains("rpn.head.conv.0.0.bias"));
            assertTrue(fit.match().complete(), fit.match().text());
            assertEquals(166, fit.match().fitting());
            assertEquals(3, fit.classes());
            AffinityOptions options = fit.options().as(AffinityOptions.class, "test");
            assertEquals(
                    List.of(4, 8, 8, 8, SieveMode.RELEASED),
                    List.of(
                            options.affinities(),
                            options.features(),
                            options.hidden(),
                            options.regions(),
                            options.sieve()));
        }
    }

    @Test
    void saysHowManyTensorsOfAnotherModelFit() throws IOException {
        try (SegmentationModel detector = maskRcnn(8)) {
            WeightFit fit = fit(written(detector.module())).orElseThrow();

            assertFalse(fit.match().complete());
            assertEquals(List.of(), fit.match().unexpected()); // all of a detector is in the Affinity model
            assertEquals(List.of(), fit.match().different());
            assertTrue(fit.match().missing().contains("affinity_layer.batch_to_feat_mat"));
        }
    }

    @Test
    void answersWhatThePaperLeavesOpenFromTheWeights() throws IOException {
        try (AffinityClassifier model =
                SmallAffinity.model(engine, Choice.standard().sieved(SieveMode.RELEASED))) {
            float[] untouched = new float[8];
            Arrays.fill(untouched, 0.01f);
            set(model, "roi_heads.mask_predictor_s2.conv_reduce.bias", untouched);
            set(model, "affinity_layer.batch_to_feat_mat", new float[32]);
            model.copyBranch();
            model.module()
                    .counters()
                    .get("affinity_layer.sieve.0.bn.num_batches_tracked")
                    .set(27);
            model.module()
                    .counters()
                    .get("affinity_layer.bn1.num_batches_tracked")
                    .set(3);
            model.module()
                    .counters()
                    .get("backbone.body.bn1.num_batches_tracked")
                    .set(2);
            List<String> copied = answers(model);

            untouched[1] = 0.02f;
            set(model, "roi_heads.mask_predictor_s2.conv_reduce.bias", untouched);
            set(model, "roi_heads.box_head_s2.fc7.bias", new float[8]);
            List<String> trained = answers(model);

            assertEquals(
                    List.of(
                            "3",
                            "the file has one",
                            "9 times an image (its norm saw 27 batches, that behind it 3)",
                            "no: every bias is 0.01, as it started",
                            "yes: all 12 tensors are those of the segmentation branch, as with copy: every_iteration",
                            "yes, for 3 images",
                            "2, those with lesions if its classification stage ran in evaluation mode",
                            "0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, first region first"),
                    copied.subList(0, 8));
            assertEquals("yes: 1 of 8 biases are no longer 0.01", trained.get(3));
            assertTrue(trained.get(4).startsWith("no: 11 of 12 tensors are those of the segmentation branch"));
        }
    }

    private static List<String> answers(AffinityClassifier model) throws IOException {
        return new AffinityProvider()
                .examine(written(model.module())).stream()
                        .map(WeightAnswer::answer)
                        .toList();
    }

    private static void set(AffinityClassifier model, String name, float... values) {
        model.module().parameters().get(name).variable().set(values);
    }

    @Test
    void takesRefinementsThatDifferForThoseOfThePaper() throws IOException {
        try (AffinityClassifier paper =
                SmallAffinity.model(engine, Choice.standard().sieved(SieveMode.PAPER))) {
            WeightFit fit = fit(written(paper.module())).orElseThrow();

            assertEquals(
                    SieveMode.PAPER,
                    fit.options().as(AffinityOptions.class, "test").sieve());
            assertTrue(fit.match().complete(), fit.match().text());
        }
    }

    @Test
    void refusesWeightsWithSeparateRefinements() throws IOException {
        try (AffinityClassifier paper =
                        SmallAffinity.model(engine, Choice.standard().sieved(SieveMode.PAPER));
                AffinityClassifier model = SmallAffinity.model(engine, Choice.standard())) {
            copyFirstRefinement(paper.module(), 1);
            WeightFile weights = written(paper.module());

            var e = assertThrows(IOException.class, () -> model.load(weights));

            assertTrue(
                    e.getMessage()
                            .startsWith("the network has one tensor where the weights have two with different values\n"
                                    + "  different: affinity_layer.sieve.2.conv_down.weight and"
                                    + " affinity_layer.sieve.0.conv_down.weight; "),
                    e.getMessage());
        }
    }

    private static void copyFirstRefinement(Module net, int to) {
        Map<String, float[]> values = AffinityCase.values(net);
        String first = "affinity_layer.sieve.0.";
        String other = "affinity_layer.sieve." + to + ".";
        net.parameters().forEach((name, p) -> {
            if (name.startsWith(other)) {
                p.variable().set(values.get(name.replace(other, first)));
            }
        });
        net.buffers().forEach((name, b) -> {
            if (name.startsWith(other)) {
                b.variable().set(values.get(name.replace(other, first)));
            }
        });
    }

    private static Optional<WeightFit> fit(WeightFile weights) {
        return new AffinityProvider().fit(weights, new AffinityProvider().options());
    }

    private static WeightFile written(Module net) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightFile.write(net, Map.of(), bytes);
        return WeightFile.read(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
