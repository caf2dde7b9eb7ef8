package org.ctbench.harness.plan;

import java.util.List;
import java.util.TreeSet;
import org.ctbench.models.tensor.EngineRegistry;

/** Names of engines. A plan may name one that this build does not have: its results can be read, but not computed. */
public final class EngineNames {
    /** The engine of commands that run no plan; every build has it. */
    public static final String EXACT = "exact";

    /** The engine whose libraries are downloaded only when asked for. */
    public static final String ND4J = "nd4j";

    private static final List<String> OURS = List.of(EXACT, ND4J);

    private EngineNames() {}

    /** Whether an engine has that name. Engines of others are looked for only if it is none of ours. */
    static boolean contains(String name) {
        return OURS.contains(name) || all().contains(name);
    }

    /** The names of ours and of all engines of this build, sorted. */
    public static List<String> all() {
        TreeSet<String> all = new TreeSet<>(OURS);
        all.addAll(EngineRegistry.load().ids());
        return List.copyOf(all);
    }
}
