package org.ctbench.datasets.phantom;

import org.ctbench.splits.random.SeededRandom;

/**
 * The build of one patient; lengths in millimetres, densities in HU. The origin is the middle of the chest; x points to
 * the right of the slice (the patient's left), y to the back, z to the feet.
 *
 * @param halfWidth half width of the trunk without shoulders
 * @param halfHeight half depth of the trunk
 * @param square how far the outline leans to a rectangle, 0 to 1
 * @param fat thickness of the fat below the skin
 * @param breast size of the breasts, 0 for none
 * @param lungLength length of the lungs from apex to base
 * @param heart size of the heart, 1 on average
 * @param mediastinum half width of the mediastinum above the heart
 * @param diaphragm where the right dome begins, as share of the lung length
 * @param ribPhase where the ribs are met, in [0, 1)
 * @param bone density of spongy bone
 */
record Body(
        double halfWidth,
        double halfHeight,
        double square,
        double fat,
        double breast,
        double lungLength,
        double heart,
        double mediastinum,
        double diaphragm,
        double ribPhase,
        double bone) {
    private static final double MUSCLE = 13;

    static Body of(SeededRandom random) {
        double stature = random.nextDouble();
        double weight = random.nextDouble();
        double halfWidth = 138 + 22 * stature + 34 * weight;
        return new Body(
                halfWidth,
                halfWidth * (0.67 + 0.11 * random.nextDouble()),
                0.35 + 0.45 * random.nextDouble(),
                6 + 22 * weight,
                random.nextDouble() < 0.5 ? 0 : 0.5 + 0.7 * random.nextDouble(),
                205 + 60 * stature,
                0.85 + 0.35 * random.nextDouble(),
                21 + 9 * random.nextDouble(),
                0.73 + 0.1 * random.nextDouble(),
                random.nextDouble(),
                180 + 120 * random.nextDouble());
    }

    /** Half width of the rib cage on its inner side, where it is widest. */
    double cageWidth() {
        return halfWidth - fat - MUSCLE;
    }

    /** Half depth of the rib cage on its inner side, where it is deepest. */
    double cageHeight() {
        return halfHeight - fat - MUSCLE + 4;
    }
}
