package org.ctbench.datasets.phantom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.splits.documents.Sha256;

/**
 * Digests of a generated image and of the numbers that a network sees of it, the same on every machine. They change with
 * {@link PhantomGenerator#VERSION} or with the preprocessing, and with nothing else.
 */
public final class PhantomProof {
    private static final int SIZE = 128;
    private static final int SEEN = 96;
    private static final String PIXELS = "phantom image";
    private static final String NORMALISED = "phantom image, resized and normalised";

    private PhantomProof() {}

    /** The digests that every machine computes, by name, in a fixed order. */
    public static Map<String, String> published() {
        return named(
                "bdaeffc54198c41780bf74b136ddd0b5b94c656d6bb7163cd4ee3223cfdf1a52",
                "47449fa75d2c9ccd3efe8feefcd6139830298be277eeacc5b5cd71e4ac350d52");
    }

    /**
     * The digests that this machine computes: SHA-256 of the pixels of {@link PhantomSlice}, and of the float32 numbers,
     * little-endian, to which its {@linkplain Preprocessing preprocessing} per image leads at another size.
     */
    public static Map<String, String> compute() {
        CtImage slice = PhantomSlice.of(SIZE);
        Preprocessing preprocessing = Preprocessing.of(SEEN, Normalisation.PER_IMAGE);
        float[] seen = new float[preprocessing.length()];
        preprocessing.normalise(preprocessing.resized(slice), seen, 0);
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * seen.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(seen);
        return named(Sha256.of(slice.pixels()).hex(), Sha256.of(bytes.array()).hex());
    }

    private static Map<String, String> named(String pixels, String normalised) {
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(PIXELS, pixels);
        digests.put(NORMALISED, normalised);
        return digests;
    }
}
