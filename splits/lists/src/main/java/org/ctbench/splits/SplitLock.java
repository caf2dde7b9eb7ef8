package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;

/**
 * A split, pinned by the content of its manifest, with counts that anyone can check by eye. Exactly one of {@code list},
 * {@code difference} and {@code sampling} says where it comes from.
 *
 * @param id data set and name, {@code covidx-ct-v1/train}
 * @param list the published list
 * @param difference the rule, for a split that is one split without another
 * @param sampling the draw, for a sample made by ctbench
 * @param images number of images
 * @param perClass images per class; empty where slices have no class
 * @param patients patients, or why they are unknown
 * @param manifest digest of the canonical form, the bytes of the manifest that {@link Manifests} writes
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SplitLock(
        String id,
        Optional<ListLock> list,
        Optional<Difference> difference,
        Optional<Sampling> sampling,
        int images,
        Map<String, Integer> perClass,
        Patients patients,
        Sha256 manifest) {
    static final String ID = "[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*";

    /** @throws IllegalArgumentException if a part is missing, or counts contradict each other */
    public SplitLock {
        Required.matches(id, ID, "id", "<data set>/<name> in lower-case letters, digits and '-'");
        Required.value(patients, "patients");
        Required.value(manifest, "manifest");
        perClass = Required.perClass(perClass);
        long origins = (list.isPresent() ? 1 : 0) + (difference.isPresent() ? 1 : 0) + (sampling.isPresent() ? 1 : 0);
        if (origins != 1) {
            throw new IllegalArgumentException(
                    id + ": expected exactly one of the keys 'list', 'difference' and 'sampling', found " + origins);
        }
        if (images <= 0) {
            throw new IllegalArgumentException(id + ": 'images' must be 1 or more");
        }
        if (!perClass.isEmpty() && Required.sum(perClass) != images) {
            throw new IllegalArgumentException(
                    id + ": classes add up to " + Required.sum(perClass) + ", 'images' says " + images);
        }
        requirePossibleSquares(id, images, perClass, patients);
        if (list.isPresent() && list.get().lines() != images) {
            throw new IllegalArgumentException(
                    id + ": the list has " + list.get().lines() + " lines, 'images' says " + images);
        }
    }

    /** A sum of squares is least where all patients have as many images, and largest where one has nearly all. */
    private static void requirePossibleSquares(
            String id, int images, Map<String, Integer> perClass, Patients patients) {
        patients.sumOfSquares().ifPresent(sums -> {
            requirePossible(id, images, patients.total().orElseThrow(), sums.total());
            sums.perClass()
                    .forEach((name, sum) -> requirePossible(
                            id + ", " + name,
                            perClass.getOrDefault(name, 0),
                            patients.perClass().get(name),
                            sum));
        });
    }

    private static void requirePossible(String what, long images, long patients, long sum) {
        if (sum * patients < images * images || sum > images * images) {
            throw new IllegalArgumentException(
                    what + ": " + images + " images of " + patients + " patients have no 'sumOfSquares' of " + sum);
        }
    }

    /** Data set of the split: {@code covidx-ct-v1}. */
    @JsonIgnore
    public String dataSet() {
        return dataSetOf(id);
    }

    /** Data set of a split, by its id. */
    public static String dataSetOf(String id) {
        return id.substring(0, id.indexOf('/'));
    }

    /** Name of the split within its data set: {@code train}. */
    @JsonIgnore
    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /**
     * The split all of whose images this one takes, if there is one: it shares images with it by intention.
     *
     * @return id of that split
     */
    @JsonIgnore
    public Optional<String> within() {
        return list.flatMap(ListLock::within)
                .or(() -> difference.map(Difference::of))
                .or(() -> sampling.map(Sampling::from));
    }

    /**
     * All images of one split that are not in another.
     *
     * @param of id of the split that the images are taken from
     * @param minus id of the split whose images are left out
     */
    public record Difference(String of, String minus) {
        /** @throws IllegalArgumentException if an id is missing */
        public Difference {
            Required.text(of, "of");
            Required.text(minus, "minus");
        }
    }
}
