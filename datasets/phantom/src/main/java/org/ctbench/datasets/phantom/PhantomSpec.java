package org.ctbench.datasets.phantom;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.ctbench.splits.documents.InvalidValue;

/**
 * What to generate. Every byte of the data sets follows from these values and {@link PhantomGenerator#VERSION}. In a
 * document each key may be left out and then has its value of {@link #standard()}.
 *
 * @param seed seed of everything random
 * @param imageSize width and height of each slice in pixels, 64 to 1024
 * @param covidx the classification data set, {@code phantom-covidx}
 * @param lesion the lesion segmentation data set, {@code phantom-lesion}
 * @param ictcf the external data set, {@code phantom-ictcf}
 */
public record PhantomSpec(long seed, int imageSize, Covidx covidx, Lesion lesion, Ictcf ictcf) {
    public PhantomSpec {
        check("imageSize", imageSize, 64, 1024);
        Objects.requireNonNull(covidx);
        Objects.requireNonNull(lesion);
        Objects.requireNonNull(ictcf);
    }

    /** What the demo generates and the shipped locks pin. */
    public static PhantomSpec standard() {
        return new PhantomSpec(2022, 128, Covidx.STANDARD, Lesion.STANDARD, Ictcf.STANDARD);
    }

    /** The same data sets from another seed. */
    public PhantomSpec withSeed(long other) {
        return new PhantomSpec(other, imageSize, covidx, lesion, ictcf);
    }

    /** The same data sets with slices of another size; the patients stay the same. */
    public PhantomSpec withImageSize(int pixels) {
        return new PhantomSpec(seed, pixels, covidx, lesion, ictcf);
    }

    @JsonCreator
    static PhantomSpec of(
            @JsonProperty("seed") Long seed,
            @JsonProperty("imageSize") Integer imageSize,
            @JsonProperty("covidx") Covidx covidx,
            @JsonProperty("lesion") Lesion lesion,
            @JsonProperty("ictcf") Ictcf ictcf) {
        PhantomSpec standard = standard();
        return new PhantomSpec(
                or(seed, standard.seed),
                or(imageSize, standard.imageSize),
                or(covidx, standard.covidx),
                or(lesion, standard.lesion),
                or(ictcf, standard.ictcf));
    }

    /**
     * Slices of the classification data set. Validation, test and remainder have 45 % Normal, 35 % CP and 20 % NCP, the
     * shares of COVIDx-CT v1; the train list is sample plus remainder.
     *
     * @param samplePerClass slices of each class in the balanced training sample
     * @param remainder slices of the train list outside the sample
     * @param val slices of the validation list
     * @param test slices of the test list
     */
    public record Covidx(int samplePerClass, int remainder, int val, int test) {
        static final Covidx STANDARD = new Covidx(150, 450, 90, 450);

        public Covidx {
            check("samplePerClass", samplePerClass, 1, 20_000);
            check("remainder", remainder, 10, 100_000);
            check("val", val, 10, 100_000);
            check("test", test, 10, 100_000);
        }

        @JsonCreator
        static Covidx of(
                @JsonProperty("samplePerClass") Integer samplePerClass,
                @JsonProperty("remainder") Integer remainder,
                @JsonProperty("val") Integer val,
                @JsonProperty("test") Integer test) {
            return new Covidx(
                    or(samplePerClass, STANDARD.samplePerClass),
                    or(remainder, STANDARD.remainder),
                    or(val, STANDARD.val),
                    or(test, STANDARD.test));
        }
    }

    /**
     * Patients of the lesion data set, five slices each.
     *
     * @param trainPatients patients of the train list
     * @param testPatients patients of the test list
     */
    public record Lesion(int trainPatients, int testPatients) {
        static final Lesion STANDARD = new Lesion(12, 4);

        public Lesion {
            check("trainPatients", trainPatients, 1, 10_000);
            check("testPatients", testPatients, 1, 10_000);
        }

        @JsonCreator
        static Lesion of(
                @JsonProperty("trainPatients") Integer trainPatients,
                @JsonProperty("testPatients") Integer testPatients) {
            return new Lesion(or(trainPatients, STANDARD.trainPatients), or(testPatients, STANDARD.testPatients));
        }
    }

    /**
     * Slices of the external data set.
     *
     * @param trainPerClass slices of each of the two classes in the train list
     * @param test slices of the test list; two of seven are positive, as in iCTCF
     */
    public record Ictcf(int trainPerClass, int test) {
        static final Ictcf STANDARD = new Ictcf(30, 200);

        public Ictcf {
            check("trainPerClass", trainPerClass, 1, 10_000);
            check("test", test, 7, 100_000);
        }

        @JsonCreator
        static Ictcf of(@JsonProperty("trainPerClass") Integer trainPerClass, @JsonProperty("test") Integer test) {
            return new Ictcf(or(trainPerClass, STANDARD.trainPerClass), or(test, STANDARD.test));
        }
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static void check(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new InvalidValue(
                    name, value + " is not between " + low + " and " + high, "write a number in between");
        }
    }
}
