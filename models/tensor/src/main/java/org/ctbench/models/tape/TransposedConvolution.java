package org.ctbench.models.tape;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.kernels.ConvolutionKernels.Filter;
import org.ctbench.models.kernels.ConvolutionKernels.Geometry;
import org.ctbench.models.kernels.ConvolutionKernels.Inputs;
import org.ctbench.models.kernels.ConvolutionKernels.Wanted;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.ChannelSums;
import org.ctbench.models.memory.Loops;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.memory.Workers;

/**
 * Transposed convolution with stride = kernel size as the convolution that it transposes, run the other way round: its output
 * is that convolution's gradient of the images, and its own gradients are that convolution and its filter gradient.
 */
final class TransposedConvolution {
    private final Graph graph;
    private final ConvolutionKernels kernels;
    private final Workers workers;

    TransposedConvolution(Graph graph, ConvolutionKernels kernels, Workers workers) {
        this.graph = graph;
        this.kernels = kernels;
        this.workers = workers;
    }

    TapeTensor apply(TapeTensor x, TapeTensor weight, Optional<TapeTensor> bias) {
        Geometry g = geometry(x, weight);
        bias.ifPresent(b -> Shapes.vector("convTranspose2d: weight and bias", weight.sizes(), b.sizes(), g.in()));
        TapeTensor out = graph.create(g.n(), g.in(), g.height(), g.width());
        kernels.backward( // of a gradient of the images alone: nothing reads the images, which do not exist
                g,
                x.block(),
                new Inputs(out.block(), weight.block()),
                new Wanted(Optional.of(out.block()), Optional.empty()));
        bias.ifPresent(b -> addPerChannel(out.block(), b.block(), g));
        List<TapeTensor> inputs = new ArrayList<>(List.of(x, weight));
        bias.ifPresent(inputs::add);
        return graph.record(out, new Node.Recorded(inputs, (gradient, gradients) -> {
            if (gradients.wants(x)) {
                Block gx = gradients.fresh(x.numel());
                kernels.forward(g, gradient, new Filter(weight.block(), Optional.empty()), gx);
                gradients.give(x, gx);
            }
            if (gradients.wants(weight)) {
                Block gw = gradients.fresh(weight.numel());
                kernels.backward(
                        g,
                        x.block(),
                        new Inputs(gradient, weight.block()),
                        new Wanted(Optional.empty(), Optional.of(new Filter(gw, Optional.empty()))));
                gradients.give(weight, gw);
            }
            bias.filter(gradients::wants).ifPresent(b -> {
                Block gb = gradients.fresh(b.numel());
                ChannelSums.of(gradient, g.height() * g.width(), gb, workers);
                gradients.give(b, gb);
            });
        }));
    }

    /** Of the convolution from the output's shape to the input's. */
    private static Geometry geometry(TapeTensor x, TapeTensor weight) {
        Shapes.rank("convTranspose2d", x.sizes(), 4);
        Shapes.rank("convTranspose2d: weight", weight.sizes(), 4);
        int[] image = x.sizes();
        int[] filter = weight.sizes();
        if (image[1] != filter[0] || filter[2] != filter[3]) {
            throw Shapes.mismatch("convTranspose2d: input and square weight", image, filter);
        }
        int k = filter[2];
        return new Geometry(image[0], filter[1], k * image[2], k * image[3], image[1], k, k, k, 0);
    }

    private void addPerChannel(Block out, Block bias, Geometry g) {
        int plane = g.height() * g.width();
        FloatBuffer shifts = bias.elements();
        FloatBuffer from = out.elements();
        out.fill(to -> workers.overParts(g.n() * g.in(), out.size(), (p, scratch) -> {
            float shift = shifts.get(p % g.in());
            for (int start = 0; start < plane; start += Workers.CHUNK) {
                int n = Math.min(Workers.CHUNK, plane - start);
                from.get(p * plane + start, scratch.a, 0, n);
                Loops.scaleShift(scratch.a, 1, shift, scratch.a, 0, n);
                to.put(p * plane + start, scratch.a, 0, n);
            }
        }));
    }
}
