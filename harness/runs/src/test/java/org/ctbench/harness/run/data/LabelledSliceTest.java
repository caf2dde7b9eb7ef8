package org.ctbench.harness.run.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.ctbench.splits.Slice;
import org.junit.jupiter.api.Test;

class LabelledSliceTest {
    private static final List<LabelledSlice> SLICES = IntStream.range(0, 60)
            .mapToObj(i -> new LabelledSlice(
                    new Slice(
                            "s" + i + ".png",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            Optional.empty()),
                    i % 3))
            .toList();

    @Test
    void permutedLabelsAreTheSameLabelsOfOtherSlices() {
        List<LabelledSlice> permuted = LabelledSlice.permuted(SLICES, 1);

        assertEquals(slices(SLICES), slices(permuted));
        assertNotEquals(labels(SLICES), labels(permuted));
        assertEquals(
                labels(SLICES).stream().sorted().toList(),
                labels(permuted).stream().sorted().toList());
    }

    @Test
    void theSeedAloneDecides() {
        assertEquals(LabelledSlice.permuted(SLICES, 1), LabelledSlice.permuted(SLICES, 1));
        assertNotEquals(LabelledSlice.permuted(SLICES, 1), LabelledSlice.permuted(SLICES, 2));
    }

    private static List<Integer> labels(List<LabelledSlice> slices) {
        return slices.stream().map(LabelledSlice::label).toList();
    }

    private static List<Slice> slices(List<LabelledSlice> slices) {
        return slices.stream().map(LabelledSlice::slice).toList();
    }
}
