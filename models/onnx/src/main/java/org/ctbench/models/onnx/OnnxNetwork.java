package org.ctbench.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctbench.models.inference.InferenceNetwork;

/** A session of ONNX Runtime. */
final class OnnxNetwork implements InferenceNetwork {
    private final OrtEnvironment environment;
    private final OrtSession session;

    OnnxNetwork(byte[] file, int threads) throws OrtException {
        environment = environment();
        environment.setTelemetry(false);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            session = environment.createSession(file, options);
        }
    }

    /** The one environment of the process. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "ctbench");
    }

    @Override
    public Map<String, List<Long>> inputs() {
        try {
            return shapes(session.getInputInfo());
        } catch (OrtException e) {
            throw OnnxProvider.failure(e);
        }
    }

    @Override
    public Map<String, List<Long>> outputs() {
        try {
            return shapes(session.getOutputInfo());
        } catch (OrtException e) {
            throw OnnxProvider.failure(e);
        }
    }

    private static Map<String, List<Long>> shapes(Map<String, NodeInfo> nodes) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        nodes.forEach((name, node) -> {
            if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
                shapes.put(name, Arrays.stream(tensor.getShape()).boxed().toList());
            }
        });
        return Collections.unmodifiableMap(shapes);
    }

    @Override
    public float[] run(String input, long[] shape, float[] values, String output) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
            FloatBuffer computed = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[computed.remaining()];
            computed.get(copy);
            return copy;
        } catch (OrtException e) {
            throw OnnxProvider.failure(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxProvider.failure(e);
        }
    }
}
