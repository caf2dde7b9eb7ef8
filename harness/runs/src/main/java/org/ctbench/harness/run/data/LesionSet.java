package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.ctbench.datasets.CtImage;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;

/**
 * The slices of a split with their lesions, in the size in which a model sees them. One slice is read ahead in a thread of its
 * own if it is announced. Otherwise not safe for use by several threads.
 */
public final class LesionSet implements LesionImages, AutoCloseable {
    private final RunData data;
    private final PreparedImages images;
    private final LesionMasks masks;
    private final ResizedLesions.Cache kept;
    private final LesionCounts counts;
    private final Waiting waiting;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "lesion slices");
        t.setDaemon(true);
        return t;
    });
    private int expected = -1;
    private Future<LesionImage> ahead;

    private LesionSet(
            RunData data,
            PreparedImages images,
            LesionMasks masks,
            ResizedLesions.Cache kept,
            LesionCounts counts,
            Waiting waiting) {
        this.data = data;
        this.images = images;
        this.masks = masks;
        this.kept = kept;
        this.counts = counts;
        this.waiting = waiting;
    }

    /**
     * Reads all masks of a split, so that a damaged one is found before anything is trained.
     *
     * @param waiting is told how long readers wait for a slice
     * @throws org.ctbench.splits.documents.UserException as {@link LesionMasks#read} does
     */
    static LesionSet read(RunData data, String split, PreparedImages images, Waiting waiting, LongConsumer tracker)
            throws IOException {
        ResizedLesions.Cache kept = new ResizedLesions.Cache();
        LesionMasks.Counter seen = new LesionMasks.Counter();
        LesionMasks masks = LesionMasks.read(data, split, tracker, (index, targets) -> {
            ResizedLesions resized = ResizedLesions.of(targets, images.size());
            kept.put(index, resized);
            seen.add(resized.masks().size(), targets);
        });
        return new LesionSet(data, images, masks, kept, seen.of(split), waiting);
    }

    /** The lesions in the size of the masks. */
    public LesionMasks masks() {
        return masks;
    }

    @Override
    public int size() {
        return masks.size();
    }

    /** What all slices hold in the size in which the model sees them. */
    public LesionCounts counts() {
        return counts;
    }

    /** A slice as it was published. */
    public CtImage original(int index) throws IOException {
        return data.decoded(masks.slice(index));
    }

    /** The image of a slice as the model sees it. */
    public Images image(int index) throws IOException {
        return images.image(masks.slice(index));
    }

    @Override
    public void expect(int index) {
        if (ahead == null) {
            expected = index;
            ahead = thread.submit(() -> load(index));
        }
    }

    @Override
    public LesionImage get(int index) throws IOException {
        long from = System.nanoTime();
        try {
            if (ahead == null) {
                return load(index);
            }
            Future<LesionImage> next = ahead;
            ahead = null;
            LesionImage image = BatchReader.await(next);
            return expected == index ? image : load(index);
        } finally {
            waiting.since(from);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private LesionImage load(int index) throws IOException {
        ResizedLesions lesions = kept.get(index);
        if (lesions == null) {
            lesions = ResizedLesions.of(masks.truth(index).targets(), images.size());
            kept.put(index, lesions);
        }
        return new LesionImage(image(index), lesions.boxes(), lesions.masks());
    }
}
