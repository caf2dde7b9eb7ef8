package org.ctbench.harness.cost;

import java.util.Optional;
import org.ctbench.harness.plan.Plan;

/**
 * What the paper states of its own run. No figure of ours.
 *
 * @param trainingHours about so many hours for 100 epochs of an Affinity model over 3,000 images
 * @param fineTuningMinutes about so many minutes for 10 epochs of fine-tuning on iCTCF
 * @param device the device
 */
public record PaperStatement(int trainingHours, int fineTuningMinutes, String device) {
    private static final PaperStatement AFFINITY = new PaperStatement(14, 15, "one GPU of 8 GB");

    /** The statement, if the plan trains an Affinity model on the paper's images by its 100 epochs. */
    static Optional<PaperStatement> about(Plan plan) {
        boolean same = plan.train().equals("covidx-ct-v1/sample-3000")
                && plan.models().stream()
                        .anyMatch(item -> item.model().equals("affinity")
                                && plan.protocolOf(item).epochs() == 100);
        return same ? Optional.of(AFFINITY) : Optional.empty();
    }
}
