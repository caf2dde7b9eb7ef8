package org.ctbench.models.nd4j;

import java.util.Optional;
import org.ctbench.models.nd4j.MatrixProduct.Sizes;

/**
 * Convolutions whose kernel covers the whole image once: each output is a product of an image with a filter. Saves copying the
 * filters, which are then larger than the images, between layouts.
 */
final class ProductConvolution implements ConvolutionKernels {
    static boolean computes(Geometry g) {
        return g.padding() == 0 && g.kernelHeight() == g.height() && g.kernelWidth() == g.width();
    }

    @Override
    public String name() {
        return "matrix products";
    }

    @Override
    public void forward(Geometry g, Block x, Filter filter, Block out) {
        Sizes sizes = new Sizes(g.n(), g.filter(), g.out());
        MatrixProduct.rightTransposed(x, filter.weight(), out, sizes);
        filter.bias().ifPresent(bias -> MatrixProduct.addToRows(out, bias));
    }

    @Override
    public void backward(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        wanted.x()
                .ifPresent(gx ->
                        MatrixProduct.plain(gradient, inputs.weight(), gx, new Sizes(g.n(), g.out(), g.filter())));
        Optional<Filter> filter = wanted.filter();
        filter.ifPresent(f ->
                MatrixProduct.leftTransposed(gradient, inputs.x(), f.weight(), new Sizes(g.out(), g.n(), g.filter())));
        filter.flatMap(Filter::bias).ifPresent(gb -> MatrixProduct.columnSums(gradient, gb));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
