package org.ctbench.models.contract;

/** The definition of a 3x3 convolution with padding 1 and as many output as input channels, summed in double. */
record NaiveConvolution(int channels, int side, float[] x, float[] weight) {
    private interface Term {
        void at(int to, int from, int filter);
    }

    private void overTerms(int images, Term term) {
        for (int to = 0; to < images * channels * side * side; to++) {
            int column = to % side;
            int row = to / side % side;
            int out = to / (side * side) % channels;
            int image = to / (side * side * channels);
            for (int in = 0; in < channels; in++) {
                for (int k = 0; k < 9; k++) {
                    int y = row + k / 3 - 1;
                    int z = column + k % 3 - 1;
                    if (y >= 0 && y < side && z >= 0 && z < side) {
                        int from = ((image * channels + in) * side + y) * side + z;
                        term.at(to, from, (out * channels + in) * 9 + k);
                    }
                }
            }
        }
    }

    float[] forward(int images) {
        double[] sums = new double[images * channels * side * side];
        overTerms(images, (to, from, filter) -> sums[to] += (double) x[from] * weight[filter]);
        return rounded(sums);
    }

    float[] gradientOfInput(int images, float[] given) {
        double[] sums = new double[x.length];
        overTerms(images, (to, from, filter) -> sums[from] += (double) given[to] * weight[filter]);
        return rounded(sums);
    }

    float[] gradientOfWeight(int images, float[] given) {
        double[] sums = new double[weight.length];
        overTerms(images, (to, from, filter) -> sums[filter] += (double) given[to] * x[from]);
        return rounded(sums);
    }

    private static float[] rounded(double[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return rounded;
    }
}
