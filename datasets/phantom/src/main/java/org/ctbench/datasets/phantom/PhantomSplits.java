package org.ctbench.datasets.phantom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The splits of generated data sets by their sizes, before anything is generated. */
public final class PhantomSplits {
    private PhantomSplits() {}

    /** Slices of each split by its id, data set by data set. */
    public static Map<String, Integer> sizes(PhantomSpec spec) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        PhantomSpec.Covidx covidx = spec.covidx();
        int sample = 3 * covidx.samplePerClass();
        sizes.put(Site.COVIDX.folder() + "/train", sample + covidx.remainder());
        sizes.put(Site.COVIDX.folder() + "/val", covidx.val());
        sizes.put(Site.COVIDX.folder() + "/test", covidx.test());
        sizes.put(Site.COVIDX.folder() + "/sample", sample);
        sizes.put(Site.COVIDX.folder() + "/remainder", covidx.remainder());
        sizes.put(
                Site.LESION.folder() + "/train",
                PhantomPlan.LESION_SLICES * spec.lesion().trainPatients());
        sizes.put(
                Site.LESION.folder() + "/test",
                PhantomPlan.LESION_SLICES * spec.lesion().testPatients());
        sizes.put(Site.ICTCF.folder() + "/train", 2 * spec.ictcf().trainPerClass());
        sizes.put(Site.ICTCF.folder() + "/test", spec.ictcf().test());
        return Collections.unmodifiableMap(sizes);
    }
}
