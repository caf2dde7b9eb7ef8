package org.ctbench.harness.run.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.random.SeededRandom;

/**
 * A slice with the index of its class among those that a network tells apart.
 *
 * @param slice the slice
 * @param label index of its class, from 0
 */
public record LabelledSlice(Slice slice, int label) {
    /**
     * The slices of a split with their labels, in the split's order.
     *
     * @param classes the classes in the order of the network's outputs
     * @throws UserException if a slice has no class or one that is not among {@code classes}
     */
    public static List<LabelledSlice> of(Split split, List<String> classes) {
        return split.slices().stream().map(s -> of(split, s, classes)).toList();
    }

    /** The same slices in the same order with their labels permuted, each permutation equally likely; the seed decides. */
    public static List<LabelledSlice> permuted(List<LabelledSlice> slices, long seed) {
        List<Integer> labels =
                new ArrayList<>(slices.stream().map(LabelledSlice::label).toList());
        SeededRandom.of(seed, "labels of a negative control").shuffle(labels);
        return IntStream.range(0, slices.size())
                .mapToObj(i -> new LabelledSlice(slices.get(i).slice(), labels.get(i)))
                .toList();
    }

    private static LabelledSlice of(Split split, Slice slice, List<String> classes) {
        int label = slice.className().map(classes::indexOf).orElse(-1);
        if (label < 0) {
            throw new UserException(
                    slice.id() + " has class "
                            + slice.className().orElse("unknown")
                            + ", the plan distinguishes "
                            + classes,
                    "split " + split.id(),
                    "use a split of the plan's classes, or name its classes in the plan");
        }
        return new LabelledSlice(slice, label);
    }
}
