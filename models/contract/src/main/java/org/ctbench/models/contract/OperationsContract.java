package org.ctbench.models.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.NormalizationOps.Statistics;
import org.ctbench.models.tensor.RegionOps.Regions;
import org.ctbench.models.tensor.RegionOps.RoiAlign;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operation, forward and backward, against torch. */
@SuppressWarnings("try") // a scope is opened for its effect
public abstract class OperationsContract extends EngineContract {
    /** Relative to the larger of the element and the root mean square of its tensor; float32 rounds at 6e-8. */
    private static final double TOLERANCE = 1e-5;

    @Test
    void convolutionsAreTorchs() {
        for (String file : List.of("conv2d", "conv2d-stem", "conv2d-16-channels", "conv2d-17-channels")) {
            check(
                    file,
                    (engine, golden, in) -> engine.conv2d(
                            in.get("x"),
                            in.get("weight"),
                            Optional.ofNullable(in.get("bias")),
                            golden.integer("stride"),
                            golden.integer("padding")));
        }
    }

    @Test
    void maximaAreTorchs() {
        check(
                "max-pool",
                (engine, golden, in) -> engine.maxPool2d(
                        in.get("x"), golden.integer("kernel"), golden.integer("stride"), golden.integer("padding")));
    }

    @Test
    void meansOfPlanesAreTorchs() {
        check("global-average-pool", (engine, golden, in) -> engine.globalAveragePool(in.get("x")));
    }

    @Test
    void matrixProductsAreTorchs() {
        check(
                "linear",
                (engine, golden, in) -> in.containsKey("a")
                        ? engine.matmul(in.get("a"), in.get("b"))
                        : engine.linear(in.get("x"), in.get("weight"), Optional.ofNullable(in.get("bias"))));
    }

    @Test
    void elementwiseOperationsAreTorchs() {
        check("elementwise", (engine, golden, in) -> switch (name(golden)) {
            case "scale" -> engine.scale(in.get("x"), -1.75f);
            case "relu" -> engine.relu(in.get("x"));
            case "sigmoid" -> engine.sigmoid(in.get("x"));
            case "softmax" -> engine.softmax(in.get("x"));
            case "sum" -> engine.sum(in.get("x"));
            case "mean" -> engine.mean(in.get("x"));
            case "reshape" -> engine.reshape(in.get("x"), 7, 3);
            case "add" -> engine.add(in.get("a"), in.get("b"));
            case "addRelu" -> engine.addRelu(in.get("a"), in.get("b"));
            case "mul" -> engine.mul(in.get("a"), in.get("b"));
            default -> throw new IllegalArgumentException(golden.toString());
        });
    }

    @Test
    void lossesAreTorchs() {
        check("losses", (engine, golden, in) -> {
            if (golden.has("targets")) {
                Golden.Floats targets = golden.floats("targets");
                return engine.bceWithLogits(in.get("logits"), engine.tensor(targets.values(), targets.shape()));
            }
            return engine.crossEntropy(in.get("logits"), golden.integers("labels"));
        });
    }

    @Test
    void transposedConvolutionsAreTorchs() {
        check(
                "conv-transpose2d",
                (engine, golden, in) ->
                        engine.convTranspose2d(in.get("x"), in.get("weight"), Optional.ofNullable(in.get("bias"))));
    }

    @Test
    void distancesAreTorchs() {
        check("distances", (engine, golden, in) -> {
            Golden.Floats values = golden.floats("targets");
            Tensor targets = engine.tensor(values.values(), values.shape());
            float beta = (float) golden.number("beta");
            return beta == 0 ? engine.l1Sum(in.get("x"), targets) : engine.smoothL1Sum(in.get("x"), targets, beta);
        });
    }

    @Test
    void movedElementsAreTorchs() {
        check("movements", (engine, golden, in) -> switch (name(golden).replaceAll(" .*", "")) {
            case "rows" -> engine.rows(in.get("x"), golden.integers("index"));
            case "gather" -> engine.gather(in.get("x"), golden.integers("index"), golden.integers("shape"));
            case "concat" -> engine.concat(List.copyOf(in.values()));
            case "transpose" -> engine.transpose(in.get("x"));
            case "channelsLast" -> engine.channelsLast(in.get("x"));
            default -> throw new IllegalArgumentException(golden.toString());
        });
    }

    @Test
    void alignedRegionsAreTorchvisions() {
        for (String file : List.of("roi-align", "roi-align-70-channels")) {
            check(
                    file,
                    (engine, golden, in) -> engine.roiAlign(
                            in.get("x"),
                            new Regions(
                                    golden.integers("images"),
                                    golden.floats("boxes").values()),
                            new RoiAlign(
                                    golden.integer("size"),
                                    (float) golden.number("scale"),
                                    golden.integer("sampling"),
                                    Boolean.parseBoolean(golden.word("aligned")))));
        }
    }

    @ParameterizedTest(name = "{0} statistics, relu {1}")
    @CsvSource({"BATCH, false", "BATCH, true", "RUNNING, false", "RUNNING, true"})
    void batchNormalizationIsTorchs(Statistics statistics, boolean relu) {
        String file = "batch-norm-" + statistics.name().toLowerCase(java.util.Locale.ROOT) + (relu ? "-relu" : "");
        Map<Golden, BatchNorm> norms = new LinkedHashMap<>();
        check(
                file,
                (engine, golden, in) -> {
                    BatchNorm norm = new BatchNorm(
                            in.get("weight"),
                            in.get("bias"),
                            variable(engine, golden.floats("runningMean"), false),
                            variable(engine, golden.floats("runningVar"), false),
                            (float) golden.number("eps"),
                            (float) golden.number("momentum"));
                    norms.put(golden, norm);
                    return relu
                            ? engine.batchNormRelu(in.get("x"), norm, statistics)
                            : engine.batchNorm(in.get("x"), norm, statistics);
                },
                golden -> List.of(
                        Map.entry("newMean", norms.get(golden).runningMean()),
                        Map.entry("newVar", norms.get(golden).runningVar())));
    }

    @Test
    void adamIsTorchs() {
        try (Engine engine = open(1)) {
            for (Golden golden : Golden.load("adam")) {
                AdamSettings settings = new AdamSettings(
                        golden.number("lr"),
                        golden.number("beta1"),
                        golden.number("beta2"),
                        golden.number("eps"),
                        golden.number("weightDecay"));
                Variable parameter = variable(engine, golden.floats("parameter"), true);
                Variable first = engine.variable(false, parameter.shape());
                Variable second = engine.variable(false, parameter.shape());

                for (int step = 1; step <= golden.integer("steps"); step++) {
                    parameter.clearGradient();
                    seed(engine, parameter, golden.floats("gradient" + step));
                    engine.adam(parameter, first, second, step, settings);

                    golden.check("parameter" + step, parameter, TOLERANCE);
                }
                golden.check("first", first, TOLERANCE);
                golden.check("second", second, TOLERANCE);
            }
        }
    }

    /** Gives a variable a gradient. */
    private static void seed(Engine engine, Tensor variable, Golden.Floats gradient) {
        try (Scope scope = engine.scope()) {
            engine.backward(engine.sum(engine.mul(variable, engine.tensor(gradient.values(), gradient.shape()))));
        }
    }

    private interface Operation {
        Tensor apply(Engine engine, Golden golden, Map<String, Variable> inputs);
    }

    private void check(String file, Operation operation) {
        check(file, operation, golden -> List.of());
    }

    private void check(String file, Operation operation, Function<Golden, List<Map.Entry<String, Variable>>> after) {
        try (Engine engine = open(1)) {
            for (Golden golden : Golden.load(file)) {
                Map<String, Variable> inputs = new LinkedHashMap<>();
                for (String name : List.of("x", "a", "b", "weight", "bias", "logits")) {
                    if (golden.has(name)) {
                        inputs.put(name, variable(engine, golden.floats(name), true));
                    }
                }
                try (Scope scope = engine.scope()) {
                    Tensor y = operation.apply(engine, golden, inputs);
                    golden.check("y", y, TOLERANCE);
                    seed(engine, y, golden.floats("gy"));
                }
                List<Map.Entry<String, Tensor>> gradients = new ArrayList<>();
                inputs.forEach((name, input) ->
                        gradients.add(Map.entry("g" + name, input.gradient().orElseThrow())));
                gradients.forEach(entry -> golden.check(entry.getKey(), entry.getValue(), TOLERANCE));
                after.apply(golden).forEach(entry -> golden.check(entry.getKey(), entry.getValue(), TOLERANCE));
                inputs.values().forEach(Variable::close);
            }
        }
    }

    private static Variable variable(Engine engine, Golden.Floats values, boolean requiresGrad) {
        Variable variable = engine.variable(requiresGrad, values.shape());
        variable.set(values.values());
        return variable;
    }

    private static String name(Golden golden) {
        return golden.toString().replaceAll(".*, ", "");
    }
}
