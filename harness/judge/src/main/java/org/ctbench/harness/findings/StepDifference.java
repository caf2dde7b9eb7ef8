package org.ctbench.harness.findings;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;

/**
 * How far two trainings are apart at a step.
 *
 * @param step from 1
 * @param loss the loss before the update that differs most, relative to itself
 * @param weights the parameter after the update that differs most, relative to its largest value
 */
public record StepDifference(int step, Difference loss, Difference weights) {
    public StepDifference {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(weights, "weights");
    }

    public static StepDifference of(
            int step, Map<String, Double> left, Map<String, Double> right, Module first, Module second) {
        Set<String> losses = new TreeSet<>(left.keySet());
        losses.addAll(right.keySet());
        Difference loss = largest(
                losses, name -> Difference.between(Kind.LOSS, step, name, values(left, name), values(right, name)));
        Map<String, Parameter> ones = first.parameters();
        Map<String, Parameter> others = second.parameters();
        Difference weights = largest(
                ones.keySet(),
                name -> Difference.between(
                        Kind.WEIGHT,
                        step,
                        name,
                        ones.get(name).variable().toArray(),
                        others.get(name).variable().toArray()));
        return new StepDifference(step, loss, weights);
    }

    private static double[] values(Map<String, Double> losses, String name) {
        return losses.containsKey(name) ? new double[] {losses.get(name)} : new double[0];
    }

    private static Difference largest(Set<String> names, Function<String, Difference> of) {
        return names.stream().map(of).reduce(Difference::larger).orElseThrow();
    }
}
