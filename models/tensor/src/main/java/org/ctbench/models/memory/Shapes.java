package org.ctbench.models.memory;

import java.util.Arrays;

/** Checks of shapes, with messages that name them. */
public final class Shapes {
    private Shapes() {}

    public static String text(int[] shape) {
        return Arrays.toString(shape);
    }

    /** Number of elements of a shape, at least 1. */
    public static int numel(int[] shape) {
        long count = 1;
        for (int size : shape) {
            if (size < 1) {
                throw new IllegalArgumentException("shape " + text(shape) + " has a size below 1");
            }
            count *= size;
            if (count > Pool.LARGEST) {
                throw new IllegalArgumentException(
                        "shape " + text(shape) + " has more than " + Pool.LARGEST + " elements");
            }
        }
        return (int) count;
    }

    /** Checks that two shapes are equal. */
    public static void same(String operation, int[] a, int[] b) {
        if (!Arrays.equals(a, b)) {
            throw mismatch(operation, a, b);
        }
    }

    /** Checks the number of dimensions. */
    public static void rank(String operation, int[] shape, int rank) {
        if (shape.length != rank) {
            throw new IllegalArgumentException(
                    operation + ": shape " + text(shape) + " has " + shape.length + " dimensions, expected " + rank);
        }
    }

    /** Checks that a vector that goes with a tensor has this length. */
    public static void vector(String operation, int[] shape, int[] vector, int length) {
        if (vector.length != 1 || vector[0] != length) {
            throw mismatch(operation, shape, vector);
        }
    }

    /** The error of two shapes that do not go together. */
    public static IllegalArgumentException mismatch(String operation, int[] a, int[] b) {
        return new IllegalArgumentException(operation + ": shapes " + text(a) + " and " + text(b) + " do not fit");
    }

    /** Output size of a window that slides over a padded dimension. */
    public static int slide(int size, int kernel, int stride, int padding) {
        return (size + 2 * padding - kernel) / stride + 1;
    }
}
