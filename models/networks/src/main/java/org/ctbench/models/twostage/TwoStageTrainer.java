package org.ctbench.models.twostage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.DivergedException;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Resumable;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.train.Adam;
import org.ctbench.splits.random.SeededRandom;

/**
 * The two stages of a training step, under one optimizer: segmentation on one lesion image drawn with replacement, then
 * classification of the batch. A parameter that a stage does not train takes no part in its Adam step at all (D-47).
 */
public final class TwoStageTrainer implements ClassifierTrainer {
    /** What the lowest loss so far starts from under {@link CopyRule#IF_IMPROVED}. */
    private static final double WORST = 10_000;

    private static final String STEP = "step";
    private static final String LOWEST = "bits of the lowest segmentation loss";

    private final TwoStageModel model;
    private final TrainingOptions options;
    private final Adam adam;
    private long step;
    private double lowest = WORST;

    private TwoStageTrainer(TwoStageModel model, TrainingOptions options) {
        this.model = model;
        this.options = options;
        adam = Adam.over(model.engine(), model.module().parameters(), options.adam());
    }

    /** Begins a training with a fresh optimizer. Without lesion images, the classification stage alone is trained. */
    public static TwoStageTrainer begin(TwoStageModel model, TrainingOptions options) {
        return new TwoStageTrainer(model, options);
    }

    @Override
    public StepLosses step(Images images, int[] labels) {
        step++;
        Map<String, Double> losses = new LinkedHashMap<>();
        if (options.lesions().isPresent()) {
            LesionImage lesions = draw(options.lesions().get());
            if (!lesions.negative()) {
                losses.putAll(segmentNamed(lesions));
            }
        }
        try {
            losses.put(StepLosses.IMAGE, classify(images, labels));
        } catch (DivergedException e) {
            losses.putAll(e.losses());
            throw new DivergedException(e.getMessage(), losses);
        }
        return new StepLosses(losses);
    }

    private Map<String, Double> segmentNamed(LesionImage lesions) {
        try {
            return segment(lesions);
        } catch (DivergedException e) {
            String image = lesions.image().names().get(0);
            throw new DivergedException(e.getMessage() + " on lesion slice " + image, e.losses());
        }
    }

    private LesionImage draw(LesionImages source) {
        try {
            LesionImage drawn = source.get(drawn(source, step));
            source.expect(drawn(source, step + 1));
            return drawn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int drawn(LesionImages source, long ofStep) {
        double uniform = SeededRandom.ofModel(options.seed(), "lesion image of step " + ofStep)
                .nextDouble();
        return (int) (uniform * source.size());
    }

    /**
     * The segmentation stage of a step alone.
     *
     * @return the losses before the update
     * @throws DivergedException if a loss is not finite
     */
    @SuppressWarnings("try") // the scope is opened for its end
    public Map<String, Double> segment(LesionImage image) {
        Engine engine = model.engine();
        model.segmentationMode();
        adam.clearGradients();
        try (Scope scope = engine.scope()) {
            Detector.Losses losses = model.detector().losses(image, draws());
            Map<String, Double> values = losses.values();
            engine.backward(losses.total());
            double total = losses.total().item();
            if (model.copyRule() == CopyRule.IF_IMPROVED && total < lowest) {
                lowest = total;
                model.copyBranch();
            }
            adam.step();
            if (model.copyRule() == CopyRule.EVERY_ITERATION) {
                model.copyBranch();
            }
            return values;
        }
    }

    private Detector.Draws draws() {
        return Detector.Draws.of(
                what -> RandomPermutations.named(options.seed(), "sample of " + what + " of step " + step));
    }

    /**
     * The classification stage of a step alone.
     *
     * @return the image loss before the update
     * @throws DivergedException if it is not finite
     */
    @SuppressWarnings("try") // the scope is opened for its end
    public double classify(Images images, int... labels) {
        Engine engine = model.engine();
        model.classificationMode();
        adam.clearGradients();
        try (Scope scope = engine.scope()) {
            Tensor loss = options.loss().apply(engine, model.logits(images), labels);
            double value = loss.item();
            if (!Double.isFinite(value)) {
                throw new DivergedException("the image loss is " + value, Map.of(StepLosses.IMAGE, value));
            }
            engine.backward(loss);
            adam.step();
            return value;
        }
    }

    @Override
    public Map<String, Long> state() {
        Map<String, Long> state = new LinkedHashMap<>();
        state.put(STEP, step);
        state.put(LOWEST, Double.doubleToRawLongBits(lowest));
        return state;
    }

    @Override
    public void restore(Map<String, Long> state) {
        Resumable.requireNames(state, state());
        step = state.get(STEP);
        lowest = Double.longBitsToDouble(state.get(LOWEST));
    }

    @Override
    public Adam optimizer() {
        return adam;
    }

    @Override
    public void close() {
        adam.close();
    }
}
