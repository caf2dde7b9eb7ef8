package org.ctbench.models.nd4j;

import org.ctbench.models.kernels.AdamKernel;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adam by ND4J's operations. */
final class Nd4jAdam implements AdamKernel {
    @Override
    public void step(State state, Factors factors) {
        int n = state.parameter().size();
        INDArray parameter = Nd4jBlock.view(state.parameter(), n);
        INDArray first = Nd4jBlock.view(state.first(), n);
        INDArray second = Nd4jBlock.view(state.second(), n);
        try (INDArray g = parameter.mul(factors.weightDecay())) {
            g.addi(Nd4jBlock.view(state.gradient(), n));
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
