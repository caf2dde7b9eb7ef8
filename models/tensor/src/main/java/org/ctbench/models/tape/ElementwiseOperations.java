package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.ElementwiseOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.ElementwiseOps}. */
final class ElementwiseOperations implements ElementwiseOps {
    private final Graph graph;
    private final ElementKernels kernels;

    ElementwiseOperations(Graph graph, ElementKernels kernels) {
        this.graph = graph;
        this.kernels = kernels;
    }

    @Override
    public Tensor add(Tensor left, Tensor right) {
        TapeTensor a = graph.own(left);
        TapeTensor b = graph.own(right);
        Shapes.same("add", a.sizes(), b.sizes());
        TapeTensor out = graph.create(a.sizes());
        kernels.add(a.block(), b.block(), out.block());
        return graph.record(
                out, new Node.Recorded(List.of(a, b), (gradient, gradients) -> toBoth(a, b, gradient, gradients)));
    }

    @Override
    public Tensor addRelu(Tensor left, Tensor right) {
        TapeTensor a = graph.own(left);
        TapeTensor b = graph.own(right);
        Shapes.same("addRelu", a.sizes(), b.sizes());
        TapeTensor out = graph.create(a.sizes());
        kernels.addRelu(a.block(), b.block(), out.block());
        return graph.record(out, new Node.Recorded(List.of(a, b), (gradient, gradients) -> {
            Block masked = gradients.claim(gradient);
            kernels.reluBackward(gradient, out.block(), masked);
            toBoth(a, b, masked, gradients);
            masked.release();
        }));
    }

    /** Both take the same memory; whoever adds to it later makes a copy first. */
    private static void toBoth(TapeTensor a, TapeTensor b, Block gradient, Gradients gradients) {
        if (gradients.wants(a)) {
            gradients.share(a, gradient);
        }
        if (gradients.wants(b)) {
            gradients.share(b, gradient);
        }
    }

    @Override
    public Tensor mul(Tensor left, Tensor right) {
        TapeTensor a = graph.own(left);
        TapeTensor b = graph.own(right);
        Shapes.same("mul", a.sizes(), b.sizes());
        TapeTensor out = graph.create(a.sizes());
        kernels.mul(a.block(), b.block(), out.block());
        return graph.record(out, new Node.Recorded(List.of(a, b), (gradient, gradients) -> {
            boolean both = gradients.wants(a) && gradients.wants(b);
            if (gradients.wants(a)) {
                Block ga = both ? gradients.fresh(gradient.size()) : gradients.claim(gradient);
                kernels.mul(gradient, b.block(), ga);
                gradients.give(a, ga);
            }
            if (gradients.wants(b)) {
                Block gb = gradients.claim(gradient);
                kernels.mul(gradient, a.block(), gb);
                gradients.give(b, gb);
            }
        }));
    }

    @Override
    public Tensor scale(Tensor tensor, float factor) {
        TapeTensor x = graph.own(tensor);
        TapeTensor out = graph.create(x.sizes());
        kernels.scale(x.block(), factor, out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.claim(gradient);
            kernels.scale(gradient, factor, gx);
            gradients.give(x, gx);
        }));
    }

    @Override
    public Tensor relu(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        TapeTensor out = graph.create(x.sizes());
        kernels.relu(x.block(), out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.claim(gradient);
            kernels.reluBackward(gradient, out.block(), gx);
            gradients.give(x, gx);
        }));
    }

    @Override
    public Tensor sigmoid(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        TapeTensor out = graph.create(x.sizes());
        kernels.sigmoid(x.block(), out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.claim(gradient);
            kernels.sigmoidBackward(gradient, out.block(), gx);
            gradients.give(x, gx);
        }));
    }

    @Override
    public Tensor softmax(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        Shapes.rank("softmax", x.sizes(), 2);
        int classes = x.sizes()[1];
        TapeTensor out = graph.create(x.sizes());
        float[] probabilities = Softmax.of(x.block().read(), classes);
        out.block().write(probabilities);
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.claim(gradient);
            gx.write(Softmax.gradient(gradient.read(), probabilities, classes));
            gradients.give(x, gx);
        }));
    }

    @Override
    public Tensor reshape(Tensor tensor, int... shape) {
        TapeTensor x = graph.own(tensor);
        if (Shapes.numel(shape) != x.numel()) {
            throw Shapes.mismatch("reshape", x.sizes(), shape);
        }
        return graph.record(
                reshaped(x, shape),
                new Node.Recorded(List.of(x), (gradient, gradients) -> gradients.share(x, gradient)));
    }

    /** Tensors are never written, so they share memory; a variable can be written, so its elements are copied. */
    private TapeTensor reshaped(TapeTensor x, int... shape) {
        if (x instanceof TapeVariable) {
            TapeTensor out = graph.create(shape);
            kernels.copy(x.block(), out.block());
            return out;
        }
        return graph.alias(x, shape);
    }

    @Override
    public Tensor sum(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        return total(x, 1);
    }

    @Override
    public Tensor mean(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        return total(x, x.numel());
    }

    private TapeTensor total(TapeTensor x, int divisor) {
        TapeTensor out = graph.create();
        out.block().write(new float[] {(float) (kernels.sum(x.block()) / divisor)});
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            kernels.fill(gx, gradient.read()[0] / divisor);
            gradients.give(x, gx);
        }));
    }
}
