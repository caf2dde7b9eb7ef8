package org.ctbench.models.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.models.bench.EngineBenchmark.Batch;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.OperationProfile;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Variable;

/** Times each convolution of a ResNet18 forward and in both directions backward. */
@SuppressWarnings("try") // scopes are opened for their effect
public final class ConvolutionBenchmark {
    /** Runs that are not timed: they allocate memory and compile the loops. */
    private static final int WARM_UP = 5;

    private static final String FORWARD = "forward";
    private static final String IMAGES = "gradient of the images";
    private static final String FILTERS = "gradient of the filters";

    private final Engine engine;
    private final int runs;

    /**
     * Prepares a benchmark.
     *
     * @param runs timed runs of each layer and direction, at least 1
     */
    public ConvolutionBenchmark(Engine engine, int runs) {
        this.engine = engine;
        this.runs = runs;
    }

    /** Layers of one shape. {@code reduced}: images over input of the layer, rows or columns. */
    private record Layer(int in, int out, int kernel, int stride, int reduced, int count) {
        private static List<Layer> all() {
            List<Layer> layers = new ArrayList<>(List.of(new Layer(3, 64, 7, 2, 1, 1), new Layer(64, 64, 3, 1, 4, 4)));
            for (int in = 64, reduced = 4; in < 512; in *= 2, reduced *= 2) {
                layers.add(new Layer(in, 2 * in, 3, 2, reduced, 1));
                layers.add(new Layer(in, 2 * in, 1, 2, reduced, 1));
                layers.add(new Layer(2 * in, 2 * in, 3, 1, 2 * reduced, 3));
            }
            return layers;
        }

        double gflop(Batch batch) {
            double side = (double) batch.side() / reduced / stride;
            return 2e-9 * count * batch.n() * side * side * out * in * kernel * kernel;
        }
    }

    /**
     * Runs the benchmark.
     *
     * @param batch its channels do not matter
     * @param peak operations per second of fused multiply-adds alone, if known
     */
    public ConvolutionRates run(Batch batch, OptionalDouble peak) {
        double[] gflop = new double[3];
        double[] milliseconds = new double[3];
        for (Layer layer : Layer.all()) {
            double forward = median(layer, batch, false, false);
            gflop[0] += layer.gflop(batch);
            milliseconds[0] += layer.count() * forward;
            if (layer.in() > 3) { // nobody asks for the gradient of the first layer's images
                gflop[1] += layer.gflop(batch);
                milliseconds[1] += layer.count() * median(layer, batch, true, false);
            }
            gflop[2] += layer.gflop(batch);
            milliseconds[2] += layer.count() * median(layer, batch, false, true);
        }
        List<ConvolutionRates.Direction> directions = new ArrayList<>();
        List<String> names = List.of(FORWARD, IMAGES, FILTERS);
        for (int i = 0; i < names.size(); i++) {
            directions.add(new ConvolutionRates.Direction(names.get(i), gflop[i], milliseconds[i]));
        }
        OptionalDouble limit = peak.isPresent() ? OptionalDouble.of(peak.getAsDouble() / 1e9) : peak;
        return new ConvolutionRates(
                batch.n() + "x" + batch.side() + "x" + batch.side(), limit, List.copyOf(directions));
    }

    /** Milliseconds of the forward pass, or of the gradients that are wanted. */
    private double median(Layer layer, Batch batch, boolean images, boolean filters) {
        int side = batch.side() / layer.reduced();
        double[] times = new double[runs];
        try (Variable x = filled(images, batch.n(), layer.in(), side, side);
                Variable weight = filled(filters, layer.out(), layer.in(), layer.kernel(), layer.kernel())) {
            for (int run = -WARM_UP; run < runs; run++) {
                try (OperationProfile profile = engine.profile()) {
                    profile.measure(() -> step(profile.engine(), layer, x, weight));
                    OperationProfile.Row row = profile.rows().stream()
                            .filter(r -> r.operation().equals("conv2d"))
                            .findFirst()
                            .orElseThrow();
                    if (run >= 0) {
                        times[run] = images || filters ? row.backward() : row.forward();
                    }
                }
            }
        }
        return WallTime.median(times);
    }

    private static void step(Engine engine, Layer layer, Variable x, Variable weight) {
        try (Scope scope = engine.scope()) {
            var out = engine.conv2d(x, weight, Optional.empty(), layer.stride(), layer.kernel() / 2);
            if (x.requiresGrad() || weight.requiresGrad()) {
                engine.backward(engine.sum(out));
                x.clearGradient();
                weight.clearGradient();
            }
        }
    }

    private Variable filled(boolean gradient, int... shape) {
        Variable variable = engine.variable(gradient, shape);
        variable.set(LesionScene.wave(variable.numel()));
        return variable;
    }
}
