package org.ctbench.models.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ctbench.models.proof.LesionScene;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/** Times single operations forward, and forward and backward; each result is reported when it is there. */
@SuppressWarnings("try") // scopes are opened for their effect
final class OperationTimer implements AutoCloseable {
    private final Engine engine;
    private final int runs;
    private final Consumer<WallTime> report;
    private final List<WallTime> timings = new ArrayList<>();
    private final List<Variable> variables = new ArrayList<>();

    OperationTimer(Engine engine, int runs, Consumer<WallTime> report) {
        this.engine = engine;
        this.runs = runs;
        this.report = report;
    }

    /** A variable that takes part in differentiation and lives as long as this. */
    Variable filled(float value, int... shape) {
        Variable variable = engine.variable(true, shape);
        variables.add(variable);
        float[] values = new float[variable.numel()];
        Arrays.fill(values, value);
        variable.set(values);
        return variable;
    }

    /** Times an operation on an input of that shape. */
    void both(String name, Function<Tensor, Tensor> operation, int... shape) {
        Variable x = engine.variable(true, shape);
        x.set(LesionScene.wave(x.numel()));
        String sizes = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining("x"));
        time(name + " forward " + sizes, () -> {
            try (Scope scope = engine.scope();
                    Engine.NoGrad off = engine.noGrad()) {
                Tensor unused = operation.apply(x);
            }
        });
        time(name + " and backward " + sizes, () -> {
            try (Scope scope = engine.scope()) {
                engine.backward(engine.sum(operation.apply(x)));
                x.clearGradient();
                variables.forEach(Variable::clearGradient);
            }
        });
        x.close();
    }

    void time(String name, Runnable task) {
        WallTime timing = WallTime.of(name, runs, task);
        timings.add(timing);
        report.accept(timing);
    }

    /** All results so far. */
    List<WallTime> timings() {
        return List.copyOf(timings);
    }

    @Override
    public void close() {
        variables.forEach(Variable::close);
        variables.clear();
    }
}
