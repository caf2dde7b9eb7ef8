package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of a published table.
 *
 * @param id key of the row: the id of the model in ctbench's plans where there is one, or the role of a set
 * @param name as the paper calls it
 * @param cells one cell per column, by column id in the order of the columns
 * @param matrix the confusion matrix that the paper prints for the row: {@code [true][predicted]} images, in the order
 *     of the classes of the table's set
 * @param note what is known about the row
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PublishedRow(
        String id,
        String name,
        Map<String, PublishedCell> cells,
        Optional<List<List<Long>>> matrix,
        Optional<String> note) {
    public PublishedRow {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        matrix = matrix.map(rows -> rows.stream().map(List::copyOf).toList());
        Objects.requireNonNull(note);
    }
}
