package org.ctbench.models.tensor;

/** In-place updates of variables by optimizers; nothing is recorded for differentiation. */
public interface UpdateOps {
    /**
     * One step of Adam (Kingma and Ba, ICLR 2015) on one parameter, with L2 added to the gradient before the moments (the
     * coupled form of torch.optim.Adam's weight_decay, not AdamW).
     *
     * @param parameter has a gradient; is updated
     * @param first first moment, shape of {@code parameter}; is updated
     * @param second second moment, shape of {@code parameter}; is updated
     * @param step number of this step for this parameter, from 1
     * @param settings the hyperparameters
     * @throws IllegalStateException if the parameter has no gradient
     */
    void adam(Variable parameter, Variable first, Variable second, long step, AdamSettings settings);

    /** Copies the elements of one variable to another of the same shape. */
    void copy(Tensor from, Variable to);

    /**
     * Hyperparameters of Adam.
     *
     * @param learningRate step size, above 0
     * @param beta1 decay of the first moment, in [0, 1)
     * @param beta2 decay of the second moment, in [0, 1)
     * @param eps added to the root of the bias-corrected second moment
     * @param weightDecay factor of the L2 term, at least 0
     */
    record AdamSettings(double learningRate, double beta1, double beta2, double eps, double weightDecay) {
        public AdamSettings {
            if (!(learningRate > 0)
                    || !(beta1 >= 0 && beta1 < 1)
                    || !(beta2 >= 0 && beta2 < 1)
                    || !(eps > 0)
                    || !(weightDecay >= 0)) {
                throw new IllegalArgumentException("Adam: learning rate " + learningRate + ", betas " + beta1 + " "
                        + beta2 + ", eps " + eps + ", weight decay " + weightDecay);
            }
        }

        /** The same with another learning rate. */
        public AdamSettings withLearningRate(double other) {
            return new AdamSettings(other, beta1, beta2, eps, weightDecay);
        }
    }
}
