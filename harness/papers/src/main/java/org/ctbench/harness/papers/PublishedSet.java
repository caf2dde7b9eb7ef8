package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A set of images that tables are about. Its counts are facts, as of the published lists, and not what the paper says.
 *
 * @param id key of the set
 * @param name for people
 * @param counts images per class, by class id in the order of the paper's classes; only the classes of the set, and none
 *     if its images have no class
 * @param total images of all classes
 * @param patients patients, if that is known
 * @param source where the counts can be checked
 * @param split id of the split that pins the set, {@code covidx-ct-v1/test}
 * @param stated sizes that the paper states and that differ from the counts or from each other
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PublishedSet(
        String id,
        String name,
        Map<String, Integer> counts,
        long total,
        OptionalInt patients,
        Optional<String> source,
        Optional<String> split,
        List<StatedTotal> stated) {
    public PublishedSet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(counts, "counts")));
        Objects.requireNonNull(patients);
        Objects.requireNonNull(source);
        Objects.requireNonNull(split);
        stated = stated == null ? List.of() : List.copyOf(stated);
    }

    /** Ids of the set's classes, in the order of the paper's classes. */
    @JsonIgnore
    public List<String> classes() {
        return List.copyOf(counts.keySet());
    }

    /**
     * A size of the set by the paper.
     *
     * @param images the size, whole
     * @param where where it stands
     * @param discrepancy entry of the list of discrepancies
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record StatedTotal(int images, String where, Optional<String> discrepancy) {
        public StatedTotal {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(discrepancy);
        }
    }
}
