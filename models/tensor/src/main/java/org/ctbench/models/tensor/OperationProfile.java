package org.ctbench.models.tensor;

import java.util.List;

/**
 * Where the time of an engine goes, by operation of the tensor interface. What is computed through {@link #engine} is timed.
 * The time of a backward pass belongs to the operations that it differentiates.
 *
 * <p>Times are those of the calling thread: on a device that computes in the background they are those of the launches.
 */
public interface OperationProfile extends AutoCloseable {
    /** Name of the share that is spent between operations: in the code of models, and in reading tensors. */
    String BETWEEN = "between operations";

    /**
     * The time of an operation in one measured task: means over all of them.
     *
     * @param operation name of a method of the tensor interface, or {@value #BETWEEN}
     * @param calls forward calls; 0 for {@value #BETWEEN}
     * @param forward in milliseconds; all the time of {@value #BETWEEN}
     * @param backward in milliseconds
     * @param share of forward and backward in the whole, in [0, 1]
     */
    record Row(String operation, double calls, double forward, double backward, double share) {}

    /** The engine to compute through. */
    Engine engine();

    /** Runs a task and adds its time to the whole. Operations outside of it are not kept. */
    void measure(Runnable task);

    /** Operations that ran, the longest first; what is left of the whole is the last row. Empty if nothing was measured. */
    List<Row> rows();

    /** Ends the profile; the engine goes on. */
    @Override
    void close();
}
