package org.ctbench.harness.shortcuts;

import java.util.Arrays;

/**
 * The {@value #NEIGHBOURS} nearest neighbours by Euclidean distance, each feature less its mean over the training slices and divided by
 * its standard deviation there; a feature that does not vary counts nothing. Of equal distances the earlier training slice is
 * nearer. Basic arithmetic in a fixed order and {@link Math#sqrt}: the same on every machine.
 */
final class NearestNeighbours {
    /** How many vote. */
    static final int NEIGHBOURS = 15;

    private final double[][] features;
    private final int[] labels;
    private final int classes;
    private final double[] means;
    private final double[] scales;

    /**
     * Keeps the training slices.
     *
     * @param features {@code [slice][feature]}, {@value #NEIGHBOURS} slices or more
     * @param labels class of each slice, in {@code [0, classes)}
     */
    NearestNeighbours(double[][] features, int[] labels, int classes) {
        if (features.length < NEIGHBOURS || labels.length != features.length) {
            throw new IllegalArgumentException(features.length + " slices with " + labels.length + " labels");
        }
        this.labels = labels.clone();
        this.classes = classes;
        int width = features[0].length;
        means = new double[width];
        scales = new double[width];
        for (int f = 0; f < width; f++) {
            double sum = 0;
            for (double[] slice : features) {
                sum += slice[f];
            }
            means[f] = sum / features.length;
            double squares = 0;
            for (double[] slice : features) {
                squares += (slice[f] - means[f]) * (slice[f] - means[f]);
            }
            scales[f] = squares == 0 ? 0 : 1 / Math.sqrt(squares / features.length);
        }
        this.features = Arrays.stream(features).map(this::scaled).toArray(double[][]::new);
    }

    private double[] scaled(double[] slice) {
        double[] scaled = new double[slice.length];
        for (int f = 0; f < slice.length; f++) {
            scaled[f] = (slice[f] - means[f]) * scales[f];
        }
        return scaled;
    }

    /** How many of the nearest training slices are of each class. */
    int[] votes(double[] slice) {
        double[] at = scaled(slice);
        double[] nearest = new double[NEIGHBOURS];
        int[] who = new int[NEIGHBOURS];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int t = 0; t < features.length; t++) {
            double distance = 0;
            for (int f = 0; f < at.length; f++) {
                double d = at[f] - features[t][f];
                distance += d * d;
            }
            int place = NEIGHBOURS;
            while (place > 0 && distance < nearest[place - 1]) {
                place--;
            }
            if (place < NEIGHBOURS) {
                System.arraycopy(nearest, place, nearest, place + 1, NEIGHBOURS - place - 1);
                System.arraycopy(who, place, who, place + 1, NEIGHBOURS - place - 1);
                nearest[place] = distance;
                who[place] = t;
            }
        }
        int[] votes = new int[classes];
        for (int t : who) {
            votes[labels[t]]++;
        }
        return votes;
    }
}
