package org.ctbench.datasets.phantom;

import org.ctbench.splits.random.SeededRandom;

/** From densities to grey values: motion, kernel, noise and window. */
final class Exposure {
    private static final double REFERENCE_PIXEL = 2.8; // millimetres; the noise of scanners is stated for it
    private static final int FIELDS = 4;
    private static final int FIELD_MASK = 0xFFFF;

    private Exposure() {}

    /** What the scanner makes of densities: a new array of HU. */
    static double[] expose(double[] hu, int size, Scanner scanner, SeededRandom random) {
        double pixel = scanner.field() / size;
        double[] seen = moved(hu, size, scanner.motion() / pixel);
        double[] noise = new double[hu.length];
        double deviation = scanner.noise() * Math.sqrt(REFERENCE_PIXEL / pixel);
        for (int row = 0; row < size; row++) {
            double streak = 0.22 * deviation * normal(random);
            for (int column = 0; column < size; column++) {
                noise[row * size + column] = deviation * normal(random) + streak;
            }
        }
        double[] soft = blurred(noise, size);
        double[] blurred = blurred(seen, size);
        for (int i = 0; i < seen.length; i++) {
            double smooth = scanner.smooth();
            double grain = Outlines.mix(noise[i], 1.5 * soft[i], smooth);
            seen[i] = Outlines.mix(seen[i] + 0.25 * (seen[i] - blurred[i]), blurred[i], 0.6 * smooth) + grain;
        }
        return seen;
    }

    /** Grey values: 0 below the window, 255 above it. */
    static byte[] window(double[] hu, Scanner scanner) {
        byte[] grey = new byte[hu.length];
        double low = scanner.level() - scanner.width() / 2;
        for (int i = 0; i < hu.length; i++) {
            grey[i] = (byte) Math.floor(255 * Outlines.clamp((hu[i] - low) / scanner.width()) + 0.5);
        }
        return grey;
    }

    /** Mean of the slice and the slice moved down by some pixels. */
    private static double[] moved(double[] hu, int size, double pixels) {
        double[] out = new double[hu.length];
        int whole = (int) Math.floor(pixels);
        double part = pixels - whole;
        for (int row = 0; row < size; row++) {
            int near = Math.max(0, row - whole) * size;
            int far = Math.max(0, row - whole - 1) * size;
            for (int column = 0; column < size; column++) {
                double other = Outlines.mix(hu[near + column], hu[far + column], part);
                out[row * size + column] = 0.5 * (hu[row * size + column] + other);
            }
        }
        return out;
    }

    /** Binomial filter of 3 x 3 pixels; the edge is repeated outside. */
    private static double[] blurred(double[] in, int size) {
        double[] across = new double[in.length];
        double[] out = new double[in.length];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int left = row * size + Math.max(0, column - 1);
                int right = row * size + Math.min(size - 1, column + 1);
                across[row * size + column] = 0.25 * (in[left] + in[right]) + 0.5 * in[row * size + column];
            }
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int up = Math.max(0, row - 1) * size + column;
                int down = Math.min(size - 1, row + 1) * size + column;
                out[row * size + column] = 0.25 * (across[up] + across[down]) + 0.5 * across[row * size + column];
            }
        }
        return out;
    }

    /** Nearly normal with deviation 1: the sum of four uniform numbers out of one draw. */
    private static double normal(SeededRandom random) {
        long draw = random.nextLong();
        long sum = 0;
        for (int i = 0; i < FIELDS; i++) {
            sum += draw >>> 16 * i & FIELD_MASK;
        }
        return (sum - 2.0 * FIELD_MASK) / (FIELD_MASK * Math.sqrt(FIELDS / 12.0));
    }
}
