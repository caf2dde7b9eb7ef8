package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;

/**
 * Where the images are.
 *
 * @param root folder of the images and of the imported splits, relative to where ctbench is started
 * @param generate what to generate there first; absent for data that must be obtained
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Data(String root, Optional<Generated> generate) {
    public Data {
        Checks.path("root", root);
        Objects.requireNonNull(generate);
    }
}
