package org.ctbench.models.tape;

import org.ctbench.models.kernels.AdamKernel;
import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
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
        TapeTensor p = graph.own(parameter);
        TapeTensor m = graph.own(first);
        TapeTensor v = graph.own(second);
        Shapes.same("adam: parameter and first moment", p.sizes(), m.sizes());
        Shapes.same("adam: parameter and second moment", p.sizes(), v.sizes());
        if (step < 1) {
            throw new IllegalArgumentException("adam: step " + step + ", steps count from 1");
        }
        Block gradient = p.pendingGradient();
        if (gradient == null) {
            throw new IllegalStateException("adam: " + p + " has no gradient");
        }
        adam.step(
                new AdamKernel.State(p.block(), gradient, m.block(), v.block()), AdamKernel.Factors.of(settings, step));
        ((TapeVariable) p).written();
        ((TapeVariable) m).written();
        ((TapeVariable) v).written();
    }

    @Override
    public void copy(Tensor from, Variable to) {
        TapeTensor source = graph.own(from);
        TapeTensor target = graph.own(to);
        Shapes.same("copy", source.sizes(), target.sizes());
        elements.copy(source.block(), target.block());
        ((TapeVariable) target).written();
    }
}
