package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.DatasetStatistics;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.harness.plan.Alteration;
import org.ctbench.splits.Slice;

/** Slices as the networks see them: from the cache, of a negative control altered, and normalised as the plan says. */
public final class PreparedImages implements SliceImages {
    private final RunData data;
    private final Preprocessing preprocessing;
    private final Optional<Alteration> alteration;

    private PreparedImages(RunData data, Preprocessing preprocessing, Optional<Alteration> alteration) {
        this.data = data;
        this.preprocessing = preprocessing;
        this.alteration = alteration;
    }

    /**
     * Images of one size and normalisation.
     *
     * @param alteration what is taken away from each
     * @param train split whose statistics the normalisation {@code dataset} uses
     * @param tracker is told of every image that is read for them
     */
    static PreparedImages of(
            RunData data,
            Preprocessing preprocessing,
            Optional<Alteration> alteration,
            String train,
            LongConsumer tracker)
            throws IOException {
        PreparedImages images = new PreparedImages(data, preprocessing, alteration);
        if (preprocessing.norm() != Normalisation.DATASET) {
            return images;
        }
        DatasetStatistics.Accumulator statistics = new DatasetStatistics.Accumulator();
        for (Slice slice : data.split(train).slices()) {
            statistics.add(images.resized(slice));
            tracker.accept(1);
        }
        return new PreparedImages(data, preprocessing.with(statistics.result()), alteration);
    }

    @Override
    public int size() {
        return preprocessing.size();
    }

    @Override
    public void read(Slice slice, float[] target, int offset) throws IOException {
        preprocessing.normalise(resized(slice), target, offset);
    }

    /** A slice in the size that the networks see, not normalised. */
    public CtImage resized(Slice slice) throws IOException {
        CtImage whole = data.resized(slice, preprocessing.size());
        return alteration.map(altered -> altered.apply(whole)).orElse(whole);
    }
}
