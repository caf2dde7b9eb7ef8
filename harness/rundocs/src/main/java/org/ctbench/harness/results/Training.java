package org.ctbench.harness.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * One training.
 *
 * @param split split that the model was trained on
 * @param parameters number of parameters of the model
 * @param weights digest of the weights after the last epoch
 * @param curve one point per epoch, from the first to the last
 * @param lesions the images with lesion masks that the model learned from, if it learns from such
 * @param events what the model counted while it was trained, validation included: how often what happened
 */
public record Training(
        String split,
        long parameters,
        Sha256 weights,
        List<EpochResults> curve,
        Optional<LesionCounts> lesions,
        Map<String, Long> events) {
    public Training {
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(weights, "weights");
        curve = List.copyOf(Objects.requireNonNull(curve, "curve"));
        Objects.requireNonNull(lesions);
        events = Collections.unmodifiableMap(new LinkedHashMap<>(Objects.requireNonNull(events, "events")));
        for (int i = 0; i < curve.size(); i++) {
            if (curve.get(i).epoch() != i + 1) {
                throw new InvalidValue(
                        "curve[" + i + "]",
                        "expected epoch " + (i + 1) + ", found " + curve.get(i).epoch(),
                        "restore the file as the run wrote it");
            }
        }
    }
}
