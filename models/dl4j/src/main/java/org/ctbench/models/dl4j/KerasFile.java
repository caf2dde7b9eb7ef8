package org.ctbench.models.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.message.DataLayout;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.modelimport.keras.KerasLayer;
import org.deeplearning4j.nn.modelimport.keras.KerasModel;
import org.deeplearning4j.nn.modelimport.keras.KerasSequentialModel;
import org.deeplearning4j.nn.modelimport.keras.exceptions.InvalidKerasConfigurationException;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network that Keras 2 saved as HDF5 by {@code model.save("mine.h5")}. DL4J makes the network of its configuration; jHDF
 * reads the weights. DL4J's own import would read them with the native HDF5 library, where a damaged file can end the process; jHDF
 * is Java. Nothing of the file is executed, and no weights are read that the file is too small for.
 */
final class KerasFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "keras_version";

    private final long length;
    private long read;

    private KerasFile(long length) {
        this.length = length;
    }

    /** Whether the bytes begin as HDF5 does. */
    static boolean isOne(byte[] file) {
        return file.length >= SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** @throws IOException if the bytes are no such file, or DL4J knows no such network */
    static ComputationGraph read(byte[] file) throws IOException {
        try (HdfFile hdf = HdfFile.fromBytes(file)) {
            return new KerasFile(file.length).network(hdf);
        } catch (InvalidKerasConfigurationException | UnsupportedKerasConfigurationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private ComputationGraph network(HdfFile hdf)
            throws IOException, InvalidKerasConfigurationException, UnsupportedKerasConfigurationException {
        KerasModel model = model(hdf);
        boolean stack = model instanceof KerasSequentialModel;
        ComputationGraphConfiguration configuration = stack
                ? Graphs.of(((KerasSequentialModel) model).getMultiLayerConfiguration())
                : model.getComputationGraphConfiguration();
        long parameters = Graphs.size(configuration);
        if (parameters < 1 || parameters > length / Float.BYTES) {
            throw new IOException("the file cannot hold the " + parameters + " parameters of its configuration");
        }
        Group weights = group(hdf, "model_weights");
        for (KerasLayer layer : model.getLayersOrdered()) {
            if (layer.getNumParams() > 0) {
                layer.setWeights(weights(group(weights, layer.getLayerName())));
            }
        }
        if (!stack) {
            return model.getComputationGraph();
        }
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init(((KerasSequentialModel) model).getMultiLayerNetwork().params(), false);
        return graph;
    }

    private static KerasModel model(HdfFile hdf)
            throws IOException, InvalidKerasConfigurationException, UnsupportedKerasConfigurationException {
        String version = text(hdf, VERSION);
        if (!version.startsWith("2.")) {
            throw new IOException("the file was written by Keras " + version + "; those of Keras 2 are read");
        }
        JsonNode json = json(text(hdf, "model_config"));
        if (!(json instanceof ObjectNode configuration)) {
            throw new IOException("model_config describes no network");
        }
        configuration.put(VERSION, version).put("backend", text(hdf, "backend"));
        var builder = new KerasModel()
                .modelBuilder()
                .modelJson(configuration.toString())
                .enforceTrainingConfig(false);
        return configuration.path("class_name").asText().equals("Sequential")
                ? builder.buildSequential()
                : builder.buildModel();
    }

    private static JsonNode json(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException("model_config is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String text(Node node, String name) throws IOException {
        Attribute attribute = node.getAttribute(name);
        if (attribute == null || !(attribute.getData() instanceof String text)) {
            throw new IOException("no file of a network that Keras saved: " + node.getPath() + " has no text " + name);
        }
        return text;
    }

    private static Group group(Group parent, String name) throws IOException {
        if (child(parent, name) instanceof Group group) {
            return group;
        }
        throw new IOException("the file has no weights " + parent.getPath() + name);
    }

    /** A link could lead to another file. */
    private static Node child(Group parent, String name) throws IOException {
        Node node = parent.getChildren().get(name);
        if (node != null && node.isLink()) {
            throw new IOException("the file has a link where weights should be: " + node.getPath());
        }
        return node;
    }

    /** Weights of a layer by their names, as Keras lists them: {@code conv/kernel:0} is {@code kernel}. */
    private Map<String, INDArray> weights(Group layer) throws IOException {
        Attribute names = layer.getAttribute("weight_names");
        if (names == null || !(names.getData() instanceof String[] paths)) {
            throw new IOException("the layer " + layer.getName() + " has no weights");
        }
        Map<String, INDArray> weights = new HashMap<>();
        for (String path : paths) {
            Node node = layer;
            for (String step : path.split("/")) {
                if (!(node instanceof Group group)) {
                    break;
                }
                node = child(group, step);
            }
            if (!(node instanceof Dataset values)) {
                throw new IOException("the file has no weights " + layer.getPath() + path);
            }
            weights.put(path.substring(path.lastIndexOf('/') + 1).replaceFirst(":\\d+$", ""), array(values));
        }
        return weights;
    }

    private INDArray array(Dataset values) throws IOException {
        if (values.getDataLayout() == DataLayout.CHUNKED) {
            throw new IOException(values.getPath() + " is compressed or in chunks; Keras saves weights as they are");
        }
        read = Math.addExact(read, values.getSizeInBytes());
        if (read > length) {
            throw new IOException("the weights are larger than the file: " + values.getPath());
        }
        if (!(values.getDataFlat() instanceof float[] floats)) {
            throw new IOException(values.getPath() + " holds " + values.getJavaType() + ", expected float32");
        }
        return Nd4j.create(
                floats, Arrays.stream(values.getDimensions()).asLongStream().toArray(), 'c');
    }
}
