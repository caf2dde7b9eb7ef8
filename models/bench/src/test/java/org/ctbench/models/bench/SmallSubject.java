package org.ctbench.models.bench;

import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.affinity.AffinityProvider;
import org.ctbench.models.affinity.SieveMode;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.maskrcnn.DetectorOptions;

/** An Affinity model that is quick to time. */
final class SmallSubject {
    private SmallSubject() {}

    static Subject affinity() {
        return affinity(0.25f);
    }

    /** @param regionNms 0.25 in the released code */
    static Subject affinity(float regionNms) {
        AffinityOptions standard = AffinityOptions.standard(4);
        DetectorOptions detector = standard.detector();
        AffinityOptions options = new AffinityOptions(
                standard.affinities(),
                standard.backbone(),
                8,
                8,
                standard.regions(),
                regionNms,
                standard.roiPad(),
                standard.refinements(),
                SieveMode.SHARED3,
                standard.copy(),
                standard.convReduceTrainable(),
                standard.batchNorm(),
                standard.affinityInit(),
                standard.fpnInit(),
                new DetectorOptions(
                        detector.anchorSizes(),
                        detector.anchorRatios(),
                        40,
                        20,
                        detector.proposalNms(),
                        detector.anchorSampling(),
                        detector.regionSampling(),
                        detector.detectionNms(),
                        5));
        return new Subject(new AffinityProvider(), options, 64);
    }
}
