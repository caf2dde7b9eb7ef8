package org.ctbench.models.kernels;

import org.ctbench.models.memory.Block;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;

/** One step of Adam on one parameter. */
public interface AdamKernel {
    /**
     * Blocks of one size.
     *
     * @param parameter is updated
     * @param gradient is read
     * @param first first moment, is updated
     * @param second second moment, is updated
     */
    record State(Block parameter, Block gradient, Block first, Block second) {}

    /**
     * Factors of one step, rounded where torch.optim.Adam rounds: computed in double, used in float.
     *
     * @param first share of the old first moment and of the gradient
     * @param second share of the old second moment and of the squared gradient
     * @param weightDecay factor of the L2 term
     * @param stepSize learning rate over the first bias correction
     * @param rootCorrection root of the second bias correction
     * @param eps added to the corrected root
     */
    record Factors(Decay first, Decay second, float weightDecay, float stepSize, float rootCorrection, float eps) {
        public static Factors of(AdamSettings settings, long step) {
            double correction1 = 1 - StrictMath.pow(settings.beta1(), step);
            double correction2 = 1 - StrictMath.pow(settings.beta2(), step);
            return new Factors(
                    Decay.of(settings.beta1()),
                    Decay.of(settings.beta2()),
                    (float) settings.weightDecay(),
                    (float) (settings.learningRate() / correction1),
                    (float) Math.sqrt(correction2),
                    (float) settings.eps());
        }
    }

    /**
     * Two shares that sum to 1.
     *
     * @param old of the moment so far
     * @param fresh of what is new
     */
    record Decay(float old, float fresh) {
        public static Decay of(double beta) {
            return new Decay((float) beta, (float) (1 - beta)); // 1 - (float) 0.999 would be 5e-5 off
        }
    }

    void step(State state, Factors factors);
}
