package org.ctbench.models.affinity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.RegionClassifier;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Selection;
import org.ctbench.models.layers.Mode;
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
final class AffinityClassifier extends RegionClassifier<AffinityNetwork>
        implements TwoStageModel, Segmenter, AffinitySource {
    AffinityClassifier(AffinityOptions options, ModelSpec spec) {
        super(new AffinityNetwork(options, spec.classes()), spec, options.regions(), options.roiPad());
    }

    @Override
    public Detector detector() {
        return network().detector();
    }

    @Override
    public void segmentationMode() {
        network()
                .switchTo(network().options().batchNorm().backboneSegmentation().training());
    }

    @Override
    public void classificationMode() {
        network().eval();
        network()
                .backbone()
                .switchTo(
                        network().options().batchNorm().backboneClassification().training());
        network()
                .affinity()
                .switchTo(network().options().batchNorm().affinityTraining().training());
    }

    @Override
    public CopyRule copyRule() {
        return network().options().copy();
    }

    @Override
    public void copyBranch() {
        network().heads().copyBranch();
    }

    @Override
    public int classes() {
        return network().head().classes();
    }

    @Override
    public void evaluationMode() {
        network().eval();
        network()
                .affinity()
                .switchTo(network().options().batchNorm().affinityEvaluation().evaluation());
    }

    @Override
    public Tensor logits(Images images) {
        Tensor maps = network().backbone().forward(images.on(engine()));
        List<Tensor> rows = new ArrayList<>(images.count());
        if (network().affinity().mode() == Mode.BATCH) {
            for (int i = 0; i < images.count(); i++) {
                Tensor map = images.count() == 1 ? maps : engine().rows(maps, i);
                rows.addAll(logits(map, images, List.of(images.names().get(i)))); // each image is its own batch
            }
        } else {
            rows.addAll(logits(maps, images, images.names()));
        }
        return rows.size() == 1 ? rows.get(0) : engine().concat(rows);
    }

    private List<Tensor> logits(Tensor maps, Images images, List<String> names) {
        ImageSize size = new ImageSize(images.height(), images.width());
        List<Boxes> regions = new ArrayList<>();
        List<int[]> slots = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Tensor map = names.size() == 1 ? maps : engine().rows(maps, i);
            Boxes found = regions(network().rank(map, size).boxes(), size);
            regions.add(found);
            slots.add(slots(found, names.get(i)));
        }
        return network().representations(maps, ChosenRegions.of(regions, slots)).stream()
                .map(network()::logits)
                .toList();
    }

    private int[] slots(Boxes regions, String image) {
        AffinityOptions options = network().options();
        return options.roiPad().slots(regions.size(), options.regions(), padding(image));
    }

    @Override
    public Detections segment(Images image, float score) {
        evaluationMode();
        return detector().segment(image, score);
    }

    @Override
    @SuppressWarnings("try") // scopes are opened for their end
    public AffinityRepresentation affinity(Images image) {
        evaluationMode();
        ImageSize size = new ImageSize(image.height(), image.width());
        try (Engine.NoGrad noGrad = engine().noGrad();
                Scope scope = engine().scope()) {
            Tensor map = network().backbone().forward(image.on(engine()));
            Selection found = network().rank(map, size);
            Boxes regions = found.boxes().size() == 0 ? Boxes.of(0, 0, size.width(), size.height()) : found.boxes();
            int[] slots = slots(regions, image.names().get(0));
            Tensor matrix = network()
                    .representations(map, ChosenRegions.of(List.of(regions), List.of(slots)))
                    .get(0);
            return new AffinityRepresentation(
                    network().options().affinities(), matrix.toArray(), regions, found.scores());
        }
    }

    @Override
    public void replaceHead(int classes, long newSeed) {
        network().head().replaceLogits(ModelSpec.requireClasses(classes), newSeed);
    }

    /** Takes released weights as well, with their aliases, and those of a detector in a newer torchvision's names. */
    @Override
    public void load(WeightFile weights) throws IOException {
        TorchvisionNames.published(weights, RoiHeads.UP)
                .withoutAliases(network().aliases())
                .into(network());
    }

    /** Takes the residual network of a ResNet, or all of a trained Mask R-CNN, whose branch is copied at once. */
    @Override
    public void startFrom(WeightFile weights) {
        if (DetectorWeights.take(
                weights,
                network().backbone(),
                network().detector().rpn(),
                network().detector().heads())) {
            network().heads().copyBranch();
        }
    }

    @Override
    public ClassifierTrainer trainer(TrainingOptions training) {
        return TwoStageTrainer.begin(this, training);
    }
}
