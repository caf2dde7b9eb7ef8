package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.kernels.PoolingKernels;
import org.ctbench.models.kernels.PoolingKernels.Window;
import org.ctbench.models.kernels.PoolingKernels.Windows;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.PoolingOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.PoolingOps}. */
final class PoolingOperations implements PoolingOps {
    private final Graph graph;
    private final PoolingKernels kernels;

    PoolingOperations(Graph graph, PoolingKernels kernels) {
        this.graph = graph;
        this.kernels = kernels;
    }

    @Override
    public Tensor maxPool2d(Tensor tensor, int kernel, int stride, int padding) {
        TapeTensor x = graph.own(tensor);
        Windows windows = windows(x, new Window(kernel, stride, padding));
        TapeTensor out = graph.create(windows.n(), windows.channels(), windows.outHeight(), windows.outWidth());
        kernels.max(x.block(), windows, out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            kernels.maxBackward(new PoolingKernels.Maxima(gradient, x.block(), out.block()), windows, gx);
            gradients.give(x, gx);
        }));
    }

    private static Windows windows(TapeTensor x, Window window) {
        Shapes.rank("maxPool2d", x.sizes(), 4);
        int[] shape = x.sizes();
        boolean possible = window.kernel() >= 1
                && window.stride() >= 1
                && window.padding() >= 0
                && window.padding() <= window.kernel() / 2 // else a window could lie in the padding alone
                && shape[2] + 2 * window.padding() >= window.kernel()
                && shape[3] + 2 * window.padding() >= window.kernel();
        if (!possible) {
            throw new IllegalArgumentException("maxPool2d: kernel " + window.kernel() + ", stride " + window.stride()
                    + ", padding " + window.padding() + " do not fit shape " + Shapes.text(shape));
        }
        return new Windows(shape[0], shape[1], shape[2], shape[3], window);
    }

    @Override
    public Tensor globalAveragePool(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        Shapes.rank("globalAveragePool", x.sizes(), 4);
        TapeTensor out = graph.create(x.sizes()[0], x.sizes()[1]);
        kernels.mean(x.block(), out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            kernels.meanBackward(gradient, gx);
            gradients.give(x, gx);
        }));
    }
}
