package org.ctbench.harness.coco;

import java.util.BitSet;
import java.util.List;
import org.ctbench.models.detection.BinaryMask;

/**
 * A mask as COCO writes it: lengths of runs of pixels, outside and inside the mask by turns, the first outside, column by column
 * from the top left. They are kept in COCO's compressed form, which is unique: no run but the first is empty. Immutable.
 */
public final class RunLengths {
    private static final int BITS = 5; // of a character
    private static final int MORE = 1 << BITS;
    private static final int SIGN = 1 << BITS - 1;
    private static final int FIRST_CHARACTER = 48;
    private static final int MOST_CHARACTERS = 7; // of a run of 32 bits

    private final int height;
    private final int width;
    private final String counts;

    private RunLengths(int height, int width, String counts) {
        this.height = height;
        this.width = width;
        this.counts = counts;
    }

    /** The runs of a mask. */
    public static RunLengths of(BinaryMask mask) {
        int height = mask.height();
        int width = mask.width();
        BitSet columns = new BitSet(height * width);
        mask.forEach(pixel -> columns.set(pixel % width * height + pixel / width));
        return of(height, width, columns);
    }

    /** @param columns the pixels of the mask, by their column-major index */
    private static RunLengths of(int height, int width, BitSet columns) {
        Writer writer = new Writer();
        int pixels = height * width;
        for (int from = 0; from < pixels; ) {
            int start = columns.nextSetBit(from);
            int inside = start < 0 ? pixels : start;
            writer.add(inside - from);
            int outside = columns.nextClearBit(inside);
            from = Math.min(outside, pixels);
            if (from > inside) {
                writer.add(from - inside);
            }
        }
        return new RunLengths(height, width, writer.text.toString());
    }

    /**
     * Of lengths as a list.
     *
     * @throws IllegalArgumentException if one is negative, or they do not add up to the pixels
     */
    public static RunLengths of(int height, int width, int[] lengths) {
        Pixels pixels = new Pixels(height, width);
        for (int length : lengths) {
            pixels.add(length);
        }
        return pixels.runs();
    }

    /**
     * Of the compressed form.
     *
     * @throws IllegalArgumentException if it is damaged, or the lengths do not add up to the pixels
     */
    public static RunLengths parse(int height, int width, String compressed) {
        Pixels pixels = new Pixels(height, width);
        read(compressed, pixels::add);
        return pixels.runs();
    }

    /**
     * Of polygons, by the rule of pycocotools; several are one mask.
     *
     * @param polygons x and y of the vertices by turns, of each
     * @throws IllegalArgumentException if there is none, one is no polygon, or it lies far from the image
     */
    public static RunLengths ofPolygons(int height, int width, List<double[]> polygons) {
        return of(PolygonMask.of(height, width, polygons));
    }

    /** Is told of one run after the other. */
    @FunctionalInterface
    private interface Runs {
        void add(long length);
    }

    /** Each length is a number of base 32, lowest digit first; from the third on it is the difference to the one two before. */
    private static void read(String compressed, Runs runs) {
        long[] before = new long[2];
        int at = 0;
        for (int run = 0; at < compressed.length(); run++) {
            long value = 0;
            int digit = MORE;
            for (int k = 0; (digit & MORE) != 0; k++) {
                digit = at < compressed.length() ? compressed.charAt(at++) - FIRST_CHARACTER : -1;
                if (digit < 0 || digit >= 2 * MORE || k == MOST_CHARACTERS) {
                    throw new IllegalArgumentException("the counts are no compressed run lengths at character " + at);
                }
                value |= (long) (digit & MORE - 1) << BITS * k;
                if ((digit & (MORE | SIGN)) == SIGN) {
                    value |= -1L << BITS * (k + 1);
                }
            }
            long length = run > 2 ? value + before[run % 2] : value;
            before[run % 2] = length;
            runs.add(length);
        }
    }

    /** The pixels of runs that are checked one by one. */
    private static final class Pixels {
        private final int height;
        private final int width;
        private final int all;
        private final BitSet columns;
        private int reached;
        private boolean inside;

        Pixels(int height, int width) {
            this.height = height;
            this.width = width;
            this.all = Math.multiplyExact(height, width);
            this.columns = new BitSet(all);
        }

        void add(long length) {
            if (length < 0 || length > all - reached) {
                throw new IllegalArgumentException(
                        length < 0
                                ? "a run has the length " + length
                                : "the runs overrun the " + all + " pixels of " + height + " x " + width);
            }
            int end = reached + (int) length;
            if (inside) {
                columns.set(reached, end);
            }
            reached = end;
            inside = !inside;
        }

        RunLengths runs() {
            if (reached != all) {
                throw new IllegalArgumentException(
                        "the runs cover " + reached + " of the " + all + " pixels of " + height + " x " + width);
            }
            return of(height, width, columns);
        }
    }

    /** Compresses lengths. */
    private static final class Writer {
        private final StringBuilder text = new StringBuilder();
        private final long[] before = new long[2];
        private int run;

        void add(long length) {
            long value = run > 2 ? length - before[run % 2] : length;
            before[run % 2] = length;
            run++;
            boolean more = true;
            while (more) {
                int digit = (int) (value & MORE - 1);
                value >>= BITS;
                more = (digit & SIGN) != 0 ? value != -1 : value != 0;
                text.append((char) ((more ? digit | MORE : digit) + FIRST_CHARACTER));
            }
        }
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** The lengths in COCO's compressed form. */
    public String counts() {
        return counts;
    }

    /** The pixels. */
    public BinaryMask mask() {
        BitSet rows = new BitSet(height * width);
        long[] state = new long[2]; // first pixel of the run, and whether it is inside
        read(counts, length -> {
            if (state[1] == 1) {
                for (long pixel = state[0]; pixel < state[0] + length; pixel++) {
                    rows.set((int) (pixel % height * width + pixel / height));
                }
            }
            state[0] += length;
            state[1] = 1 - state[1];
        });
        return BinaryMask.of(height, width, rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunLengths runs
                && runs.height == height
                && runs.width == width
                && runs.counts.equals(counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    @Override
    public String toString() {
        return height + " x " + width + ": " + counts;
    }
}
