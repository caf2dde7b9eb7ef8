package org.ctbench.models.maskrcnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.reference.DetectorCase;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.ImageLoss;
import org.ctbench.models.weights.WeightDigest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MaskRcnnModelTest {
    private static final TrainingOptions TRAINING = new TrainingOptions(
            new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 1e-3), ImageLoss.BCE_ONEHOT, Optional.empty(), 1);

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
    void trainsEveryParameter() {
        try (SegmentationModel model = model(Extent.FULL);
                SegmentationTrainer trainer = model.trainer(TRAINING)) {
            StepLosses losses = trainer.step(lesions()).orElseThrow();

            assertEquals(
                    List.of("objectness", "rpn_box", "classifier", "box", "mask"),
                    List.copyOf(losses.byName().keySet()));
            for (String name : trainer.optimizer().names()) {
                assertEquals(1, trainer.optimizer().state(name).orElseThrow().step(), name);
            }
        }
    }

    @Test
    void leavesTheResidualNetworkAsItIsIfHeadsAloneAreTrained() {
        try (SegmentationModel model = model(Extent.HEADS);
                SegmentationTrainer trainer = model.trainer(TRAINING)) {
            Backbone backbone = ((MaskRcnnNetwork) model.module()).backbone();
            String before = WeightDigest.of(backbone.body());
            String pyramid = WeightDigest.of(model.module());

            trainer.step(lesions());

            assertEquals(before, WeightDigest.of(backbone.body()));
            assertFalse(pyramid.equals(WeightDigest.of(model.module())));
        }
    }

    @Test
    void learnsAnImage() {
        try (SegmentationModel model = model(Extent.FULL);
                SegmentationTrainer trainer = model.trainer(TRAINING)) {
            double first = sum(trainer.step(lesions()).orElseThrow());
            double last = first;

            for (int step = 0; step < 15; step++) {
                last = sum(trainer.step(lesions()).orElseThrow());
            }

            assertTrue(last < 0.7 * first, first + " to " + last);
        }
    }

    private static double sum(StepLosses losses) {
        return losses.byName().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void passesOverAnImageWithoutLesion() {
        try (SegmentationModel model = model(Extent.FULL);
                SegmentationTrainer trainer = model.trainer(TRAINING)) {
            String before = WeightDigest.of(model.module());

            Optional<StepLosses> losses = trainer.step(new LesionImage(lesions().image(), Boxes.of(), List.of()));

            assertTrue(losses.isEmpty());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @Test
    void namesALossThatIsNotANumber() {
        LesionImage broken = lesions();
        broken.image().values()[0] = Float.NaN;
        try (SegmentationModel model = model(Extent.FULL);
                SegmentationTrainer trainer = model.trainer(TRAINING)) {
            var e = assertThrows(DivergedException.class, () -> trainer.step(broken));

            assertEquals("the segmentation loss 'objectness' is NaN", e.getMessage());
        }
    }

    @Test
    void findsTheSameAgainAndFewerAboveAHigherScore() {
        try (SegmentationModel model = model(Extent.FULL)) {
            Images image = lesions().image();
            String before = WeightDigest.of(model.module());

            Detections found = model.segment(image, 0.05f);
            Detections again = model.segment(image, 0.05f);

            float middle = found.scores()[2];
            assertTrue(found.size() > 3);
            assertArrayEquals(found.boxes().coordinates(), again.boxes().coordinates());
            assertArrayEquals(found.scores(), again.scores());
            assertArrayEquals(
                    Arrays.copyOf(found.scores(), 2), found.above(middle).scores());
            assertEquals(before, WeightDigest.of(model.module()));
        }
    }

    @Test
    void refusesToHaveFoundNothingInADamagedImage() {
        try (SegmentationModel model = model(Extent.FULL)) {
            Images image = lesions().image();
            Arrays.fill(image.values(), Float.NaN);

            var e = assertThrows(DivergedException.class, () -> model.segment(image, 0.05f));

            assertEquals("the objectness of an anchor is NaN", e.getMessage());
        }
    }

    @Test
    void refusesToHaveFoundNothingByDamagedWeights() {
        try (SegmentationModel model = model(Extent.FULL)) {
            model.module()
                    .parameters()
                    .get("roi_heads.box_predictor.cls_score.bias")
                    .variable()
                    .set(new float[] {0, Float.NaN});

            var e = assertThrows(
                    DivergedException.class, () -> model.segment(lesions().image(), 0.05f));

            assertEquals("the score of a region is NaN", e.getMessage());
        }
    }

    private static SegmentationModel model(Extent extent) {
        DetectorCase small = DetectorCase.load("maskrcnn/small");
        MaskRcnnOptions options =
                new MaskRcnnOptions(small.depth(), 16, 16, 16, extent, FpnInit.TORCH_DEFAULT, small.detector());
        MaskRcnnModel model = new MaskRcnnModel(engine, 1, options);
        Drawn.fillDetector(model.module());
        return model;
    }

    private static LesionImage lesions() {
        return DetectorCase.load("maskrcnn/small").lesionImage("images");
    }
}
