package org.ctbench.harness.determinism;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.datasets.phantom.PhantomProof;
import org.ctbench.models.proof.ArithmeticProof;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;

/**
 * What an engine computes in one setting.
 *
 * @param engine what computed
 * @param digests of every operation, of networks and of a generated image, by name
 */
public record Proof(EngineInfo engine, Map<String, String> digests) {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    public Proof {
        digests = Collections.unmodifiableMap(new LinkedHashMap<>(digests));
    }

    /** Computes everything. */
    public static Proof of(Engine engine) {
        return new Proof(engine.info(), with(ArithmeticProof.of(engine), PhantomProof.compute()));
    }

    /** The golden digests of an arithmetic and of a generated image; empty if none are published for the arithmetic. */
    public static Optional<Map<String, String>> golden(String arithmetic) {
        return ArithmeticProof.published(arithmetic).map(digests -> with(digests, PhantomProof.published()));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(others);
        return all;
    }

    /** In one line, as {@link #read} takes it. */
    public String line() throws IOException {
        return TrainingOrders.MARK + JSON.writeValueAsString(this);
    }

    /**
     * What a process printed, which is waited for.
     *
     * @throws IOException if it printed none, or failed
     */
    public static Proof read(Process process) throws IOException {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = output.lines()
                    .filter(line -> line.startsWith(TrainingOrders.MARK))
                    .toList();
            int code = process.waitFor();
            if (code != 0 || lines.size() != 1) {
                throw new IOException(
                        "the process that computes digests ended with exit code " + code + "; see its output above");
            }
            return JSON.readValue(lines.get(0).substring(TrainingOrders.MARK.length()), Proof.class);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for digests", e);
        } finally {
            process.destroy();
        }
    }
}
