package org.ctbench.models.nd4j;

import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps;
import org.ctbench.models.tensor.Variable;

/** The operations of {@link org.ctbench.models.tensor.UpdateOps}. */
final class UpdateOperations implements UpdateOps {
    private final Graph graph;
    private final ElementKernels elements;
    private final AdamKernel adam;

    UpdateOperations(Graph graph, ElementKernels elements, AdamKernel adam) {
        this.graph = graph;
        this.elements = elements;
        this.adam = adam;
    }

    @Override
    public void adam(Variable parameter, Variable first, Variable second, long step, AdamSettings settings) {
        NdTensor p = graph.own(parameter);
        NdTensor m = graph.own(first);
        NdTensor v = graph.own(second);
        Shapes.same("adam: parameter and first moment", p, m);
        Shapes.same("adam: parameter and second moment", p, v);
        if (step < 1) {
            throw new IllegalArgumentException("adam: step " + step + ", steps count from 1");
        }
        Block gradient = p.pendingGradient();
        if (gradient == null) {
            throw new IllegalStateException("adam: " + p + " has no gradient");
        }
        adam.step(
                new AdamKernel.State(p.block(), gradient, m.block(), v.block()), AdamKernel.Factors.of(settings, step));
        ((NdVariable) p).written();
        ((NdVariable) m).written();
        ((NdVariable) v).written();
    }

    @Override
    public void copy(Tensor from, Variable to) {
        NdTensor source = graph.own(from);
        NdTensor target = graph.own(to);
        Shapes.same("copy", source, target);
        elements.copy(source.block(), target.block());
        ((NdVariable) target).written();
    }
}
