package org.ctbench.harness.plan;

import java.util.Objects;
import org.ctbench.splits.documents.Checks;

/**
 * Adam (Kingma and Ba 2015) with weight decay added to the gradient.
 *
 * @param learningRate step size, positive
 * @param schedule how the step size changes over a training
 * @param weightDecay factor of the parameter that is added to its gradient before the moments, 0 or more
 * @param beta1 decay of the first moment, in [0, 1)
 * @param beta2 decay of the second moment, in [0, 1)
 * @param eps added to the root of the second moment, positive
 */
public record AdamOptions(
        double learningRate, Schedule schedule, double weightDecay, double beta1, double beta2, double eps) {
    public AdamOptions {
        Checks.positive("learningRate", learningRate);
        Objects.requireNonNull(schedule, "schedule");
        Checks.notNegative("weightDecay", weightDecay);
        Checks.belowOne("beta1", beta1);
        Checks.belowOne("beta2", beta2);
        Checks.positive("eps", eps);
    }
}
