package org.ctbench.models.reference;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.Counter;
import org.ctbench.models.layers.State;

/** A state of a network in words. */
public final class StateLine {
    private StateLine() {}

    /** A line as in {@link Golden#stateDict}. */
    public static String of(String name, State state) {
        String sizes = Arrays.stream(state.shape()).mapToObj(n -> " " + n).collect(Collectors.joining());
        return name + (state instanceof Counter ? " I64" : " F32") + sizes;
    }
}
