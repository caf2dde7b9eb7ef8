package org.ctbench.models.exact;

import org.ctbench.models.memory.ShiftedLoops;
import org.ctbench.models.tape.TapeEngine;
import org.ctbench.models.tensor.Engine;

/** The engine whose results are the same bits on every machine, whatever its processor and the number of threads. */
public final class ExactEngine {
    /** Name in plans. */
    static final String ID = "exact";

    /** Name and version of the arithmetic; a change that can move one bit raises it. */
    public static final String ARITHMETIC = "exact/1";

    private static final String VECTORS = "jdk.incubator.vector";

    private ExactEngine() {}

    /** Starts an engine on this many threads, at least 1. */
    public static Engine open(int threads) {
        return open(threads, kernel(), hasVectors() ? vectors("VectorLoops", ShiftedLoops.class) : ShiftedLoops.PLAIN);
    }

    /** Starts an engine without vector instructions of our own: slow, and the same bits. */
    public static Engine openScalar(int threads) {
        return open(threads, new ScalarKernel(), ShiftedLoops.PLAIN);
    }

    /** Whether this Java runs the vectors; without them the engine is about ten times slower. */
    static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent();
    }

    /** The faster one of those that this Java runs. */
    static TileKernel kernel() {
        return hasVectors() ? vectors("VectorKernel", TileKernel.class) : new ScalarKernel();
    }

    private static Engine open(int threads, TileKernel kernel, ShiftedLoops loops) {
        return new TapeEngine(new ExactDevice(threads, kernel, loops));
    }

    /** By name: without the module such a class does not load. */
    private static <T> T vectors(String name, Class<T> type) {
        try {
            return type.cast(Class.forName(ExactEngine.class.getPackageName() + "." + name)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(name + " does not load", e);
        }
    }
}
