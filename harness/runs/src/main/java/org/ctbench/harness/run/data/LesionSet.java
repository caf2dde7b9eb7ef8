package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.lesion.Lesion;
import org.ctbench.datasets.lesion.LesionMask;
import org.ctbench.datasets.lesion.LesionRules;
import org.ctbench.datasets.lesion.LesionTargets;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;

/**
 * The slices of a split with their lesions, in the size in which a model sees them. One slice is read ahead in a thread of its
 * own if it is announced. Otherwise not safe for use by several threads.
 */
public final class LesionSet implements LesionImages, AutoCloseable {
    private final RunData data;
    private final String split;
    private final PreparedImages images;
    private final List<Slice> slices;
    private final ResizedLesions.Cache kept = new ResizedLesions.Cache();
    private final Counter seen = new Counter();
    private final Counter published = new Counter();
    private final Waiting waiting;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "lesion slices");
        t.setDaemon(true);
        return t;
    });
    private int expected = -1;
    private Future<LesionImage> ahead;

    private LesionSet(RunData data, String split, PreparedImages images, Waiting waiting) {
        this.data = data;
        this.waiting = waiting;
        this.split = split;
        this.images = images;
        this.slices = data.split(split).slices();
    }

    /**
     * Reads all masks of a split, so that a damaged one is found before anything is trained.
     *
     * @param waiting is told how long readers wait for a slice
     * @throws UserException if a slice has no mask, or a mask is damaged or no label map, or no mask holds a lesion
     */
    static LesionSet read(RunData data, String split, PreparedImages images, Waiting waiting, LongConsumer tracker)
            throws IOException {
        data.requireMasks(split);
        LesionSet set = new LesionSet(data, split, images, waiting);
        TreeSet<Integer> labels = new TreeSet<>();
        for (int i = 0; i < set.size(); i++) {
            LesionMask mask = set.mask(i);
            labels.addAll(mask.labels());
            LesionTargets targets = mask.targets(LesionRules.PAPER);
            ResizedLesions resized = ResizedLesions.of(targets, images.size());
            set.kept.put(i, resized);
            set.published.add(targets.lesions().size(), targets);
            set.seen.add(resized.masks().size(), targets);
            tracker.accept(1);
        }
        if (set.published.lesions == 0) {
            throw new UserException(
                    "no mask of " + split + " holds a lesion of more than 100 pixels; labels that occur: " + labels,
                    data.mask(split, set.slice(0)).name(),
                    "give masks with the labels 0 background, 1 lung, 2 ground-glass and 3 consolidation");
        }
        return set;
    }

    /** Counts lesions slice by slice. */
    private static final class Counter {
        private long negative;
        private long lesions;
        private long lost;
        private long vanished;

        void add(int left, LesionTargets targets) {
            lesions += left;
            negative += left == 0 ? 1 : 0;
            lost += targets.planeLost() ? 1 : 0;
            vanished += targets.lesions().size() - left;
        }
    }

    /**
     * What the mask of a slice says.
     *
     * @param size of the mask
     * @param targets lesions in the size of the mask
     */
    public record Truth(ImageSize size, LesionTargets targets) {
        /** Mask of each lesion in the size of the mask. */
        public List<BinaryMask> masks() {
            List<BinaryMask> masks = new ArrayList<>();
            for (Lesion lesion : targets.lesions()) {
                int width = size.width();
                masks.add(BinaryMask.of(size.height(), width, p -> lesion.contains(p % width, p / width)));
            }
            return masks;
        }
    }

    @Override
    public int size() {
        return slices.size();
    }

    /** A slice. */
    public Slice slice(int index) {
        return slices.get(index);
    }

    /** What all slices hold in the size in which the model sees them. */
    public LesionCounts counts() {
        return counts(seen);
    }

    /** What all slices hold in the size of their masks. */
    public LesionCounts publishedCounts() {
        return counts(published);
    }

    private LesionCounts counts(Counter c) {
        return new LesionCounts(split, size(), c.negative, c.lesions, c.lost, c.vanished);
    }

    /** The lesions of a slice as its mask has them. */
    public Truth truth(int index) throws IOException {
        LesionMask mask = mask(index);
        return new Truth(new ImageSize(mask.height(), mask.width()), mask.targets(LesionRules.PAPER));
    }

    private LesionMask mask(int index) throws IOException {
        return LesionMask.read(data.mask(split, slices.get(index)));
    }

    /** A slice as it was published. */
    public CtImage original(int index) throws IOException {
        return data.decoded(slices.get(index));
    }

    /** The image of a slice as the model sees it. */
    public Images image(int index) throws IOException {
        return images.image(slices.get(index));
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
            lesions = ResizedLesions.of(truth(index).targets(), images.size());
            kept.put(index, lesions);
        }
        return new LesionImage(image(index), lesions.boxes(), lesions.masks());
    }
}
