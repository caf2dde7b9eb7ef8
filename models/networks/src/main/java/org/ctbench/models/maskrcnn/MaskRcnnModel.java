package org.ctbench.models.maskrcnn;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.Resumable;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationTrainer;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.train.Adam;
import org.ctbench.models.weights.WeightFile;

/** Mask R-CNN as the protocol trains it: one image per step. */
final class MaskRcnnModel implements SegmentationModel {
    private final Engine engine;
    private final MaskRcnnNetwork net;

    MaskRcnnModel(Engine engine, long seed, MaskRcnnOptions options) {
        this.engine = engine;
        net = new MaskRcnnNetwork(options);
        net.allocate(engine, seed);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public Module module() {
        return net;
    }

    @Override
    public Detections segment(Images image, float score) {
        net.eval();
        return net.detector().segment(image, score);
    }

    @Override
    public void startFrom(WeightFile weights) {
        DetectorWeights.take(
                weights, net.backbone(), net.detector().rpn(), net.detector().heads());
    }

    /** Takes those of other programs too, in the names of any torchvision. */
    @Override
    public void load(WeightFile weights) throws IOException {
        TorchvisionNames.published(weights, MaskRcnnNetwork.UP).into(net);
    }

    @Override
    public SegmentationTrainer trainer(TrainingOptions options) {
        return new Steps(Adam.over(engine, net.parameters(), options.adam()), options.seed());
    }

    @Override
    public void close() {
        net.close();
    }

    private final class Steps implements SegmentationTrainer {
        private final Adam adam;
        private final long seed;
        private long step;

        Steps(Adam adam, long seed) {
            this.adam = adam;
            this.seed = seed;
        }

        @Override
        @SuppressWarnings("try") // the scope is opened for its end
        public Optional<StepLosses> step(LesionImage image) {
            step++;
            if (image.negative()) {
                return Optional.empty();
            }
            net.train();
            adam.clearGradients();
            try (Scope scope = engine.scope()) {
                Detector.Losses losses = net.detector()
                        .losses(
                                image,
                                Detector.Draws.of(what -> RandomPermutations.named(seed, what + " of step " + step)));
                StepLosses values = new StepLosses(losses.values());
                engine.backward(losses.total());
                adam.step();
                return Optional.of(values);
            }
        }

        @Override
        public Map<String, Long> state() {
            return Map.of("step", step);
        }

        @Override
        public void restore(Map<String, Long> state) {
            Resumable.requireNames(state, state());
            step = state.get("step");
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
}
