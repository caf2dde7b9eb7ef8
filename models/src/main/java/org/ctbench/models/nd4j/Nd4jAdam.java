package org.ctbench.models.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adam by ND4J's operations. */
final class Nd4jAdam implements AdamKernel {
    @Override
    public void step(State state, Factors factors) {
        int n = state.parameter().size();
        INDArray parameter = state.parameter().view(n);
        INDArray first = state.first().view(n);
        INDArray second = state.second().view(n);
        try (INDArray g = parameter.mul(factors.weightDecay())) {
            g.addi(state.gradient().view(n));
            try (INDArray fresh = g.mul(factors.first().fresh())) {
                first.muli(factors.first().old()).addi(fresh);
            }
            g.muli(g).muli(factors.second().fresh());
            second.muli(factors.second().old()).addi(g);
        }
        try (INDArray denominator = Transforms.sqrt(second, true)) {
            denominator.divi(factors.rootCorrection()).addi(factors.eps());
            denominator.rdivi(first);
            parameter.subi(denominator.muli(factors.stepSize()));
        }
    }
}
