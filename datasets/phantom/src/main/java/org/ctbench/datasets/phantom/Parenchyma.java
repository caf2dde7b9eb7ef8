package org.ctbench.datasets.phantom;

import org.ctbench.splits.random.SeededRandom;

/**
 * Healthy lung tissue in one scan, with the opacities that are no pneumonia: it is denser towards the back and after
 * breathing out, in some patients unevenly so.
 *
 * @param air density of well aired lung in HU
 * @param gradient HU that the back is denser than the front
 * @param mosaic HU of uneven ventilation
 * @param dependent HU of the band that collapses along the back
 * @param texture random field of the patient
 */
record Parenchyma(double air, double gradient, double mosaic, double dependent, ValueNoise texture) {
    static Parenchyma of(SeededRandom random, ValueNoise texture) {
        double breath = random.nextDouble();
        double mosaic = random.nextDouble();
        double dependent = random.nextDouble();
        return new Parenchyma(
                -870 + 70 * breath * breath,
                20 + 90 * random.nextDouble(),
                75 * mosaic * mosaic,
                110 * dependent * dependent,
                texture);
    }

    /**
     * Density at a point.
     *
     * @param depth distance from the outline of the lung in millimetres
     */
    double at(double x, double y, AxialSection section, double depth) {
        double z = section.z();
        double back = y / section.cageHeight();
        double uneven = Outlines.step(-0.25, 0.35, texture.at(x, y, z + 5000, 55));
        double band = Outlines.step(0.35, 0.75, back) * (1 - Outlines.step(2, 13, depth));
        double fine = 22 * texture.at(x, y, z, 8) + 14 * texture.at(x, y, z, 3.3);
        return air + gradient * back / 2 + mosaic * uneven + dependent * band + fine;
    }
}
