package org.ctbench.models.nd4j;

import org.ctbench.models.memory.Block;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums by ND4J in double: its float sums lose two digits at a million elements. */
final class Nd4jSums {
    private Nd4jSums() {}

    /** Sum of {@code [n, channels, size]} over images and planes, into {@code out}. */
    static void perChannel(INDArray x, Block out) {
        out.write(rounded(perChannel(x)));
    }

    static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }

    /** Sum of {@code [n, channels, size]} over images and planes. */
    static double[] perChannel(INDArray x) {
        if (x.dataType() != DataType.DOUBLE) {
            try (INDArray wide = x.castTo(DataType.DOUBLE)) {
                return perChannel(wide);
            }
        }
        try (INDArray sums = x.sum(0, 2)) {
            return sums.toDoubleVector();
        }
    }

    /** Sum over the last dimension of a matrix. */
    static double[] perRow(INDArray matrix) {
        try (INDArray wide = matrix.castTo(DataType.DOUBLE);
                INDArray sums = wide.sum(1)) {
            return sums.toDoubleVector();
        }
    }
}
