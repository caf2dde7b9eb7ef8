package org.ctbench.models.nd4j;

import java.util.Arrays;

/** Checks of shapes, with messages that name them. */
final class Shapes {
    private Shapes() {}

    static String text(int[] shape) {
        return Arrays.toString(shape);
    }

    /** Number of elements of a shape, at least 1. */
    static int numel(int[] shape) {
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

    static void same(String operation, NdTensor a, NdTensor b) {
        if (!Arrays.equals(a.sizes(), b.sizes())) {
            throw mismatch(operation, a.sizes(), b.sizes());
        }
    }

    static void rank(String operation, NdTensor x, int rank) {
        if (x.sizes().length != rank) {
            throw new IllegalArgumentException(operation + ": shape " + text(x.sizes()) + " has " + x.sizes().length
                    + " dimensions, expected " + rank);
        }
    }

    static void vector(String operation, NdTensor x, NdTensor vector, int length) {
        if (vector.sizes().length != 1 || vector.sizes()[0] != length) {
            throw mismatch(operation, x.sizes(), vector.sizes());
        }
    }

    static IllegalArgumentException mismatch(String operation, int[] a, int[] b) {
        return new IllegalArgumentException(operation + ": shapes " + text(a) + " and " + text(b) + " do not fit");
    }

    /** Output size of a window that slides over a padded dimension. */
    static int slide(int size, int kernel, int stride, int padding) {
        return (size + 2 * padding - kernel) / stride + 1;
    }
}
