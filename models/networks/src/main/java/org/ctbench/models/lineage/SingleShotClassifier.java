package org.ctbench.models.lineage;

import org.ctbench.models.classifiers.ClassifierTrainer;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.maskrcnn.Detector;
import org.ctbench.models.maskrcnn.DetectorWeights;
import org.ctbench.models.twostage.CopyRule;
import org.ctbench.models.twostage.TwoStageModel;
import org.ctbench.models.twostage.TwoStageTrainer;
import org.ctbench.models.weights.WeightFile;

/** The Single Shot Model as the protocol sees it. */
final class SingleShotClassifier extends BoxListClassifier<SingleShotNetwork> implements TwoStageModel, Segmenter {
    SingleShotClassifier(SingleShotOptions options, ModelSpec spec) {
        super(new SingleShotNetwork(options, spec.classes()), options, spec);
    }

    @Override
    public Detector detector() {
        return network().detector();
    }

    @Override
    public void segmentationMode() {
        network().train();
    }

    @Override
    public void classificationMode() {
        network().eval();
    }

    @Override
    public CopyRule copyRule() {
        return network().options().copy();
    }

    @Override
    public void copyBranch() {
        network().copyBranch();
    }

    @Override
    public Detections segment(Images image, float score) {
        evaluationMode();
        return detector().segment(image, score);
    }

    /** Takes the residual network of a ResNet, or all of a trained Mask R-CNN, whose box branch is copied at once. */
    @Override
    public void startFrom(WeightFile weights) {
        Detector detector = detector();
        if (DetectorWeights.take(weights, network().backbone(), detector.rpn(), detector.heads())) {
            copyBranch();
        }
    }

    @Override
    public ClassifierTrainer trainer(TrainingOptions options) {
        return TwoStageTrainer.begin(this, options);
    }
}
