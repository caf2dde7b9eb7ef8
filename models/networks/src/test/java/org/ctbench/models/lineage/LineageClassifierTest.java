package org.ctbench.models.lineage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.resnet.ResNetBody;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineageClassifierTest {
    private static final String REGIONLESS = "images without region";
    private static final String PADDED = "images with fewer regions than places";

    private static Engine engine;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static ImageClassifier model(String id) {
        return id.equals("singleshot")
                ? SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION)
                : SmallLineage.maskNet(engine);
    }

    /** With five proposals for six places. */
    private static SingleShotClassifier padded(RoiPadding padding) {
        return SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION, padding, 5);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = RoiPadding.class,
            names = {"RANDOM_SEEDED", "DETERMINISTIC"})
    void classifiesAnImageTheSameAloneAgainAndAmongOthers(RoiPadding padding) {
        try (SingleShotClassifier model = padded(padding)) {
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
        try (SingleShotClassifier model = padded(RoiPadding.RANDOM)) {
            float[] first = model.probabilities(SmallImages.images(2))[0];
            boolean differs = false;

            for (int i = 0; i < 8; i++) {
                differs |= !Arrays.equals(first, model.probabilities(SmallImages.images(2))[0]);
            }

            assertTrue(differs);
        }
    }

    @Test
    void countsImagesThatLackRegions() {
        try (SingleShotClassifier few = padded(RoiPadding.RANDOM_SEEDED);
                ImageClassifier enough = model("singleshot")) {
            few.probabilities(SmallImages.images(1, 2));
            enough.probabilities(SmallImages.images(1, 2));

            assertEquals(Map.of(REGIONLESS, 0L, PADDED, 2L), few.events());
            assertEquals(Map.of(REGIONLESS, 0L, PADDED, 0L), enough.events());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"singleshot", "covid-ct-mask-net"})
    void classifiesByTheWholeImageIfNoRegionHasAnArea(String id) {
        try (ImageClassifier model = model(id)) {
            String branch = "roi_heads.box_predictor" + (id.equals("singleshot") ? "_s2" : "");
            fill(model, branch + ".cls_score.bias", 0, 1);
            fill(model, branch + ".bbox_pred.bias", 0, 0, 0, 0, 0, 0, -200, 0); // width of the lesion class

            float[] found = model.probabilities(SmallImages.images(1))[0];

            assertEquals(Map.of(REGIONLESS, 1L, PADDED, 1L), model.events());
            assertEquals(1, found[0] + found[1] + found[2], 1e-6);
        }
    }

    private static void fill(ImageClassifier model, String name, float... values) {
        model.module().parameters().get(name).variable().set(values);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"singleshot", "covid-ct-mask-net"})
    void replacesTheLastLayerAlone(String id) {
        try (ImageClassifier model = model(id)) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            model.replaceHead(2, 5);

            assertEquals(2, model.classes());
            assertEquals(2, model.probabilities(SmallImages.images(1))[0].length);
            assertTrue(model.module()
                    .parameters()
                    .get("s2new.fc_scores_img.weight")
                    .trainable());
            SmallLineage.values(model.module()).forEach((name, values) -> {
                if (!name.startsWith("s2new.fc_scores_img.")) {
                    assertArrayEquals(before.get(name), values, name);
                }
            });
        }
    }

    @Test
    void segmentsAndClassifiesWithoutChangingTheSingleShotModel() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION)) {
            Images image = SmallImages.images(1);
            String before = WeightDigest.of(model.module());

            Detections found = model.segment(image, 0.05f);
            Detections again = model.segment(image, 0.05f);
            model.probabilities(image);

            assertTrue(found.size() > 0);
            assertArrayEquals(found.boxes().coordinates(), again.boxes().coordinates());
            assertArrayEquals(found.scores(), again.scores());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @Test
    void startsTheMaskNetFromATrainedMaskRcnn() throws IOException {
        try (MaskNetClassifier model = SmallLineage.maskNet(engine);
                SegmentationModel trained = SmallLineage.maskRcnn(engine, 8)) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            model.startFrom(SmallLineage.written(trained.module()));

            Map<String, float[]> expected = SmallLineage.values(trained.module());
            SmallLineage.values(model.module())
                    .forEach((name, values) ->
                            assertArrayEquals((name.startsWith("s2new.") ? before : expected).get(name), values, name));
        }
    }

    @Test
    void startsTheSingleShotModelFromATrainedMaskRcnnAndCopiesItsBranch() throws IOException {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.IF_IMPROVED);
                SegmentationModel trained = SmallLineage.maskRcnn(engine, 8)) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            model.startFrom(SmallLineage.written(trained.module()));

            Map<String, float[]> expected = SmallLineage.values(trained.module());
            SmallLineage.values(model.module()).forEach((name, values) -> {
                String from = name.replace("_s2.", ".").replace("conv5_mask", "conv_mask");
                from = expected.containsKey(from) ? from : name;
                assertArrayEquals((name.startsWith("s2new.") ? before : expected).get(from), values, name);
            });
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"singleshot", "covid-ct-mask-net"})
    void refusesToStartFromADetectorOfAnotherWidth(String id) throws IOException {
        try (ImageClassifier model = model(id);
                SegmentationModel trained = SmallLineage.maskRcnn(engine, 16)) {
            WeightFile weights = SmallLineage.written(trained.module());
            String before = WeightDigest.of(model.module());

            var e = assertThrows(IllegalArgumentException.class, () -> model.startFrom(weights));

            assertTrue(
                    e.getMessage()
                            .startsWith("the weights do not fit the network\n  different:"
                                    + " backbone.fpn.inner_blocks.0.weight F32 [16, 256, 1, 1],"
                                    + " expected F32 [8, 256, 1, 1]; "),
                    e.getMessage());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @Test
    void startsTheSingleShotModelFromAResidualNetworkButNotTheMaskNetWhichNeedsADetector() throws IOException {
        try (ImageClassifier singleShot = model("singleshot");
                ImageClassifier maskNet = model("covid-ct-mask-net");
                ResNetBody other = new ResNetBody(Depth.RESNET18, 4)) {
            other.allocate(engine, 9);
            WeightFile weights = SmallLineage.written(other);

            singleShot.startFrom(weights);
            var e = assertThrows(IllegalArgumentException.class, () -> maskNet.startFrom(weights));

            assertArrayEquals(
                    SmallLineage.values(other).get("layer3.1.conv2.weight"),
                    SmallLineage.values(singleShot.module()).get("backbone.body.layer3.1.conv2.weight"));
            assertTrue(
                    e.getMessage()
                            .startsWith("the weights do not fit the network\n  missing: backbone.body.conv1.weight; "),
                    e.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"singleshot", "covid-ct-mask-net"})
    void loadsWhatItWrote(String id) throws IOException {
        try (ImageClassifier model = model(id);
                ImageClassifier other = model(id)) {
            fill(model, "s2new.fc_scores_img.bias", 1, 2, 3);

            other.load(SmallLineage.written(model.module()));

            assertEquals(WeightDigest.of(model.module()), WeightDigest.of(other.module()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"singleshot", "covid-ct-mask-net"})
    void findsItsOptionsInItsWeights(String id) throws IOException {
        try (ImageClassifier model = model(id)) {
            WeightFile weights = SmallLineage.written(model.module()).renamed(TorchvisionNames::current);

            WeightFit fit = fit(id, weights);

            assertTrue(fit.match().complete(), fit.match().text());
            assertEquals(3, fit.classes());
            model.load(weights);
            assertEquals(
                    WeightDigest.of(model.module()), WeightDigest.of(loaded(fit).module()));
        }
    }

    private static WeightFit fit(String id, WeightFile weights) {
        ModelProvider provider = ModelRegistry.load().get(id);
        return provider.fit(weights, provider.options()).orElseThrow();
    }

    private static ImageClassifier loaded(WeightFit fit) throws IOException {
        ModelSpec spec = new ModelSpec(
                new ModelForm(fit.classes(), SmallImages.SIDE, SmallImages.SIDE), 77, engine, fit.options());
        ImageClassifier fresh =
                (ImageClassifier) ModelRegistry.load().get(fit.model()).create(spec);
        fresh.load(fit.weights());
        return fresh;
    }

    @Test
    void findsTheOptionsOfADetectorInItsWeights() throws IOException {
        try (SegmentationModel detector = SmallLineage.maskRcnn(engine, 8)) {
            WeightFile weights = SmallLineage.written(detector.module()).renamed(TorchvisionNames::current);

            WeightFit fit = fit("maskrcnn", weights);

            assertTrue(fit.match().complete(), fit.match().text());
            detector.load(weights);
        }
    }
}
