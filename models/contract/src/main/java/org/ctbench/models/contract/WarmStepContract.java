package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An engine that computes on arrays of the Java heap uses them again: a warm step makes none that holds a layer. */
public abstract class WarmStepContract extends EngineContract {
    private static final int WIDTH = 8;
    private static final int SIDE = 48;

    /** Bytes of the activations of one layer; what a step does allocate are small records of what it does. */
    private static final long TENSOR = 2L * WIDTH * SIDE * SIDE * Float.BYTES;

    @Tag("slow")
    @Test
    void fiveHundredStepsMakeNoTensorAnew() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        try (Engine engine = open(1)) {
            SmallNetwork network = new SmallNetwork(engine, WIDTH, SIDE);
            train(network, 100);
            long held = engine.bytesHeld();
            long before = threads.getThreadAllocatedBytes(self);
            train(network, 400);
            long perStep = (threads.getThreadAllocatedBytes(self) - before) / 400;

            assertEquals(held, engine.bytesHeld());
            assertTrue(perStep > 0, "allocation is counted");
            assertTrue(perStep < TENSOR, perStep + " bytes per step, activations of a layer have " + TENSOR);
        }
    }

    private static void train(SmallNetwork network, int steps) {
        for (int step = 0; step < steps; step++) {
            network.train();
        }
    }
}
