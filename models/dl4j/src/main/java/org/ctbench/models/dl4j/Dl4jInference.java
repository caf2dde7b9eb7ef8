package org.ctbench.models.dl4j;

import java.io.IOException;
import java.util.Map;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Opens the zip files of DL4J's {@code ModelSerializer}, a ComputationGraph or a MultiLayerNetwork with its parameters, and the HDF5
 * files of Keras 2. The last bits of what ND4J computes depend on the processor and on the number of threads.
 */
public final class Dl4jInference implements InferenceProvider {
    @Override
    public String format() {
        return "dl4j";
    }

    @Override
    public Map<String, String> libraries() {
        return Nd4jLibrary.libraries();
    }

    @Override
    public InferenceNetwork open(byte[] file, int threads) {
        Nd4jLibrary.load();
        Nd4jLibrary.useThreads(threads);
        try {
            return new Dl4jNetwork(KerasFile.isOne(file) ? KerasFile.read(file) : graph(Dl4jFile.read(file)), threads);
        } catch (IOException | RuntimeException | LinkageError e) { // a layer may need what the build leaves out
            throw failure(e);
        }
    }

    private static ComputationGraph graph(Dl4jFile network) {
        ComputationGraph graph = new ComputationGraph(network.configuration());
        graph.init(network.parameters(), false);
        return graph;
    }

    /** What DL4J says, in one line. */
    static InferenceException failure(Throwable e) {
        String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new InferenceException(said.strip().replaceAll("\\s+", " "), e);
    }
}
