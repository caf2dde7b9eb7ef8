package org.ctbench.harness.results;

import java.util.Objects;
import java.util.Optional;

/**
 * A part of a run that has no result.
 *
 * @param cell its name: {@code affinity-8/train}
 * @param model id of the model
 * @param set id of the evaluation set, of an evaluation or a fine-tuning
 * @param failed whether it was tried, or needs something that was tried, and failed; if not, it was not asked for
 * @param because why, in words
 */
public record MissingCell(String cell, String model, Optional<String> set, boolean failed, String because) {
    public MissingCell {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(set);
        Objects.requireNonNull(because, "because");
    }
}
