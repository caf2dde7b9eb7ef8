package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.Test;

class SmallHeapTest {
    @Test
    void tensorsMayTakeManyTimesTheJavaHeap() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor());
        assertEquals("[1, 1, 8, 8]", output.strip()); // and nothing else: libraries stay off standard output
    }

    /** Fills 400 MB, then needs new native objects. */
    @SuppressWarnings("try") // the scope is opened for its effect
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            try (Engine engine = Nd4jEngine.open(EngineOptions.threads(1))) {
                for (int i = 0; i < 4; i++) {
                    engine.variable(false, 25_000_000);
                }
                Variable filter = engine.variable(true, 1, 3, 3, 3);
                try (Scope scope = engine.scope()) {
                    Tensor image = engine.tensor(new float[3 * 8 * 8], 1, 3, 8, 8);
                    Tensor out = engine.conv2d(image, filter, Optional.empty(), 1, 1);
                    engine.backward(engine.sum(out));
                    System.out.println(java.util.Arrays.toString(out.shape()));
                }
            }
        }
    }
}
