package org.ctbench.datasets.phantom;

import org.ctbench.splits.random.SeededRandom;

/**
 * How a scan was taken and exported.
 *
 * @param field width of the image in millimetres
 * @param shiftX of the patient in the image, in millimetres
 * @param shiftY of the patient in the image, in millimetres
 * @param tilt of the patient, in radians
 * @param spacing distance of slices in millimetres
 * @param noise standard deviation in HU for pixels of 2.8 mm
 * @param smooth 0 for a sharp kernel, 1 for a soft one
 * @param motion displacement by breathing during the slice, in millimetres
 * @param level centre of the window in HU
 * @param width width of the window in HU
 * @param table whether the table is seen
 * @param blanket thickness of what covers the patient, in millimetres; 0 for nothing
 * @param cloth density of that and of the mattress, in HU
 */
record Scanner(
        double field,
        double shiftX,
        double shiftY,
        double tilt,
        double spacing,
        double noise,
        double smooth,
        double motion,
        double level,
        double width,
        boolean table,
        double blanket,
        double cloth) {
    private static final double[] SPACINGS = {2.5, 3, 4, 5};

    static Scanner of(Site site, Body body, SeededRandom random) {
        double tight = site == Site.ICTCF ? 0.95 : 0.99;
        double motion = random.nextDouble() < 0.2 ? 1 + 2.5 * random.nextDouble() : 0;
        double noise = site == Site.ICTCF ? 26 + 30 * random.nextDouble() : 8 + 18 * random.nextDouble();
        return new Scanner(
                2 * body.halfWidth() * (tight + 0.12 * random.nextDouble()),
                10 * (random.nextDouble() - 0.5),
                16 * (random.nextDouble() - 0.5),
                0.07 * (random.nextDouble() - 0.5),
                SPACINGS[random.nextInt(SPACINGS.length)],
                noise,
                site == Site.ICTCF ? 0.2 * random.nextDouble() : random.nextDouble(),
                motion,
                site.level() + 100 * (random.nextDouble() - 0.5),
                site.width() * (0.9 + 0.22 * random.nextDouble()),
                random.nextDouble() < site.tables(),
                Math.max(0, 26 * random.nextDouble() - 6),
                -820 + 420 * random.nextDouble());
    }
}
