package org.ctbench.models.onnx;

import ai.onnxruntime.OrtException;
import java.util.Map;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;

/**
 * Opens ONNX files. The last bits of what ONNX Runtime computes depend on the processor. A file that keeps its weights in
 * other files is refused: its digest would not cover them.
 */
public final class OnnxProvider implements InferenceProvider {
    @Override
    public String format() {
        return "onnx";
    }

    @Override
    public Map<String, String> libraries() {
        return Map.of("ONNX Runtime", OnnxNetwork.environment().getVersion());
    }

    @Override
    public InferenceNetwork open(byte[] file, int threads) {
        try {
            return new OnnxNetwork(file, threads);
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    /** What ONNX Runtime says, in one line. */
    static InferenceException failure(OrtException e) {
        return new InferenceException(e.getMessage().strip().replaceAll("\\s+", " "), e);
    }
}
