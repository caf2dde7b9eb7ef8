package org.ctbench.datasets.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.datasets.CtImage;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;
import org.junit.jupiter.api.Test;

class PhantomSplitsTest {
    @Test
    void theSizesOfTheStandardSpecAreThoseOfTheShippedLocks() {
        Map<String, Integer> locked = new LinkedHashMap<>();
        for (SplitLock lock : Locks.shipped().splits()) {
            if (lock.dataSet().startsWith("phantom-")) {
                locked.put(lock.id(), lock.images());
            }
        }

        assertEquals(9, locked.size());
        assertEquals(locked, PhantomSplits.sizes(PhantomSpec.standard()));
    }

    @Test
    void theSizesFollowTheSpec() {
        PhantomSpec spec = new PhantomSpec(
                1,
                64,
                new PhantomSpec.Covidx(7, 20, 11, 13),
                new PhantomSpec.Lesion(3, 2),
                new PhantomSpec.Ictcf(4, 9));

        Map<String, Integer> sizes = PhantomSplits.sizes(spec);

        assertEquals(41, sizes.get("phantom-covidx/train"));
        assertEquals(21, sizes.get("phantom-covidx/sample"));
        assertEquals(20, sizes.get("phantom-covidx/remainder"));
        assertEquals(11, sizes.get("phantom-covidx/val"));
        assertEquals(13, sizes.get("phantom-covidx/test"));
        assertEquals(15, sizes.get("phantom-lesion/train"));
        assertEquals(10, sizes.get("phantom-lesion/test"));
        assertEquals(8, sizes.get("phantom-ictcf/train"));
        assertEquals(9, sizes.get("phantom-ictcf/test"));
    }

    @Test
    void aSingleSliceIsAlwaysTheSameOneAndShowsSomething() {
        CtImage slice = PhantomSlice.of(64);

        assertEquals(64, slice.width());
        assertEquals(1, slice.channels());
        assertEquals(slice, PhantomSlice.of(64));
        boolean[] grey = new boolean[256];
        for (byte sample : slice.pixels()) {
            grey[sample & 0xff] = true;
        }
        int different = 0;
        for (boolean there : grey) {
            different += there ? 1 : 0;
        }
        assertTrue(different > 50, different + " grey values");
    }
}
