package org.ctbench.models.lineage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.weights.WeightDigest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class LineageTrainingTest {
    private static final double RATE = 1e-3;

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
    void trainsAllOfTheSingleShotModelButTheCopiedBranch() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.lesion(1)))) {
            StepLosses losses = trainer.step(SmallImages.images(2), new int[] {1});

            assertEquals(
                    List.of("objectness", "rpn_box", "classifier", "box", "mask", "image"),
                    List.copyOf(losses.byName().keySet()));
            for (String name : trainer.optimizer().names()) {
                long expected = name.contains("_s2.") ? 0 : name.startsWith("backbone.") ? 2 : 1;
                assertEquals(
                        expected,
                        trainer.optimizer().state(name).map(s -> s.step()).orElse(0L),
                        name);
            }
        }
    }

    @Test
    void changesEveryTrainedPartOfTheSingleShotModelAndCopiesTheBranchAfterAStep() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.lesion(1)))) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            trainer.step(SmallImages.images(2), new int[] {1});

            Map<String, float[]> after = SmallLineage.values(model.module());
            assertEquals(
                    Set.of(
                            "backbone.body",
                            "backbone.fpn",
                            "rpn.head",
                            "roi_heads.box_head",
                            "roi_heads.box_predictor",
                            "roi_heads.mask_head",
                            "roi_heads.mask_predictor",
                            "roi_heads.box_head_s2",
                            "roi_heads.box_predictor_s2",
                            "s2new.fc_scores",
                            "s2new.fc_scores_2",
                            "s2new.fc_scores_img"),
                    changed(before, after, 2));
            assertCopied(after, after);
        }
    }

    /** The first words of the names of what differs. */
    private static Set<String> changed(Map<String, float[]> before, Map<String, float[]> after, int words) {
        Set<String> names = new TreeSet<>();
        after.forEach((name, values) -> {
            if (!Arrays.equals(before.get(name), values)) {
                names.add(String.join(".", Arrays.asList(name.split("\\.")).subList(0, words)));
            }
        });
        return names;
    }

    /** Asserts that the classification branch has the bits of a segmentation branch. */
    private static void assertCopied(Map<String, float[]> segmentation, Map<String, float[]> classification) {
        for (String layer :
                List.of("box_head.fc6", "box_head.fc7", "box_predictor.cls_score", "box_predictor.bbox_pred")) {
            for (String kind : List.of(".weight", ".bias")) {
                String from = "roi_heads." + layer + kind;
                String to = from.replaceFirst("(box_[a-z]+)\\.", "$1_s2.");
                assertArrayEquals(segmentation.get(from), classification.get(to), to);
            }
        }
    }

    @Test
    void copiesTheBranchBeforeAStepOnlyIfItsLossIsTheLowestSoFar() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.IF_IMPROVED);
                ClassifierTrainer trainer =
                        model.trainer(SmallImages.training(1e-2, SmallImages.lesion(1), SmallImages.lesion(2)))) {
            double lowest = 10_000;
            int copies = 0;
            for (int step = 0; step < 8; step++) {
                Map<String, float[]> before = SmallLineage.values(model.module());

                double loss = segmentation(trainer.step(SmallImages.images(3), new int[] {1}));

                Map<String, float[]> after = SmallLineage.values(model.module());
                if (loss < lowest) {
                    lowest = loss;
                    copies++;
                    assertCopied(before, after);
                } else {
                    before.keySet().removeIf(name -> !name.contains("_s2."));
                    before.forEach((name, values) -> assertArrayEquals(values, after.get(name), name));
                }
            }
            assertTrue(copies > 0 && copies < 8, copies + " copies");
        }
    }

    private static double segmentation(StepLosses losses) {
        return losses.byName().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("image"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Test
    void trainsTheClassificationStageAloneWithoutLesionImages() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE))) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            trainer.step(SmallImages.images(2), new int[] {1});

            Map<String, float[]> after = SmallLineage.values(model.module());
            assertEquals(Set.of("backbone", "s2new"), changed(before, after, 1));
            assertSameBuffers(model, before, after);
        }
    }

    private static void assertSameBuffers(
            ImageClassifier model, Map<String, float[]> before, Map<String, float[]> after) {
        assertFalse(model.module().buffers().isEmpty());
        model.module().buffers().keySet().forEach(name -> assertArrayEquals(before.get(name), after.get(name), name));
    }

    @Test
    void changesOnlyTheClassifierAndTheScalesAndShiftsOfTheMaskNet() {
        try (MaskNetClassifier model = SmallLineage.maskNet(engine);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE))) {
            Map<String, float[]> before = SmallLineage.values(model.module());

            StepLosses losses = trainer.step(SmallImages.images(2, 3), new int[] {1, 0});

            Map<String, float[]> after = SmallLineage.values(model.module());
            assertEquals(Set.of("image"), losses.byName().keySet());
            model.module()
                    .parameters()
                    .forEach((name, p) ->
                            assertEquals(p.trainable(), !Arrays.equals(before.get(name), after.get(name)), name));
            assertSameBuffers(model, before, after);
            model.module().counters().forEach((name, counter) -> assertEquals(0, counter.value(), name));
        }
    }

    @Test
    void learnsAFewImagesWithTheSingleShotModel() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.EVERY_ITERATION);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(1e-2))) {
            assertLearns(trainer);
        }
    }

    @Test
    void learnsAFewImagesWithTheMaskNet() {
        try (MaskNetClassifier model = SmallLineage.maskNet(engine);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(1e-2))) {
            assertLearns(trainer);
        }
    }

    private static void assertLearns(ClassifierTrainer trainer) {
        Images images = SmallImages.images(2, 3);
        double first = trainer.step(images, new int[] {0, 1}).byName().get("image");
        double last = first;
        for (int step = 0; step < 12; step++) {
            last = trainer.step(images, new int[] {0, 1}).byName().get("image");
        }

        assertTrue(last < 0.75 * first, first + " to " + last);
    }

    @Test
    void repeatsATrainingBitForBit() {
        assertEquals(digestAfterThreeSteps(), digestAfterThreeSteps());
    }

    private static String digestAfterThreeSteps() {
        try (SingleShotClassifier model = SmallLineage.singleShot(engine, CopyRule.IF_IMPROVED);
                ClassifierTrainer trainer =
                        model.trainer(SmallImages.training(RATE, SmallImages.lesion(1), SmallImages.lesion(2)))) {
            for (int step = 0; step < 3; step++) {
                trainer.step(SmallImages.images(step), new int[] {step});
            }
            return WeightDigest.of(model.module());
        }
    }

    @Test
    void makesNoUpdateIfTheImageLossIsNotANumber() {
        try (MaskNetClassifier model = SmallLineage.maskNet(engine);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE))) {
            model.module()
                    .parameters()
                    .get("s2new.fc_scores_img.bias")
                    .variable()
                    .set(new float[] {0, Float.NaN, 0});
            String before = WeightDigest.of(model.module());

            var e = assertThrows(DivergedException.class, () -> trainer.step(SmallImages.images(2), new int[] {1}));

            assertEquals("the image loss is NaN", e.getMessage());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }
}
