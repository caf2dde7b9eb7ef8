package org.ctbench.models.kernels;

import java.util.Optional;
import org.ctbench.models.kernels.ProductKernels.Sizes;
import org.ctbench.models.memory.Block;

/**
 * Convolutions whose kernel covers the whole image once: each output is a product of an image with a filter. Saves copying the
 * filters, which are then larger than the images, between layouts.
 */
public final class ProductConvolution implements ConvolutionKernels {
    private final ProductKernels products;

    /** Convolutions by these products. */
    public ProductConvolution(ProductKernels products) {
        this.products = products;
    }

    public static boolean computes(Geometry g) {
        return g.padding() == 0 && g.kernelHeight() == g.height() && g.kernelWidth() == g.width();
    }

    @Override
    public String name() {
        return "matrix products";
    }

    @Override
    public void forward(Geometry g, Block x, Filter filter, Block out) {
        Sizes sizes = new Sizes(g.n(), g.filter(), g.out());
        products.rightTransposed(x, filter.weight(), out, sizes);
        filter.bias().ifPresent(bias -> products.addToRows(out, bias));
    }

    @Override
    public void backward(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        wanted.x()
                .ifPresent(gx -> products.plain(gradient, inputs.weight(), gx, new Sizes(g.n(), g.out(), g.filter())));
        Optional<Filter> filter = wanted.filter();
        filter.ifPresent(
                f -> products.leftTransposed(gradient, inputs.x(), f.weight(), new Sizes(g.out(), g.n(), g.filter())));
        filter.flatMap(Filter::bias).ifPresent(gb -> products.columnSums(gradient, gb));
    }

    @Override
    public void close() {
        // holds nothing
    }
}
