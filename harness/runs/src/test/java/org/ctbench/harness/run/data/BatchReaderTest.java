package org.ctbench.harness.run.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
    @Test
    void handsOutEverySliceOnceInOrderWithItsPixelsAndLabel() throws IOException {
        List<LabelledSlice> slices = slices(7);
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();

        try (BatchReader reader = new BatchReader(new NumberedImages(), 3, new Waiting())) {
            reader.forEach(slices, batch -> {
                sizes.add(batch.slices().size());
                int length = batch.images().values().length / batch.slices().size();
                for (int i = 0; i < batch.slices().size(); i++) {
                    String id = batch.slices().get(i).slice().id();
                    seen.add(id);
                    assertEquals(NumberedImages.value(id), batch.images().values()[i * length], id);
                    assertEquals(NumberedImages.value(id), batch.images().values()[(i + 1) * length - 1], id);
                    assertEquals(batch.slices().get(i).label(), batch.labels()[i]);
                }
            });
        }

        assertEquals(List.of(3, 3, 1), sizes);
        assertEquals(slices.stream().map(s -> s.slice().id()).toList(), seen);
    }

    @Test
    void readsNoFurtherAheadThanItSays() throws IOException {
        NumberedImages images = new NumberedImages();
        AtomicInteger used = new AtomicInteger();

        try (BatchReader reader = new BatchReader(images, 1, new Waiting())) {
            reader.forEach(slices(20), batch -> {
                int ahead = images.read.get() - used.incrementAndGet();
                assertTrue(ahead <= BatchReader.AHEAD, "read " + ahead + " batches ahead");
            });
        }

        assertEquals(20, used.get());
    }

    @Test
    void usesAsManyArraysAsBatchesAreAliveInEveryPass() throws IOException {
        Set<float[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        List<String> names = new ArrayList<>();

        try (BatchReader reader = new BatchReader(new NumberedImages(), 2, new Waiting())) {
            for (int pass = 0; pass < 2; pass++) {
                reader.forEach(slices(10), batch -> {
                    arrays.add(batch.images().values());
                    names.addAll(batch.images().names());
                });
            }
        }

        assertEquals(BatchReader.AHEAD, arrays.size());
        assertEquals(slices(10).stream().map(s -> s.slice().id()).toList(), names.subList(0, 10));
    }

    @Test
    void aReadErrorReachesTheCallerAsItWas() {
        SliceImages broken = new SliceImages() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public void read(Slice slice, float[] target, int offset) throws IOException {
                throw new IOException("truncated: " + slice.id());
            }
        };

        try (BatchReader reader = new BatchReader(broken, 2, new Waiting())) {
            IOException e = assertThrows(IOException.class, () -> reader.forEach(slices(2), batch -> {}));

            assertEquals("truncated: pCT0.jpg", e.getMessage());
        }
    }

    @Test
    void labelsFollowTheOrderOfThePlansClasses() {
        Split split = new Split(
                "phantom-ictcf/test",
                slices(2).stream().map(LabelledSlice::slice).toList());

        List<LabelledSlice> labelled = LabelledSlice.of(split, List.of("Normal", "NCP"));

        assertEquals(List.of(1, 1), labelled.stream().map(LabelledSlice::label).toList());
    }

    @Test
    void aClassThatThePlanDoesNotKnowIsTheUsersMistake() {
        Split split = new Split(
                "phantom-ictcf/test",
                slices(1).stream().map(LabelledSlice::slice).toList());

        UserException e = assertThrows(UserException.class, () -> LabelledSlice.of(split, List.of("Normal", "CP")));

        assertEquals("pCT0.jpg has class NCP, the plan distinguishes [Normal, CP]", e.problem());
        assertEquals("split phantom-ictcf/test", e.where());
    }

    private static List<LabelledSlice> slices(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Slice(
                        "pCT" + i + ".jpg",
                        Optional.of("NCP"),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty()))
                .map(s -> new LabelledSlice(s, 2))
                .toList();
    }

    /** Every pixel of a slice is the number in its name. */
    private static final class NumberedImages implements SliceImages {
        final AtomicInteger read = new AtomicInteger();

        @Override
        public int size() {
            return 2;
        }

        @Override
        public void read(Slice slice, float[] target, int offset) {
            java.util.Arrays.fill(target, offset, offset + 3 * 2 * 2, value(slice.id()));
            read.incrementAndGet();
        }

        static float value(String id) {
            return Float.parseFloat(id.replaceAll("[^0-9]", ""));
        }
    }
}
