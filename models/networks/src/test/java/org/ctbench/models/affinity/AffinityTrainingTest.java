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
import java.util.Set;
import java.util.TreeSet;
import org.ctbench.models.affinity.SmallAffinity.Choice;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.models.weights.WeightDigest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
class AffinityTrainingTest {
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
    void namesSixLossesInTheirOrder() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.lesion(1)))) {
            StepLosses losses = trainer.step(SmallImages.images(2), new int[] {1});

            assertEquals(
                    List.of("objectness", "rpn_box", "classifier", "box", "mask", "image"),
                    List.copyOf(losses.byName().keySet()));
        }
    }

    @Test
    void repeatsATrainingBitForBit() {
        assertEquals(digestAfterThreeSteps(), digestAfterThreeSteps());
    }

    private static String digestAfterThreeSteps() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer =
                        model.trainer(SmallImages.training(RATE, SmallImages.lesion(1), SmallImages.lesion(2)))) {
            for (int step = 0; step < 3; step++) {
                trainer.step(SmallImages.images(step), new int[] {step});
            }
            return WeightDigest.of(model.module());
        }
    }

    @ParameterizedTest
    @EnumSource(CopyRule.class)
    void goesOnFromAFileBitForBit(CopyRule copy) throws IOException {
        Choice choice = Choice.standard().copied(copy).padded(RoiPadding.RANDOM);
        byte[] whole;
        byte[] half;
        Map<String, Long> modelState;
        Map<String, Long> trainerState;
        try (AffinityClassifier model = SmallAffinity.model(engine, choice);
                ClassifierTrainer trainer = model.trainer(twoLesions())) {
            steps(trainer, 0, 2);
            half = file(model, trainer);
            modelState = model.state();
            trainerState = trainer.state();
            steps(trainer, 2, 5);
            whole = file(model, trainer);
        }

        byte[] resumed;
        try (AffinityClassifier model = SmallAffinity.model(engine, choice);
                ClassifierTrainer trainer = model.trainer(twoLesions())) {
            TrainingFile.read(new ByteArrayInputStream(half)).into(model.module(), trainer.optimizer());
            model.restore(modelState);
            trainer.restore(trainerState);
            steps(trainer, 2, 5);
            resumed = file(model, trainer);
        }

        assertArrayEquals(whole, resumed);
    }

    private static TrainingOptions twoLesions() {
        return SmallImages.training(RATE, SmallImages.lesion(1), SmallImages.lesion(2));
    }

    private static void steps(ClassifierTrainer trainer, int from, int to) {
        for (int step = from; step < to; step++) {
            trainer.step(SmallImages.images(step), new int[] {step % 3});
        }
    }

    private static byte[] file(AffinityClassifier model, ClassifierTrainer trainer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TrainingFile.write(model.module(), trainer.optimizer(), Map.of(), bytes);
        return bytes.toByteArray();
    }

    @Test
    void trainsWhatClassifiesAloneIfTheDrawnImageHasNoLesion() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.negative(1)))) {
            Map<String, float[]> before = AffinityCase.values(model.module());

            StepLosses losses = trainer.step(SmallImages.images(2), new int[] {1});

            assertEquals(Set.of("image"), losses.byName().keySet());
            assertEquals(Set.of("affinity_layer", "backbone", "s2new"), changedParts(model, before));
            assertFalse(changed(model, before, "backbone.body.bn1.running_mean"));
            assertTrue(changed(model, before, "backbone.body.bn1.weight"));
            assertTrue(changed(model, before, "affinity_layer.bn3.running_mean"));
            assertTrue(trainer.optimizer().state("rpn.head.conv.weight").isEmpty());
        }
    }

    @Test
    void trainsTheClassificationStageAloneWithoutLesionImages() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE))) {
            Map<String, float[]> before = AffinityCase.values(model.module());

            trainer.step(SmallImages.images(2), new int[] {1});

            assertEquals(Set.of("affinity_layer", "backbone", "s2new"), changedParts(model, before));
        }
    }

    @Test
    void updatesTheBackboneTwiceAndEveryOtherTrainedPartOnce() {
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.lesion(1)))) {
            trainer.step(SmallImages.images(2), new int[] {1});

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
    void trainsTheConvolutionWithoutTwinIfAsked() {
        Choice choice = Choice.standard().withTrainableReduction();
        try (AffinityClassifier model = SmallAffinity.model(engine, choice);
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE))) {
            Map<String, float[]> before = AffinityCase.values(model.module());

            trainer.step(SmallImages.images(2), new int[] {1});

            assertTrue(changed(model, before, "roi_heads.mask_predictor_s2.conv_reduce.weight"));
            assertFalse(changed(model, before, "roi_heads.mask_predictor_s2.conv_mask.weight"));
            assertFalse(changed(model, before, "roi_heads.mask_head_s2.mask_fcn1.weight"));
        }
    }

    @Test
    void copiesBeforeAStepOnlyIfItsLossIsTheLowestSoFar() {
        Choice choice = Choice.standard().copied(CopyRule.IF_IMPROVED);
        try (AffinityClassifier model = SmallAffinity.model(engine, choice);
                ClassifierTrainer trainer =
                        model.trainer(SmallImages.training(1e-2, SmallImages.lesion(1), SmallImages.lesion(2)))) {
            double lowest = 10_000;
            int copies = 0;
            for (int step = 0; step < 8; step++) {
                Map<String, float[]> before = AffinityCase.values(model.module());

                double loss = segmentation(trainer.step(SmallImages.images(3), new int[] {1}));

                Map<String, float[]> after = AffinityCase.values(model.module());
                boolean copied = loss < lowest;
                lowest = Math.min(lowest, loss);
                copies += copied ? 1 : 0;
                RoiHeads.twins().forEach((from, to) -> {
                    float[] expected = before.get("roi_heads." + (copied ? from : to));
                    assertArrayEquals(expected, after.get("roi_heads." + to), to);
                });
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
    void namesTheSegmentationLossThatIsNotANumberAndMakesNoUpdate() {
        LesionImage broken = SmallImages.lesion(1);
        broken.image().values()[100] = Float.NaN;
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, broken))) {
            float[] before = AffinityCase.values(model.module()).get("rpn.head.conv.weight");

            var e = assertThrows(DivergedException.class, () -> trainer.step(SmallImages.images(2), new int[] {1}));

            assertEquals("the segmentation loss 'objectness' is NaN on lesion slice image 1", e.getMessage());
            assertArrayEquals(before, AffinityCase.values(model.module()).get("rpn.head.conv.weight"));
        }
    }

    @Test
    void namesTheImageLossIfItIsNotANumber() {
        Images broken = SmallImages.images(2);
        broken.values()[100] = Float.NaN;
        try (AffinityClassifier model = SmallAffinity.model(engine, Choice.standard());
                ClassifierTrainer trainer = model.trainer(SmallImages.training(RATE, SmallImages.lesion(1)))) {
            var e = assertThrows(DivergedException.class, () -> trainer.step(broken, new int[] {1}));

            assertEquals("the image loss is NaN", e.getMessage());
            assertEquals(6, e.losses().size());
        }
    }

    private static boolean changed(AffinityClassifier model, Map<String, float[]> before, String name) {
        return !Arrays.equals(
                before.get(name), AffinityCase.values(model.module()).get(name));
    }

    private static Set<String> changedParts(AffinityClassifier model, Map<String, float[]> before) {
        Set<String> parts = new TreeSet<>();
        AffinityCase.values(model.module()).forEach((name, values) -> {
            if (!Arrays.equals(before.get(name), values)) {
                parts.add(name.substring(0, name.indexOf('.')));
            }
        });
        return parts;
    }
}
