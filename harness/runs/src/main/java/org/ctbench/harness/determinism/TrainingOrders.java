package org.ctbench.harness.determinism;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.tensor.EngineInfo;

/**
 * What the process of a training is told and says, one line each: an order, and an answer behind a mark, since native libraries
 * may print, too.
 */
public final class TrainingOrders {
    static final String MARK = "ctbench ";
    static final String ENGINE = "engine";
    static final String STEP = "step";
    static final String EVALUATE = "evaluate";
    static final String VALUES = "values ";

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private static final TypeReference<Map<Kind, Map<String, String>>> DIGESTS = new TypeReference<>() {};

    private TrainingOrders() {}

    /** Does what is ordered until the orders end. */
    public static void serve(TracedTraining training, BufferedReader orders, PrintStream answers) throws IOException {
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            answers.println(MARK + answer(training, order));
            answers.flush();
        }
    }

    private static String answer(TracedTraining training, String order) throws IOException {
        if (order.equals(ENGINE)) {
            return JSON.writeValueAsString(training.engine());
        }
        if (order.equals(STEP)) {
            return JSON.writeValueAsString(training.step().digests());
        }
        if (order.equals(EVALUATE)) {
            return JSON.writeValueAsString(training.evaluate().digests());
        }
        if (order.startsWith(VALUES)) {
            String[] words = order.split(" ", 3);
            return text(training.values(Kind.valueOf(words[1]), words[2]));
        }
        throw new IOException("no order: " + order);
    }

    private static String text(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Double.BYTES));
        bytes.asDoubleBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    static double[] values(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        double[] values = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    static EngineInfo engine(String text) throws IOException {
        return JSON.readValue(text, EngineInfo.class);
    }

    static Trace trace(String text) throws IOException {
        return new Trace(JSON.readValue(text, DIGESTS));
    }
}
