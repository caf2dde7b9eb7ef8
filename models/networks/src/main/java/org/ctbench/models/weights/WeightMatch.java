package org.ctbench.models.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.State;

/**
 * How the tensors of a file fit a network, by name and shape. Floats may have any precision, counts any length; counts may be
 * missing, as they are from files of PyTorch before 0.4.1.
 *
 * @param states number of parameters, buffers and counters of the network
 * @param missing names that the network has and the file lacks
 * @param unexpected names that the file has and the network lacks
 * @param different tensors of another shape or kind, with both, or of values that cannot be
 */
public record WeightMatch(int states, List<String> missing, List<String> unexpected, List<String> different) {
    private static final int SHOWN = 10;

    public WeightMatch {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        different = List.copyOf(different);
    }

    /** Every tensor of a file and every state of a network, which needs no memory. */
    public static WeightMatch of(WeightFile weights, Module network) {
        return of(weights, network.stateDict(), name -> true);
    }

    /** @param belongs which names of the file have to be among the states */
    static WeightMatch of(WeightFile weights, Map<String, State> states, Predicate<String> belongs) {
        List<String> missing = new ArrayList<>();
        List<String> different = new ArrayList<>();
        states.forEach((name, state) -> {
            if (weights.names().contains(name)) {
                String fault = fault(weights, name, state);
                if (!fault.isEmpty()) {
                    different.add(name + fault);
                }
            } else if (!(state instanceof Counter)) {
                missing.add(name);
            }
        });
        List<String> unexpected = weights.names().stream()
                .filter(name -> belongs.test(name) && !states.containsKey(name))
                .toList();
        return new WeightMatch(states.size(), missing, unexpected, different);
    }

    private static String fault(WeightFile weights, String name, State state) {
        boolean counter = state instanceof Counter;
        String type = weights.type(name);
        Header.Entry expected = Header.Entry.at(0, Stored.typeOf(state), state.shape());
        boolean kind = counter ? Elements.areWhole(type) : Elements.areFloats(type);
        if (!kind || !weights.shape(name).equals(expected.shape())) {
            return " " + type + " " + weights.shape(name) + ", expected " + expected.type() + " " + expected.shape();
        }
        if (counter) {
            return weights.count(name) < 0 ? " is negative" : "";
        }
        return weights.overflows(name) ? " has values beyond float32" : "";
    }

    /** Whether every tensor has its place and every place its tensor. */
    public boolean complete() {
        return missing.isEmpty() && unexpected.isEmpty() && different.isEmpty();
    }

    /** How many states the file has as the network needs them; missing counts are among them. */
    public int fitting() {
        return states - missing.size() - different.size();
    }

    /** What does not fit, the first of each kind, a line for each; empty if all fits. */
    public String text() {
        return listed("missing", missing) + listed("unexpected", unexpected) + listed("different", different);
    }

    static String listed(String title, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String shown = String.join("; ", names.subList(0, Math.min(SHOWN, names.size())));
        String more = names.size() > SHOWN ? "; and " + (names.size() - SHOWN) + " more" : "";
        return "\n  " + title + ": " + shown + more;
    }
}
