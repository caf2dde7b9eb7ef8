package org.ctbench.datasets.phantom;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.splits.random.SeededRandom;

/** Where the three classes have their opacities, after what radiology reports of them, much simplified. */
final class Pathology {
    private final Body body;
    private final ValueNoise wobble;
    private final SeededRandom random;
    private final List<Opacity> lesions = new ArrayList<>();

    private Pathology(Body body, ValueNoise wobble, SeededRandom random) {
        this.body = body;
        this.wobble = wobble;
        this.random = random;
    }

    /** The lesions of a patient; none for {@link Illness#NORMAL}. */
    static List<Opacity> of(Illness diagnosis, Body body, ValueNoise wobble, SeededRandom random) {
        Pathology pathology = new Pathology(body, wobble, random);
        switch (diagnosis) {
            case NORMAL -> {}
            case CP -> pathology.commonPneumonia();
            case NCP -> pathology.covid();
        }
        return List.copyOf(pathology.lesions);
    }

    /** Several patches of ground glass below the pleura of both lungs, some with a dense core. */
    private void covid() {
        int count = 8 + random.nextInt(5);
        int side = random.nextInt(2) * 2 - 1;
        boolean cores = random.nextDouble() < 0.15;
        for (int i = 0; i < count; i++) {
            double t = i == 0 ? 0.5 : between(0.24, 0.82);
            double[] radii = {between(28, 50), between(21, 35), between(38, 66)};
            Opacity patch = peripheral(side, t, radii);
            lesions.add(patch);
            if (cores && random.nextDouble() < 0.4) {
                lesions.add(patch.core(between(0.4, 0.58), between(-60, 20)));
            }
            side = -side;
        }
    }

    /** A patch that lies along the pleura, more often to the back than to the front. */
    private Opacity peripheral(int side, double t, double[] radii) {
        AxialSection section = new AxialSection(body, t * body.lungLength(), wobble);
        double turn = between(-0.55, 1.15); // radians from the side towards the back
        double depth = between(3, 10);
        double x = side * (section.cageWidth() - depth) * StrictMath.cos(turn);
        double y = section.cageMiddle() + (section.cageHeight() - depth) * StrictMath.sin(turn);
        double along = StrictMath.atan2(
                section.cageHeight() * StrictMath.cos(turn), -side * section.cageWidth() * StrictMath.sin(turn));
        return Opacity.groundGlass(new double[] {x, y, section.z()}, radii, along, between(400, 560));
    }

    private void commonPneumonia() {
        if (random.nextDouble() < 0.6) {
            lobar();
        } else {
            patchy();
        }
    }

    /** One large consolidation that ends at a fissure, with a thin halo. */
    private void lobar() {
        int side = random.nextInt(2) * 2 - 1;
        boolean lower = random.nextDouble() < 0.65;
        AxialSection section = new AxialSection(body, body.lungLength() * (lower ? 0.56 : 0.42), wobble);
        double x = side * section.cageWidth() * between(0.5, 0.66);
        double y = section.cageMiddle() + section.cageHeight() * (lower ? between(0.2, 0.4) : between(-0.4, -0.15));
        double[] radii = {between(46, 66), between(40, 58), between(56, 88)};
        Opacity dense =
                Opacity.consolidation(new double[] {x, y, section.z()}, radii, between(-0.6, 0.6), between(-20, 50));
        double fissure = y + (lower ? -1 : 1) * radii[1] * between(0.4, 0.9);
        dense = dense.endingAt(fissure, lower ? 1 : -1);
        lesions.add(dense);
        lesions.add(dense.halo(between(1.1, 1.3), between(120, 230)));
    }

    /** Several small consolidations along the airways of one lung, sometimes of both. */
    private void patchy() {
        int side = random.nextInt(2) * 2 - 1;
        boolean bilateral = random.nextDouble() < 0.15;
        int count = 6 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            AxialSection section =
                    new AxialSection(body, body.lungLength() * (i == 0 ? 0.5 : between(0.3, 0.75)), wobble);
            double x = side * section.cageWidth() * between(0.4, 0.7);
            double y = section.cageMiddle() + section.cageHeight() * between(-0.4, 0.5);
            double[] radii = {between(24, 37), between(21, 32), between(38, 58)};
            Opacity dense = Opacity.consolidation(
                    new double[] {x, y, section.z()}, radii, between(-1.5, 1.5), between(-20, 45));
            lesions.add(dense);
            lesions.add(dense.halo(between(1.15, 1.4), between(120, 230)));
            side = bilateral ? -side : side;
        }
    }

    private double between(double low, double high) {
        return Outlines.mix(low, high, random.nextDouble());
    }
}
