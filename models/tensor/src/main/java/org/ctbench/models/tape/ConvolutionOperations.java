package org.ctbench.models.tape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.kernels.ConvolutionKernels.Filter;
import org.ctbench.models.kernels.ConvolutionKernels.Geometry;
import org.ctbench.models.kernels.KernelSet;
import org.ctbench.models.kernels.ProductConvolution;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tensor.ConvolutionOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.ConvolutionOps}. */
final class ConvolutionOperations implements ConvolutionOps {
    private final Graph graph;
    private final ConvolutionKernels kernels;
    private final ConvolutionKernels products;
    private final TransposedConvolution transposed;

    ConvolutionOperations(Graph graph, KernelSet kernels, Workers workers) {
        this.graph = graph;
        this.kernels = kernels.convolution();
        this.products = new ProductConvolution(kernels.products());
        this.transposed = new TransposedConvolution(graph, kernels.convolution(), workers);
    }

    @Override
    public Tensor conv2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias, int stride, int padding) {
        TapeTensor images = graph.own(x);
        TapeTensor filters = graph.own(weight);
        Optional<TapeTensor> shift = bias.map(graph::own);
        Geometry geometry = geometry(images, filters, stride, padding);
        shift.ifPresent(b -> Shapes.vector("conv2d: weight and bias", filters.sizes(), b.sizes(), geometry.out()));

        TapeTensor out = graph.create(geometry.n(), geometry.out(), geometry.outHeight(), geometry.outWidth());
        Filter filter = new Filter(filters.block(), shift.map(TapeTensor::block));
        ConvolutionKernels chosen = ProductConvolution.computes(geometry) ? products : kernels;
        chosen.forward(geometry, images.block(), filter, out.block());
        List<TapeTensor> inputs = new ArrayList<>(List.of(images, filters));
        shift.ifPresent(inputs::add);
        return graph.record(out, new Node.Recorded(inputs, new Gradient(chosen, geometry, images, filters, shift)));
    }

    @Override
    public Tensor convTranspose2d(Tensor x, Tensor weight, Optional<? extends Tensor> bias) {
        return transposed.apply(graph.own(x), graph.own(weight), bias.map(graph::own));
    }

    private static Geometry geometry(TapeTensor x, TapeTensor weight, int stride, int padding) {
        Shapes.rank("conv2d", x.sizes(), 4);
        Shapes.rank("conv2d: weight", weight.sizes(), 4);
        if (stride < 1 || padding < 0) {
            throw new IllegalArgumentException("conv2d: stride " + stride + ", padding " + padding);
        }
        int[] image = x.sizes();
        int[] filter = weight.sizes();
        if (image[1] != filter[1] || image[2] + 2 * padding < filter[2] || image[3] + 2 * padding < filter[3]) {
            throw Shapes.mismatch("conv2d, padding " + padding + ": input and weight", image, filter);
        }
        return new Geometry(image[0], image[1], image[2], image[3], filter[0], filter[2], filter[3], stride, padding);
    }

    private record Gradient(
            ConvolutionKernels kernels, Geometry geometry, TapeTensor x, TapeTensor weight, Optional<TapeTensor> bias)
            implements Node.Backward {
        @Override
        public void run(Block gradient, Gradients gradients) {
            Optional<TapeTensor> wantedBias = bias.filter(gradients::wants);
            boolean filterWanted = gradients.wants(weight) || wantedBias.isPresent();
            Optional<Block> gx = gradients.wants(x) ? Optional.of(gradients.fresh(x.numel())) : Optional.empty();
            Optional<Filter> filter = filterWanted
                    ? Optional.of(new Filter(
                            gradients.fresh(weight.numel()), wantedBias.map(b -> gradients.fresh(b.numel()))))
                    : Optional.empty();
            kernels.backward(
                    geometry,
                    gradient,
                    new ConvolutionKernels.Inputs(x.block(), weight.block()),
                    new ConvolutionKernels.Wanted(gx, filter));
            gx.ifPresent(block -> gradients.give(x, block));
            filter.ifPresent(f -> giveFilter(f, gradients));
        }

        private void giveFilter(Filter filter, Gradients gradients) {
            if (gradients.wants(weight)) {
                gradients.give(weight, filter.weight());
            } else {
                filter.weight().release();
            }
            filter.bias().ifPresent(block -> gradients.give(bias.orElseThrow(), block));
        }
    }
}
