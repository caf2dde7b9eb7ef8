package org.ctbench.harness.engines;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.NormalizationOps.BatchNorm;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/** Hands on what the layers of a network compute: their results, and the gradients of their parameters before each update. */
final class LayerValues implements ObservedEngine.Observer {
    private final Map<Object, String> names = new IdentityHashMap<>();
    private final LayerSums sums;
    private final Sink sink;

    /** Takes values. */
    @FunctionalInterface
    interface Sink {
        /**
         * Values of a layer, {@link Kind#ACTIVATION} or {@link Kind#GRADIENT}.
         *
         * @param layer its name: {@code layer1.0.conv1}
         * @param values of one operation, or of one parameter
         */
        void accept(Kind kind, String layer, float[] values);
    }

    /**
     * Values of this network.
     *
     * @param sums are told of every operation
     */
    LayerValues(Module network, LayerSums sums, Sink sink) {
        this.sums = sums;
        this.sink = sink;
        network.parameters().forEach((name, parameter) -> names.putIfAbsent(parameter.variable(), name));
    }

    @Override
    public void computed(String operation, Object[] arguments, Tensor result) {
        Optional<Variable> weight = Stream.of(arguments)
                .map(argument -> argument instanceof BatchNorm norm ? norm.weight() : argument)
                .filter(names::containsKey)
                .map(Variable.class::cast)
                .findFirst();
        weight.ifPresent(w -> {
            String layer = layer(names.get(w));
            sums.add(layer, w, operation.equals("convTranspose2d"), result);
            sink.accept(Kind.ACTIVATION, layer, result.toArray());
        });
    }

    @Override
    public void updating(Variable parameter) {
        if (names.containsKey(parameter)) {
            float[] gradient = parameter.gradient().orElseThrow().toArray();
            sink.accept(Kind.GRADIENT, layer(names.get(parameter)), gradient);
        }
    }

    /** Layer of a parameter: {@code layer1.0.conv1} of {@code layer1.0.conv1.weight}. */
    private static String layer(String parameter) {
        int dot = parameter.lastIndexOf('.');
        return dot < 0 ? parameter : parameter.substring(0, dot);
    }
}
