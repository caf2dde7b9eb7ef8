package org.ctbench.harness.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.ctbench.harness.segmentation.RegionOverlap;
import org.ctbench.harness.segmentation.SliceRegions;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.UserException;

/**
 * How the regions of the lesions that a model found cover the true ones, slice by slice, as a file: no pixels, but all from which
 * Dice, surface Dice and HD95 follow.
 *
 * @param schema {@value #SCHEMA}
 * @param split the split
 * @param tolerance of outlines, in pixels
 * @param scores above which lesions count
 * @param slices in the order of the split
 */
public record RegionFile(String schema, String split, int tolerance, List<Float> scores, List<SliceRegions> slices) {
    /** Schema of the documents that this version writes and reads. */
    public static final String SCHEMA = "ctbench/regions/1";

    public RegionFile {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "give it a " + SCHEMA);
        }
        Objects.requireNonNull(split, "split");
        if (tolerance != RegionOverlap.TOLERANCE) {
            throw new InvalidValue(
                    "tolerance", tolerance + " is not " + RegionOverlap.TOLERANCE, "evaluate the model again");
        }
        scores = List.copyOf(Objects.requireNonNull(scores, "scores"));
        slices = List.copyOf(Objects.requireNonNull(slices, "slices"));
        for (SliceRegions slice : slices) {
            if (slice.atScores().size() != scores.size()) {
                throw new InvalidValue(
                        "slices",
                        slice.slice() + " has " + slice.atScores().size() + " items for " + scores.size() + " scores",
                        "restore the file as the run wrote it");
            }
        }
    }

    /** Writes the file, replacing an older one. */
    public static void write(Path file, String split, List<Float> scores, List<SliceRegions> slices)
            throws IOException {
        AtomicFiles.write(
                file, Documents.toJson(new RegionFile(SCHEMA, split, RegionOverlap.TOLERANCE, scores, slices)));
    }

    /**
     * The overlaps where lesions above a score count, in the order of the split.
     *
     * @throws NoSuchElementException if the file has no such score
     */
    public List<RegionOverlap> above(float score) {
        int at = scores.indexOf(score);
        if (at < 0) {
            throw new NoSuchElementException("no score " + score);
        }
        return slices.stream().map(slice -> slice.atScores().get(at)).toList();
    }

    /** @throws UserException if there is no such file or it does not fit the schema */
    public static RegionFile read(Path file) throws IOException {
        return Documents.readJson(file, RegionFile.class);
    }
}
