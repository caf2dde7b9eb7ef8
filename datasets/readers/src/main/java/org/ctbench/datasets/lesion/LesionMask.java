package org.ctbench.datasets.lesion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.lesion.LesionRules.Planes;
import org.ctbench.splits.documents.UserException;

/** A label map of a slice: 0 background, 1 lung, 2 ground-glass opacity, 3 consolidation. Immutable. */
public final class LesionMask {
    private static final int GROUND_GLASS = 2;
    private static final int CONSOLIDATION = 3;

    private final int width;
    private final int height;
    private final byte[] labels;

    private LesionMask(CtImage image) {
        width = image.width();
        height = image.height();
        labels = image.pixels();
    }

    /**
     * Reads a mask.
     *
     * @throws DamagedImageException if the file is truncated, damaged, no picture or has colours
     * @throws UserException if it holds a label above 3
     */
    public static LesionMask read(SliceFile file) throws IOException {
        CtImage image = labels(file);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++) {
                if (image.sample(x, y, 0) > CONSOLIDATION) {
                    throw new UserException(
                            "label " + image.sample(x, y, 0) + " at column " + x + ", row " + y + "; expected 0 to 3",
                            file.name(),
                            "give the mask as published: 0 background, 1 lung, 2 ground-glass, 3 consolidation");
                }
            }
        }
        return new LesionMask(image);
    }

    private static CtImage labels(SliceFile file) throws IOException {
        try {
            return ImageDecoder.decodeLabels(file.read());
        } catch (DamagedImageException e) {
            throw e.in(file.name());
        }
    }

    /**
     * A mask of these labels.
     *
     * @param labels {@code [height, width]}, each 0 to 3
     * @throws IllegalArgumentException if the length does not fit or a label is outside [0, 3]
     */
    public static LesionMask of(int width, int height, byte[] labels) {
        for (byte label : labels) {
            if (label < 0 || label > CONSOLIDATION) {
                throw new IllegalArgumentException("label " + label + " is outside [0, 3]");
            }
        }
        return new LesionMask(CtImage.grey(width, height, labels));
    }

    /** Columns. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Label of a pixel, in [0, 3]. */
    public int label(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IndexOutOfBoundsException("pixel (" + x + ", " + y + ") of " + width + " x " + height);
        }
        return labels[y * width + x];
    }

    /** The labels that occur, in ascending order. */
    public List<Integer> labels() {
        return List.copyOf(present(labels));
    }

    /** The lesions by these rules; components touch by edges or corners (8-connectivity). */
    public LesionTargets targets(LesionRules rules) {
        byte[] merged = rules.merge() ? merged() : labels;
        List<Integer> planes = planes(merged, rules.planes());
        List<Lesion> lesions = new ArrayList<>();
        for (int i = 0; i < planes.size(); i++) {
            int label = rules.planes() == Planes.AS_CODE ? i + 1 : planes.get(i) - GROUND_GLASS + 1;
            for (BitSet component : components(merged, planes.get(i))) {
                if (component.cardinality() > rules.areaAbove()) {
                    lesions.add(new Lesion(label, width, height, component));
                }
            }
        }
        boolean lost = planes.size() < planes(merged, Planes.FIXED_VALUES).size();
        return new LesionTargets(lesions, lost);
    }

    private byte[] merged() {
        byte[] merged = labels.clone();
        for (int i = 0; i < merged.length; i++) {
            merged[i] = merged[i] == CONSOLIDATION ? GROUND_GLASS : merged[i];
        }
        return merged;
    }

    private static TreeSet<Integer> present(byte[] values) {
        TreeSet<Integer> present = new TreeSet<>();
        for (byte value : values) {
            present.add((int) value);
        }
        return present;
    }

    private static List<Integer> planes(byte[] values, Planes rule) {
        TreeSet<Integer> present = present(values);
        return rule == Planes.AS_CODE ? present.stream().skip(2).toList() : List.copyOf(present.tailSet(GROUND_GLASS));
    }

    /** Connected pixels of one value, in the order of their first pixel in reading order. */
    private List<BitSet> components(byte[] values, int value) {
        BitSet open = new BitSet(values.length);
        for (int i = 0; i < values.length; i++) {
            open.set(i, values[i] == value);
        }
        List<BitSet> found = new ArrayList<>();
        for (int first = open.nextSetBit(0); first >= 0; first = open.nextSetBit(first)) {
            found.add(takeComponent(open, first));
        }
        return found;
    }

    /** Moves the component of a pixel out of {@code open}. */
    private BitSet takeComponent(BitSet open, int first) {
        BitSet component = new BitSet(labels.length);
        int[] stack = new int[16];
        int depth = 0;
        stack[depth++] = first;
        open.clear(first);
        while (depth > 0) {
            int pixel = stack[--depth];
            component.set(pixel);
            int x = pixel % width;
            for (int row = pixel - x - width; row <= pixel - x + width; row += width) {
                int from = row + Math.max(0, x - 1);
                int to = row + Math.min(width - 1, x + 1);
                for (int near = from; row >= 0 && near <= to; near++) {
                    if (open.get(near)) {
                        open.clear(near);
                        stack = depth == stack.length ? java.util.Arrays.copyOf(stack, 2 * depth) : stack;
                        stack[depth++] = near;
                    }
                }
            }
        }
        return component;
    }
}
