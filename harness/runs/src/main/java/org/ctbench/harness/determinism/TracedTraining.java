package org.ctbench.harness.determinism;

import java.io.IOException;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.tensor.EngineInfo;

/** A training on a fresh engine, in this process or in another one. */
public interface TracedTraining extends AutoCloseable {
    /** What computes. */
    EngineInfo engine() throws IOException;

    /** Makes the next step. */
    Trace step() throws IOException;

    /** Evaluates the network as it is now, on the images of the last step. */
    Trace evaluate() throws IOException;

    /**
     * Values as they are now.
     *
     * @param name one of that kind in the last trace
     */
    double[] values(Kind kind, String name) throws IOException;

    @Override
    void close() throws IOException;
}
