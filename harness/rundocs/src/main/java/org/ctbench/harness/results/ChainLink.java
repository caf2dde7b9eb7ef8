package org.ctbench.harness.results;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.CanonicalForm;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/**
 * The state of a training at the end of an epoch, hashed together with all states before it: nobody can change one epoch without
 * changing every link behind it.
 *
 * @param epoch the finished epoch; 0 for the state from which the training starts
 * @param state digest of weights, optimizer and what model and trainer keep, as
 *     {@link org.ctbench.models.classifiers.Trainable#digest} defines it
 * @param validation counts on the validation split after the epoch, if the plan names one
 * @param link of epoch 0, SHA-256 of the UTF-8 text {@code ctbench/chain/1\n0\n<state>\n}; of epoch n, that of {@code
 *     ctbench/chain/1\n<n>\n<link before>\n<state>\n<values>\n}, where {@code values} is the digest of the {@linkplain
 *     CanonicalForm canonical form} of an object of {@code losses}, {@code meanLoss} and {@code validation} of the epoch
 */
public record ChainLink(int epoch, Sha256 state, Optional<ConfusionMatrix> validation, Sha256 link) {
    private static final String FORM = "ctbench/chain/1";

    public ChainLink {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(validation);
        Objects.requireNonNull(link, "link");
    }

    /** The first link of a chain. */
    public static ChainLink start(Sha256 state) {
        return new ChainLink(0, state, Optional.empty(), digest(FORM, "0", state.hex()));
    }

    /**
     * The link behind this one.
     *
     * @param state state at the end of the epoch, validation included
     * @param meanLoss mean loss of the epoch
     * @param losses each mean loss of the epoch by its name
     * @param counts on the validation split, if the plan names one
     */
    public ChainLink next(Sha256 state, double meanLoss, Map<String, Double> losses, Optional<ConfusionMatrix> counts) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("losses", losses);
        values.put("meanLoss", meanLoss);
        values.put("validation", counts);
        Sha256 digest = CanonicalForm.digest(Documents.toTree(values));
        int next = epoch + 1;
        return new ChainLink(
                next, state, counts, digest(FORM, Integer.toString(next), link.hex(), state.hex(), digest.hex()));
    }

    private static Sha256 digest(String... lines) {
        return Sha256.of((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
