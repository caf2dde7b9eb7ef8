package org.ctbench.models.affinity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Resumable;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.maskrcnn.DetectorWeights;
import org.ctbench.models.maskrcnn.TorchvisionNames;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.twostage.TwoStageModel;
import org.ctbench.models.twostage.TwoStageTrainer;
import org.ctbench.models.weights.WeightFile;

/**
 * The Affinity model as the protocol sees it. Only what the image class needs is computed. If batch statistics are used in
 * evaluation, each image is normalised by its own regions, whatever the batch.
 */
final class AffinityClassifier implements TwoStageModel, Segmenter, AffinitySource {
    private static final String WITHOUT_REGION = "images without region";
    private static final String PADDING = "region padding";
    private static final String PADDED = "images with fewer regions than places";

    private final Engine engine;
    private final AffinityNetwork net;
    private final long seed;
    private final RandomPermutations unrepeatable;
    private final Map<String, Long> events = new LinkedHashMap<>();

    AffinityClassifier(AffinityOptions options, ModelSpec spec) {
        engine = spec.engine();
        seed = spec.seed();
        unrepeatable = RandomPermutations.named(seed, PADDING);
        net = new AffinityNetwork(options, spec.classes());
        net.allocate(engine, seed);
        events.put(WITHOUT_REGION, 0L);
        events.put(PADDED, 0L);
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
    public Detector detector() {
        return net.detector();
    }

    @Override
    public void segmentationMode() {
        net.switchTo(net.options().batchNorm().backboneSegmentation().training());
    }

    @Override
    public void classificationMode() {
        net.eval();
        net.backbone()
                .switchTo(net.options().batchNorm().backboneClassification().training());
        net.affinity().switchTo(net.options().batchNorm().affinityTraining().training());
    }

    @Override
    public CopyRule copyRule() {
        return net.options().copy();
    }

    @Override
    public void copyBranch() {
        net.heads().copyBranch();
    }

    @Override
    public int classes() {
        return net.head().classes();
    }

    @Override
    public void evaluationMode() {
        net.eval();
        net.affinity().switchTo(net.options().batchNorm().affinityEvaluation().evaluation());
    }

    @Override
    public Tensor logits(Images images) {
        Tensor maps = net.backbone().forward(images.on(engine));
        List<Tensor> rows = new ArrayList<>(images.count());
        if (net.affinity().mode() == Mode.BATCH) {
            for (int i = 0; i < images.count(); i++) {
                Tensor map = images.count() == 1 ? maps : engine.rows(maps, i);
                rows.addAll(logits(map, images, List.of(images.names().get(i)))); // each image is its own batch
            }
        } else {
            rows.addAll(logits(maps, images, images.names()));
        }
        return rows.size() == 1 ? rows.get(0) : engine.concat(rows);
    }

    private List<Tensor> logits(Tensor maps, Images images, List<String> names) {
        ImageSize size = new ImageSize(images.height(), images.width());
        List<Boxes> regions = new ArrayList<>();
        List<int[]> slots = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Tensor map = names.size() == 1 ? maps : engine.rows(maps, i);
            Boxes found = regions(net.rank(map, size), size);
            regions.add(found);
            slots.add(slots(found, names.get(i)));
        }
        return net.representations(maps, ChosenRegions.of(regions, slots)).stream()
                .map(net::logits)
                .toList();
    }

    private int[] slots(Boxes regions, String image) {
        AffinityOptions options = net.options();
        return options.roiPad().slots(regions.size(), options.regions(), padding(image));
    }

    /** The regions, or the whole image if there is none (D-16). */
    private Boxes regions(Selection found, ImageSize image) {
        Boxes boxes = found.boxes();
        if (boxes.size() < net.options().regions()) {
            events.merge(PADDED, 1L, Long::sum);
        }
        if (boxes.size() == 0) {
            events.merge(WITHOUT_REGION, 1L, Long::sum);
            return Boxes.of(0, 0, image.width(), image.height());
        }
        return boxes;
    }

    private Permutations padding(String image) {
        return net.options().roiPad() == RoiPadding.RANDOM
                ? unrepeatable
                : RandomPermutations.named(seed, "region padding of " + image);
    }

    @Override
    public Map<String, Long> events() {
        return new LinkedHashMap<>(events);
    }

    @Override
    public Map<String, Long> state() {
        Map<String, Long> state = events();
        state.put(PADDING, unrepeatable.position());
        return state;
    }

    @Override
    public void restore(Map<String, Long> state) {
        Resumable.requireNames(state, state());
        events.replaceAll((event, count) -> state.get(event));
        unrepeatable.moveTo(state.get(PADDING));
    }

    @Override
    @SuppressWarnings("try") // scopes are opened for their end
    public Detections segment(Images image, float score) {
        evaluationMode();
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            Tensor map = net.backbone().forward(image.on(engine));
            return net.detector().detect(map, new ImageSize(image.height(), image.width()), score);
        }
    }

    @Override
    @SuppressWarnings("try") // scopes are opened for their end
    public AffinityRepresentation affinity(Images image) {
        evaluationMode();
        ImageSize size = new ImageSize(image.height(), image.width());
        try (Engine.NoGrad noGrad = engine.noGrad();
                Scope scope = engine.scope()) {
            Tensor map = net.backbone().forward(image.on(engine));
            Selection found = net.rank(map, size);
            Boxes regions = found.boxes().size() == 0 ? Boxes.of(0, 0, size.width(), size.height()) : found.boxes();
            int[] slots = slots(regions, image.names().get(0));
            Tensor matrix = net.representations(map, ChosenRegions.of(List.of(regions), List.of(slots)))
                    .get(0);
            return new AffinityRepresentation(net.options().affinities(), matrix.toArray(), regions, found.scores());
        }
    }

    @Override
    public void replaceHead(int classes, long newSeed) {
        net.head().replaceLogits(ModelSpec.requireClasses(classes), newSeed);
    }

    /** Takes released weights as well, with their aliases, and those of a detector in a newer torchvision's names. */
    @Override
    public void load(WeightFile weights) throws IOException {
        weights.renamed(TorchvisionNames::published)
                .withoutAliases(net.aliases())
                .into(net);
    }

    /** Takes the residual network of a ResNet, or all of a trained Mask R-CNN, whose branch is copied at once. */
    @Override
    public void startFrom(WeightFile weights) {
        if (DetectorWeights.take(
                weights, net.backbone(), net.detector().rpn(), net.detector().heads())) {
            net.heads().copyBranch();
        }
    }

    @Override
    public ClassifierTrainer trainer(TrainingOptions training) {
        return TwoStageTrainer.begin(this, training);
    }

    @Override
    public void close() {
        net.close();
    }
}
