package org.ctbench.harness.cells;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Why a cell has no result: a loss or a probability was not a number, or a loss was above the plan's {@code maxLoss}. The same
 * cell would fail in the same way again.
 *
 * @param problem what was found
 * @param epoch epoch of a training, from 1; empty in an evaluation
 * @param step optimizer step of a training, or batch of an evaluation, from 1
 * @param images ids of the slices of the batch
 * @param losses losses of the step by name, as texts, since some are no numbers
 */
public record Divergence(
        String problem, OptionalInt epoch, long step, List<String> images, Map<String, String> losses) {
    public Divergence {
        Objects.requireNonNull(problem, "problem");
        images = List.copyOf(Objects.requireNonNull(images, "images"));
        losses = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(losses, "losses")));
    }

    /** In one sentence: {@code the image loss is NaN in epoch 2, step 17, with NCP_1.png (losses: image NaN)}. */
    public String text() {
        StringBuilder text = new StringBuilder(problem);
        epoch.ifPresent(e -> text.append(" in epoch ").append(e));
        text.append(epoch.isPresent() ? ", step " : " in batch ").append(step);
        text.append(", with ").append(images.get(0));
        if (images.size() > 1) {
            text.append(" and ").append(images.size() - 1).append(" more");
        }
        if (!losses.isEmpty()) {
            StringBuilder parts = new StringBuilder();
            losses.forEach((name, value) -> parts.append(parts.length() == 0 ? "" : ", ")
                    .append(name)
                    .append(' ')
                    .append(value));
            text.append(" (losses: ").append(parts).append(')');
        }
        return text.toString();
    }
}
