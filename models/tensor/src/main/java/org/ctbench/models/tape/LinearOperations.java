package org.ctbench.models.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.kernels.ProductKernels;
import org.ctbench.models.kernels.ProductKernels.Sizes;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.LinearOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.LinearOps}. */
final class LinearOperations implements LinearOps {
    private final Graph graph;
    private final ProductKernels products;

    LinearOperations(Graph graph, ProductKernels products) {
        this.graph = graph;
        this.products = products;
    }

    @Override
    public Tensor linear(Tensor input, Tensor weights, Optional<? extends Tensor> biases) {
        TapeTensor x = graph.own(input);
        TapeTensor weight = graph.own(weights);
        Optional<TapeTensor> bias = biases.map(graph::own);
        Shapes.rank("linear", x.sizes(), 2);
        Shapes.rank("linear: weight", weight.sizes(), 2);
        if (x.sizes()[1] != weight.sizes()[1]) {
            throw Shapes.mismatch("linear: input and weight", x.sizes(), weight.sizes());
        }
        bias.ifPresent(b -> Shapes.vector("linear: weight and bias", weight.sizes(), b.sizes(), weight.sizes()[0]));

        Sizes sizes = new Sizes(x.sizes()[0], x.sizes()[1], weight.sizes()[0]);
        TapeTensor out = graph.create(sizes.rows(), sizes.columns());
        products.rightTransposed(x.block(), weight.block(), out.block(), sizes);
        bias.ifPresent(b -> products.addToRows(out.block(), b.block()));
        List<TapeTensor> inputs = new ArrayList<>(List.of(x, weight));
        bias.ifPresent(inputs::add);
        return graph.record(out, new Node.Recorded(inputs, (gradient, gradients) -> {
            if (gradients.wants(x)) {
                Block gx = gradients.fresh(x.numel());
                Sizes swapped = new Sizes(sizes.rows(), sizes.columns(), sizes.inner());
                products.plain(gradient, weight.block(), gx, swapped);
                gradients.give(x, gx);
            }
            if (gradients.wants(weight)) {
                Block gw = gradients.fresh(weight.numel());
                Sizes summed = new Sizes(sizes.columns(), sizes.rows(), sizes.inner());
                products.leftTransposed(gradient, x.block(), gw, summed);
                gradients.give(weight, gw);
            }
            bias.filter(gradients::wants).ifPresent(b -> {
                Block gb = gradients.fresh(b.numel());
                products.columnSums(gradient, gb);
                gradients.give(b, gb);
            });
        }));
    }

    @Override
    public Tensor matmul(Tensor left, Tensor right) {
        TapeTensor a = graph.own(left);
        TapeTensor b = graph.own(right);
        Shapes.rank("matmul", a.sizes(), 2);
        Shapes.rank("matmul", b.sizes(), 2);
        if (a.sizes()[1] != b.sizes()[0]) {
            throw Shapes.mismatch("matmul", a.sizes(), b.sizes());
        }
        int m = a.sizes()[0];
        int k = a.sizes()[1];
        int n = b.sizes()[1];
        TapeTensor out = graph.create(m, n);
        products.plain(a.block(), b.block(), out.block(), new Sizes(m, k, n));
        return graph.record(out, new Node.Recorded(List.of(a, b), (gradient, gradients) -> {
            if (gradients.wants(a)) {
                Block ga = gradients.fresh(a.numel());
                products.rightTransposed(gradient, b.block(), ga, new Sizes(m, n, k));
                gradients.give(a, ga);
            }
            if (gradients.wants(b)) {
                Block gb = gradients.fresh(b.numel());
                products.leftTransposed(a.block(), gradient, gb, new Sizes(k, m, n));
                gradients.give(b, gb);
            }
        }));
    }
}
