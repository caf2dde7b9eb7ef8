package org.ctbench.harness.statistics;

/**
 * The scale on which values of trainings are compared: the values themselves, and near the ends of their range the logit. Close
 * to 100 % seeds vary in how many errors are left: their values are skewed, and an interval of equal arms would leave the range.
 *
 * <p>From {@value #END} of the range before an end on, the logit joins with the same value and the same slope, so that nothing jumps. An
 * interval of five seeds with a deviation of 3.1 points, the largest that we measured, has arms of 9.4 points: nearer to an end it
 * would leave the range. An end itself, whose logit is infinite, counts as half an image away from it (Macmillan and Kaplan, Psychological
 * Bulletin 98 (1985) 185).
 *
 * @param lowest what the metric is at worst, 0 or -1; at best it is 1
 * @param images number of images that the value is about, 1 or more
 */
record EndScale(double lowest, long images) {
    /** Where the logit begins, a share of the range. */
    private static final double END = 0.1;

    private static final double SLOPE = END * (1 - END); // of values per logit, where the two scales join
    private static final double MOST_HALF = 0.25; // half an image, of a value that is about one

    /** @throws IllegalArgumentException if there are no images or the range is empty */
    EndScale {
        if (!(lowest < 1) || images < 1) {
            throw new IllegalArgumentException("range from " + lowest + ", " + images + " images");
        }
    }

    /** A value on this scale, in units of the range; it never falls. Values beyond the range are taken for its ends. */
    double of(double value) {
        double share = (value - lowest) / (1 - lowest);
        double inside = Math.max(half(), Math.min(1 - half(), share));
        return inside > 0.5 ? 1 - towardsZero(1 - inside) : towardsZero(inside);
    }

    /** The value at a place of this scale; an end of the range for places that are its, or beyond. */
    double back(double at) {
        double share = at > 0.5 ? 1 - fromZero(1 - at) : fromZero(at);
        return lowest + share * (1 - lowest);
    }

    /** What one image more or less changes. */
    double image() {
        return (1 - lowest) / images;
    }

    /** Whether a value lies in the upper half of the range. */
    boolean isHigh(double value) {
        return value > (1 + lowest) / 2;
    }

    private double half() {
        return Math.min(MOST_HALF, 0.5 / images);
    }

    private static double towardsZero(double share) {
        return share >= END ? share : END + SLOPE * (logit(share) - logit(END));
    }

    private double fromZero(double at) {
        if (at <= towardsZero(half())) {
            return 0;
        }
        return at >= END ? at : 1 / (1 + StrictMath.exp(-(logit(END) + (at - END) / SLOPE)));
    }

    private static double logit(double share) {
        return StrictMath.log(share / (1 - share));
    }
}
