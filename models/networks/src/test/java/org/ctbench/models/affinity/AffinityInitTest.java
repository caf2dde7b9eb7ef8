package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Test;

class AffinityInitTest {
    @Test
    void theReleasedStartHasWeightsOfBothSignsAndTheOtherHasTheirAbsoluteValues() {
        float[] normal = matrix(AffinityInit.NORMAL);
        float[] half = matrix(AffinityInit.HALF_NORMAL);

        int negative = 0;
        for (int i = 0; i < normal.length; i++) {
            negative += normal[i] < 0 ? 1 : 0;
            assertEquals(Math.abs(normal[i]), half[i]);
        }
        assertTrue(negative > 10 && negative < normal.length - 10, negative + " of " + normal.length);
    }

    private static float[] matrix(AffinityInit init) {
        AffinityOptions o = AffinityOptions.standard(8);
        AffinityOptions options = new AffinityOptions(
                o.affinities(),
                o.backbone(),
                8,
                o.hidden(),
                o.regions(),
                o.regionNms(),
                o.roiPad(),
                o.refinements(),
                o.sieve(),
                o.copy(),
                o.convReduceTrainable(),
                o.batchNorm(),
                init,
                o.fpnInit(),
                o.detector());
        try (Engine engine = ExactEngine.open(1);
                AffinityLayer layer = new AffinityLayer(options, 28)) {
            layer.allocate(engine, 3);
            return layer.parameters().get("batch_to_feat_mat").variable().toArray();
        }
    }
}
