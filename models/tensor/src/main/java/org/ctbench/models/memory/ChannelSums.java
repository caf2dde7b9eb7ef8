package org.ctbench.models.memory;

import java.nio.FloatBuffer;

/** The sum of each channel over images and planes, in double and in a fixed order: the gradient of a bias. */
public final class ChannelSums {
    private ChannelSums() {}

    /**
     * Computes the sums.
     *
     * @param x {@code [n, channels, plane]}
     * @param plane elements of a channel of an image
     * @param sums gets one value per channel
     */
    public static void of(Block x, int plane, Block sums, Workers workers) {
        int channels = sums.size();
        FloatBuffer from = x.elements();
        sums.fill(to -> workers.overParts(channels, x.size(), (channel, scratch) -> {
            double sum = 0;
            for (int first = channel * plane; first < x.size(); first += channels * plane) {
                for (int start = 0; start < plane; start += Workers.CHUNK) {
                    int n = Math.min(Workers.CHUNK, plane - start);
                    from.get(first + start, scratch.a, 0, n);
                    sum += workers.loops().sum(scratch.a, 0, n, scratch.folded);
                }
            }
            to.put(channel, (float) sum);
        }));
    }
}
