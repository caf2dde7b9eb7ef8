package org.ctbench.models.dl4j;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a zip of {@code ModelSerializer} holds, read without executing anything of it: the configuration, whose JSON may name
 * classes of DL4J and ND4J alone, and the parameters, of which no more is read than the configuration needs. Files with Java
 * objects (normalizers and preprocessors) are refused; the state of an updater is passed by.
 *
 * @param configuration the network
 * @param parameters all of its parameters, {@code [1, n]}, float32
 */
record Dl4jFile(ComputationGraphConfiguration configuration, INDArray parameters) {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String UPDATER = "updaterState.bin";
    private static final int LONGEST_JSON = 16 << 20;

    /** Deflate makes no byte of less than 1/1032 byte. */
    private static final long MOST_PER_BYTE = 1032;

    /** How the configuration can name a class, after {@code @class} or in front of a layer. */
    private static final Pattern CLASS = Pattern.compile("(\\w+\\.)+[A-Z][\\w$]*");

    /** Of two values of one key this mapper could check the one and DL4J's use the other. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** @throws IOException if the bytes are no such file */
    static Dl4jFile read(byte[] file) throws IOException {
        ComputationGraphConfiguration configuration = configuration(file);
        long parameters = Graphs.size(configuration);
        if (parameters < 1
                || parameters > MOST_PER_BYTE * file.length / Float.BYTES
                || parameters > Integer.MAX_VALUE) {
            throw new IOException("the file cannot hold the " + parameters + " parameters of its configuration");
        }
        return new Dl4jFile(
                configuration, Nd4j.create(coefficients(file, (int) parameters), new long[] {1, parameters}));
    }

    private static ComputationGraphConfiguration configuration(byte[] file) throws IOException {
        ComputationGraphConfiguration found = null;
        boolean coefficients = false;
        Set<String> others = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CONFIGURATION)) {
                    found = configuration(zip);
                } else if (entry.getName().equals(COEFFICIENTS)) {
                    coefficients = true;
                } else if (!entry.getName().equals(UPDATER)) {
                    others.add(entry.getName());
                }
            }
        }
        if (!others.isEmpty()) {
            throw new IOException("the file has entries beside the network: " + String.join(", ", others)
                    + "; save the network without a normalizer");
        }
        if (found == null || !coefficients) {
            throw new IOException("no zip with " + CONFIGURATION + " and " + COEFFICIENTS);
        }
        return found;
    }

    private static ComputationGraphConfiguration configuration(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LONGEST_JSON + 1);
        if (bytes.length > LONGEST_JSON) {
            throw new IOException(CONFIGURATION + " is longer than " + LONGEST_JSON + " bytes");
        }
        JsonNode json = JSON.readTree(bytes);
        requireKnownClasses(json);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return json.has("confs")
                ? Graphs.of(MultiLayerConfiguration.fromJson(text))
                : ComputationGraphConfiguration.fromJson(text);
    }

    private static void requireKnownClasses(JsonNode json) throws IOException {
        String text = json.asText();
        boolean known = text.startsWith("org.deeplearning4j.nn.") || text.startsWith("org.nd4j.linalg.");
        if (json.isTextual() && !known && CLASS.matcher(text).matches()) {
            throw new IOException("the configuration names a class that is not of DL4J: " + text);
        }
        for (JsonNode part : json) {
            requireKnownClasses(part);
        }
    }

    private static float[] coefficients(byte[] file, int count) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = zip.getNextEntry();
            while (!entry.getName().equals(COEFFICIENTS)) {
                entry = zip.getNextEntry();
            }
            DataInputStream in = new DataInputStream(zip);
            Buffer shape = Buffer.read(in);
            in.skipNBytes(Math.multiplyExact(shape.length, (long) Long.BYTES));
            Buffer data = Buffer.read(in);
            if (!shape.type.equals("LONG") || !data.type.equals("FLOAT") || data.length != count) {
                throw new IOException(COEFFICIENTS + " holds " + data.length + " values of the type " + data.type
                        + ", the configuration has " + count + " parameters of the type FLOAT");
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = in.readFloat();
            }
            return values;
        }
    }

    /** What stands before the values of a buffer. */
    private record Buffer(long length, String type) {
        static Buffer read(DataInputStream in) throws IOException {
            String allocation = in.readUTF();
            if (!allocation.equals("MIXED_DATA_TYPES") && !allocation.equals("LONG_SHAPE")) {
                throw new IOException(COEFFICIENTS + " is of a form that DL4J 1.0.0 does not write: " + allocation);
            }
            long length = in.readLong();
            if (length < 0) {
                throw new IOException(COEFFICIENTS + " has a buffer of " + length + " values");
            }
            return new Buffer(length, in.readUTF());
        }
    }
}
