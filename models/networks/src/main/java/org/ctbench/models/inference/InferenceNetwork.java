package org.ctbench.models.inference;

import java.util.List;
import java.util.Map;

/** A trained network of another framework. It computes outputs and cannot be trained. Not thread safe. */
public interface InferenceNetwork extends AutoCloseable {
    /** Shapes of the float32 inputs by name, in the file's order; -1 stands for a side that the file leaves open. */
    Map<String, List<Long>> inputs();

    /** Shapes of the float32 outputs by name, in the file's order; -1 stands for a side that the file leaves open. */
    Map<String, List<Long>> outputs();

    /**
     * Computes one output.
     *
     * @param input name of the input; the network has no other
     * @param shape its shape
     * @param values its values, row-major
     * @param output name of the output
     * @return the output's values, row-major
     * @throws InferenceException if the network cannot compute this
     */
    float[] run(String input, long[] shape, float[] values, String output);

    /** Frees the network's memory. */
    @Override
    void close();
}
