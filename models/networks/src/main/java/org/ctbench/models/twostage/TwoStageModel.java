package org.ctbench.models.twostage;

import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.maskrcnn.Detector;

/** A classifier with a segmentation branch from which its classification branch is copied. */
public interface TwoStageModel extends ImageClassifier, LearnsLesions {
    /** The detector with the segmentation branch. */
    Detector detector();

    /** Switches the network to the mode of the segmentation stage. */
    void segmentationMode();

    /** Switches the network to the mode of the classification stage. */
    void classificationMode();

    /** When the classification branch is copied. */
    CopyRule copyRule();

    /** Copies every weight of the segmentation branch that has a twin to the classification branch. */
    void copyBranch();
}
