package org.ctbench.datasets.phantom;

import java.util.List;
import org.ctbench.splits.Box;
import org.ctbench.splits.random.SeededRandom;

/**
 * One scan of one patient. Its streams of random numbers depend on the seed and on the names of patient and scan alone.
 * Immutable; safe for use by several threads.
 */
final class PhantomScan {
    private static final double PROBE = 5;

    private final String id;
    private final long seed;
    private final Patient patient;
    private final Body body;
    private final Scanner scanner;
    private final Parenchyma parenchyma;
    private final List<Opacity> lesions;
    private final ValueNoise wobble;
    private final ValueNoise texture;

    private PhantomScan(String id, long seed, Patient patient, SeededRandom random) {
        this.id = id;
        this.seed = seed;
        this.patient = patient;
        body = Body.of(SeededRandom.of(seed, patient.purpose("body")));
        wobble =
                new ValueNoise(SeededRandom.of(seed, patient.purpose("outline")).nextLong());
        texture =
                new ValueNoise(SeededRandom.of(seed, patient.purpose("texture")).nextLong());
        lesions = Pathology.of(patient.diagnosis(), body, wobble, SeededRandom.of(seed, patient.purpose("pathology")));
        scanner = Scanner.of(patient.site(), body, random);
        parenchyma = Parenchyma.of(random, texture);
    }

    /**
     * A patient.
     *
     * @param name unique at the site
     */
    record Patient(Site site, Illness diagnosis, String name) {
        private String purpose(String what) {
            return "phantom " + what + " of " + site.folder() + "/" + name;
        }
    }

    /** @param scan name of the scan, unique among the scans of the patient */
    static PhantomScan of(long seed, Patient patient, String scan) {
        String id = patient.purpose("scan " + scan);
        return new PhantomScan(id, seed, patient, SeededRandom.of(seed, id));
    }

    /** Slices from the apex to the base of the lungs. */
    int slices() {
        return (int) Math.floor(body.lungLength() / scanner.spacing());
    }

    Body body() {
        return body;
    }

    Scanner scanner() {
        return scanner;
    }

    Parenchyma parenchyma() {
        return parenchyma;
    }

    List<Opacity> lesions() {
        return lesions;
    }

    ValueNoise texture() {
        return texture;
    }

    /** The vessels of both lungs, the same in each scan of a patient. */
    List<Vessel> vessels() {
        return Vessel.trees(body, SeededRandom.of(seed, patient.purpose("vessels")));
    }

    /** Random numbers of one slice. */
    SeededRandom noise(int number) {
        return SeededRandom.of(seed, id + " slice " + number);
    }

    AxialSection section(int number) {
        return new AxialSection(body, (number + 0.5) * scanner.spacing(), wobble);
    }

    /** Area of the lung that is ill in one slice, in square millimetres; sampled every five millimetres. */
    double illArea(int number) {
        AxialSection section = section(number);
        int points = 0;
        for (double y = -body.halfHeight(); y < body.halfHeight(); y += PROBE) {
            for (double x = -body.halfWidth(); x < body.halfWidth(); x += PROBE) {
                if (ill(x, y, section.z()) && section.lung(x, y) > 0) {
                    points++;
                }
            }
        }
        return points * PROBE * PROBE;
    }

    private boolean ill(double x, double y, double z) {
        for (Opacity lesion : lesions) {
            if (lesion.at(x, y, z, texture) > 0.5) {
                return true;
            }
        }
        return false;
    }

    /** Smallest box around the trunk in a slice of this size: right and lower edge are exclusive. */
    Box trunk(int number, int size) {
        AxialSection section = section(number);
        Canvas canvas = new Canvas(size, scanner);
        int left = size;
        int right = 0;
        int top = size;
        int bottom = 0;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                if (section.trunk(canvas.x(column, row), canvas.y(column, row)) > 0) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = row + 1;
                }
            }
        }
        return new Box(left, top, right, bottom);
    }
}
