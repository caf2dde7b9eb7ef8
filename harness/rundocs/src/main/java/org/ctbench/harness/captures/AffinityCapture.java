package org.ctbench.harness.captures;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.affinity.AffinityRepresentation;
import org.ctbench.models.detection.Boxes;

/** The affinity matrix of an image with the regions that it comes from. Immutable. */
public final class AffinityCapture {
    private final int affinities;
    private final int features;
    private final float[] values;

    private AffinityCapture(int affinities, int features, float... values) {
        this.affinities = affinities;
        this.features = features;
        this.values = values;
    }

    /** The file of a representation: {@code affinity [C*, C]}, {@code regions [K, 4]}, {@code scores [K]}. */
    public static byte[] file(AffinityRepresentation representation) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put(
                "affinity",
                NpyArray.floats(representation.values(), representation.affinities(), representation.features()));
        Boxes regions = representation.regions();
        float[] scores = representation.scores();
        arrays.put("regions", NpyArray.floats(regions.coordinates(), regions.size(), 4));
        arrays.put("scores", NpyArray.floats(scores, scores.length));
        return NpzFile.of(arrays);
    }

    /**
     * Reads the matrix of a file.
     *
     * @throws IOException if the file is something else
     */
    public static AffinityCapture parse(byte[] file) throws IOException {
        NpyArray matrix = NpzFile.parse(file).get("affinity", 2);
        return new AffinityCapture(matrix.shape()[0], matrix.shape()[1], matrix.floats());
    }

    /** Rows, C*. */
    public int affinities() {
        return affinities;
    }

    /** Columns, C. */
    public int features() {
        return features;
    }

    /** The matrix {@code [C*, C]}, row-major, a copy. */
    public float[] values() {
        return values.clone();
    }
}
