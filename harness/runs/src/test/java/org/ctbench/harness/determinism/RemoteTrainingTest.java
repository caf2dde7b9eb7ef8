package org.ctbench.harness.determinism;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.findings.Kind;
import org.ctbench.models.tensor.EngineInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RemoteTrainingTest {
    private static final double[] VALUES = {1.5, -0.0, Double.MIN_VALUE};
    private static final Trace TRACE =
            new Trace(Map.of(Kind.LOSS, Map.of("image", "aa"), Kind.WEIGHT, Map.of("fc.bias", "bb")));

    @Test
    void whatAProcessAnswersIsWhatItsTrainingSays() throws IOException {
        List<String> answers = answers("engine\nstep\nevaluate\nvalues WEIGHT fc.bias\n");

        assertEquals(new Fixed().engine(), TrainingOrders.engine(answers.get(0)));
        assertEquals(TRACE, TrainingOrders.trace(answers.get(1)));
        assertEquals(TRACE, TrainingOrders.trace(answers.get(2)));
        assertArrayEquals(VALUES, TrainingOrders.values(answers.get(3)));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is a shell script")
    void whatNativeLibrariesPrintIsPassedOver() throws IOException {
        String json = "{\"LOSS\":{\"image\":\"aa\"},\"WEIGHT\":{\"fc.bias\":\"bb\"}}";

        try (RemoteTraining training =
                training("read order; echo onednn_verbose,info; echo 'ctbench " + json + "'; read x")) {
            assertEquals(TRACE, training.step());
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the process is a shell script")
    void aProcessThatEndsIsNamedWithItsExitCode() throws IOException {
        try (RemoteTraining training = training("exit 7")) {
            IOException e = assertThrows(IOException.class, training::step);

            assertEquals("the process of a training ended with exit code 7; see its output above", e.getMessage());
        }
    }

    private static RemoteTraining training(String script) throws IOException {
        return new RemoteTraining(new ProcessBuilder("sh", "-c", script).start());
    }

    private static List<String> answers(String orders) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TrainingOrders.serve(
                new Fixed(),
                new BufferedReader(new StringReader(orders)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(TrainingOrders.MARK.length()))
                .toList();
    }

    private static final class Fixed implements TracedTraining {
        @Override
        public EngineInfo engine() {
            return new EngineInfo("nd4j-cpu", Optional.empty(), 2, "ND4J", Optional.empty(), Map.of("nd4j", "1"));
        }

        @Override
        public Trace step() {
            return TRACE;
        }

        @Override
        public Trace evaluate() {
            return TRACE;
        }

        @Override
        public double[] values(Kind kind, String name) {
            assertEquals(Kind.WEIGHT, kind);
            assertEquals("fc.bias", name);
            return VALUES;
        }

        @Override
        public void close() {}
    }
}
