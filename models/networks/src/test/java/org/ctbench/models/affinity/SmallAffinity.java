package org.ctbench.models.affinity;

import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.DetectorOptions.Sampling;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.reference.SmallImages;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;

/** Affinity models that are small enough to train in a test, and images for them. */
final class SmallAffinity {
    private SmallAffinity() {}

    /** What tests vary. */
    record Choice(RoiPadding padding, int proposals, SieveMode sieve, CopyRule copy, boolean reduceTrainable) {
        static Choice standard() {
            return new Choice(RoiPadding.RANDOM_SEEDED, 20, SieveMode.SHARED3, CopyRule.EVERY_ITERATION, false);
        }

        /** With fewer proposals than places. */
        Choice padded(RoiPadding other) {
            return new Choice(other, 5, sieve, copy, reduceTrainable);
        }

        Choice copied(CopyRule other) {
            return new Choice(padding, proposals, sieve, other, reduceTrainable);
        }

        Choice sieved(SieveMode other) {
            return new Choice(padding, proposals, other, copy, reduceTrainable);
        }

        Choice withTrainableReduction() {
            return new Choice(padding, proposals, sieve, copy, true);
        }
    }

    static AffinityOptions options(Choice choice) {
        DetectorOptions standard = DetectorOptions.affinity();
        DetectorOptions detector = new DetectorOptions(
                standard.anchorSizes(),
                standard.anchorRatios(),
                40,
                choice.proposals(),
                0.75f,
                new Sampling(0.7f, 0.3f, 48, 0.75),
                new Sampling(0.5f, 0.4f, 16, 0.5),
                0.5f,
                5);
        return new AffinityOptions(
                4,
                Depth.RESNET18,
                8,
                8,
                8,
                0.25f,
                choice.padding(),
                3,
                choice.sieve(),
                choice.copy(),
                choice.reduceTrainable(),
                BatchNormModes.released(),
                AffinityInit.NORMAL,
                FpnInit.TORCH_DEFAULT,
                detector);
    }

    static AffinityClassifier model(Engine engine, Choice choice) {
        AffinityOptions options = options(choice);
        AffinityClassifier model = new AffinityClassifier(
                options, new ModelSpec(new ModelForm(3, SmallImages.SIDE, SmallImages.SIDE), 1, engine, options));
        Drawn.fillDetector(model.module());
        return model;
    }
}
