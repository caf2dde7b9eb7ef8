package org.ctbench.models.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.nd4j.MatrixProduct.Sizes;
import org.ctbench.models.tensor.LinearOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.LinearOps}. */
final class LinearOperations implements LinearOps {
    private final Graph graph;

    LinearOperations(Graph graph) {
        this.graph = graph;
    }

    @Override
    public Tensor linear(Tensor input, Tensor weights, Optional<? extends Tensor> biases) {
        NdTensor x = graph.own(input);
        NdTensor weight = graph.own(weights);
        Optional<NdTensor> bias = biases.map(graph::own);
        Shapes.rank("linear", x, 2);
        Shapes.rank("linear: weight", weight, 2);
        if (x.sizes()[1] != weight.sizes()[1]) {
            throw Shapes.mismatch("linear: input and weight", x.sizes(), weight.sizes());
        }
        bias.ifPresent(b -> Shapes.vector("linear: weight and bias", weight, b, weight.sizes()[0]));

        Sizes sizes = new Sizes(x.sizes()[0], x.sizes()[1], weight.sizes()[0]);
        NdTensor out = graph.create(sizes.rows(), sizes.columns());
        MatrixProduct.rightTransposed(x.block(), weight.block(), out.block(), sizes);
        bias.ifPresent(b -> MatrixProduct.addToRows(out.block(), b.block()));
        List<NdTensor> inputs = new ArrayList<>(List.of(x, weight));
        bias.ifPresent(inputs::add);
        return graph.record(out, new Node.Recorded(inputs, (gradient, gradients) -> {
            if (gradients.wants(x)) {
                Block gx = gradients.fresh(x.numel());
                Sizes swapped = new Sizes(sizes.rows(), sizes.columns(), sizes.inner());
                MatrixProduct.plain(gradient, weight.block(), gx, swapped);
                gradients.give(x, gx);
            }
            if (gradients.wants(weight)) {
                Block gw = gradients.fresh(weight.numel());
                Sizes summed = new Sizes(sizes.columns(), sizes.rows(), sizes.inner());
                MatrixProduct.leftTransposed(gradient, x.block(), gw, summed);
                gradients.give(weight, gw);
            }
            bias.filter(gradients::wants).ifPresent(b -> {
                Block gb = gradients.fresh(b.numel());
                MatrixProduct.columnSums(gradient, gb);
                gradients.give(b, gb);
            });
        }));
    }

    @Override
    public Tensor matmul(Tensor left, Tensor right) {
        NdTensor a = graph.own(left);
        NdTensor b = graph.own(right);
        Shapes.rank("matmul", a, 2);
        Shapes.rank("matmul", b, 2);
        if (a.sizes()[1] != b.sizes()[0]) {
            throw Shapes.mismatch("matmul", a.sizes(), b.sizes());
        }
        int m = a.sizes()[0];
        int k = a.sizes()[1];
        int n = b.sizes()[1];
        NdTensor out = graph.create(m, n);
        MatrixProduct.plain(a.block(), b.block(), out.block(), new Sizes(m, k, n));
        return graph.record(out, new Node.Recorded(List.of(a, b), (gradient, gradients) -> {
            if (gradients.wants(a)) {
                Block ga = gradients.fresh(a.numel());
                MatrixProduct.rightTransposed(gradient, b.block(), ga, new Sizes(m, n, k));
                gradients.give(a, ga);
            }
            if (gradients.wants(b)) {
                Block gb = gradients.fresh(b.numel());
                MatrixProduct.leftTransposed(a.block(), gradient, gb, new Sizes(k, m, n));
                gradients.give(b, gb);
            }
        }));
    }
}
