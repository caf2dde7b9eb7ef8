package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.DatasetStatistics;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.splits.Slice;

/** Slices as the networks see them: from the cache, normalised as the plan says. */
public final class PreparedImages implements SliceImages {
    private final RunData data;
    private final Preprocessing preprocessing;

    private PreparedImages(RunData data, Preprocessing preprocessing) {
        this.data = data;
        this.preprocessing = preprocessing;
    }

    /**
     * Images of one size and normalisation.
     *
     * @param train split whose statistics the normalisation {@code dataset} uses
     * @param tracker is told of every image that is read for them
     */
    static PreparedImages of(RunData data, Preprocessing preprocessing, String train, LongConsumer tracker)
            throws IOException {
        if (preprocessing.norm() != Normalisation.DATASET) {
            return new PreparedImages(data, preprocessing);
        }
        DatasetStatistics.Accumulator statistics = new DatasetStatistics.Accumulator();
        for (Slice slice : data.split(train).slices()) {
            statistics.add(data.resized(slice, preprocessing.size()));
            tracker.accept(1);
        }
        return new PreparedImages(data, preprocessing.with(statistics.result()));
    }

    @Override
    public int size() {
        return preprocessing.size();
    }

    @Override
    public void read(Slice slice, float[] target, int offset) throws IOException {
        preprocessing.normalise(data.resized(slice, preprocessing.size()), target, offset);
    }

    /** A slice in the size that the networks see, not normalised. */
    public CtImage resized(Slice slice) throws IOException {
        return data.resized(slice, preprocessing.size());
    }
}
