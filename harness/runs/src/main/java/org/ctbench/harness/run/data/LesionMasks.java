package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.ctbench.datasets.lesion.Lesion;
import org.ctbench.datasets.lesion.LesionMask;
import org.ctbench.datasets.lesion.LesionRules;
import org.ctbench.datasets.lesion.LesionTargets;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;

/** The slices of a split with their lesions, in the size of the masks. */
public final class LesionMasks {
    private final RunData data;
    private final String split;
    private final List<Slice> slices;
    private final List<ImageSize> sizes = new ArrayList<>();
    private final Counter counter = new Counter();

    private LesionMasks(RunData data, String split) {
        this.data = data;
        this.split = split;
        this.slices = data.split(split).slices();
    }

    /** Is told of the lesions of each slice. */
    @FunctionalInterface
    interface Each {
        void add(int index, LesionTargets targets);
    }

    /**
     * Reads all masks of a split, so that a damaged one is found before anything is computed.
     *
     * @throws UserException if a slice has no mask, or a mask is damaged or no label map, or no mask holds a lesion
     */
    public static LesionMasks read(RunData data, String split, LongConsumer tracker) throws IOException {
        return read(data, split, tracker, (index, targets) -> {});
    }

    static LesionMasks read(RunData data, String split, LongConsumer tracker, Each each) throws IOException {
        data.requireMasks(split);
        LesionMasks masks = new LesionMasks(data, split);
        TreeSet<Integer> labels = new TreeSet<>();
        for (int i = 0; i < masks.size(); i++) {
            LesionMask mask = masks.mask(i);
            labels.addAll(mask.labels());
            LesionTargets targets = mask.targets(LesionRules.PAPER);
            masks.sizes.add(new ImageSize(mask.height(), mask.width()));
            masks.counter.add(targets.lesions().size(), targets);
            each.add(i, targets);
            tracker.accept(1);
        }
        if (masks.counter.lesions == 0) {
            throw new UserException(
                    "no mask of " + split + " holds a lesion of more than 100 pixels; labels that occur: " + labels,
                    data.mask(split, masks.slice(0)).name(),
                    "give masks with the labels 0 background, 1 lung, 2 ground-glass and 3 consolidation");
        }
        return masks;
    }

    /** Counts lesions slice by slice. */
    static final class Counter {
        private long slices;
        private long negative;
        private long lesions;
        private long lost;
        private long vanished;

        /** @param left lesions that are left of the slice's */
        void add(int left, LesionTargets targets) {
            slices++;
            lesions += left;
            negative += left == 0 ? 1 : 0;
            lost += targets.planeLost() ? 1 : 0;
            vanished += targets.lesions().size() - left;
        }

        LesionCounts of(String split) {
            return new LesionCounts(split, slices, negative, lesions, lost, vanished);
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

    /** Number of slices. */
    public int size() {
        return slices.size();
    }

    /** A slice. */
    public Slice slice(int index) {
        return slices.get(index);
    }

    /** The size of each slice, by its id and in the order of the split. */
    public Map<String, ImageSize> sizes() {
        Map<String, ImageSize> byId = new LinkedHashMap<>();
        for (int i = 0; i < sizes.size(); i++) {
            byId.put(slice(i).id(), sizes.get(i));
        }
        return byId;
    }

    /** What all slices hold. */
    public LesionCounts counts() {
        return counter.of(split);
    }

    /** The lesions of a slice. */
    public Truth truth(int index) throws IOException {
        LesionMask mask = mask(index);
        return new Truth(new ImageSize(mask.height(), mask.width()), mask.targets(LesionRules.PAPER));
    }

    private LesionMask mask(int index) throws IOException {
        return LesionMask.read(data.mask(split, slices.get(index)));
    }
}
