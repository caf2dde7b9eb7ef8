package org.ctbench.models.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.bench.EngineBenchmark.Batch;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.maskrcnn.DetectorOptions;

/**
 * The Affinity model or a residual network of torchvision on PyTorch: runs {@code affinity_torch.py}, one line in and one line out
 * for each piece of work.
 */
public final class TorchProgram implements ReferenceProgram {
    private static final String SCRIPT = "affinity_torch.py";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private final CompletableFuture<String> error;
    private final String versions;

    private TorchProgram(List<String> command) throws IOException {
        process = new ProcessBuilder(command).start();
        error = CompletableFuture.supplyAsync(() -> lastLine(process), TorchProgram::inTheBackground);
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
        try {
            JsonNode reply = reply();
            versions = "torch " + reply.path("torch").asText() + ", torchvision "
                    + reply.path("torchvision").asText() + ", BLAS "
                    + reply.path("blas").asText();
        } catch (IOException e) {
            stop();
            throw e;
        }
    }

    private static String lastLine(Process process) {
        return process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .reduce("", (last, line) -> line.isBlank() ? last : line.strip());
    }

    private static void inTheBackground(Runnable task) {
        Thread thread = new Thread(task, "errors of PyTorch");
        thread.setDaemon(true);
        thread.start();
    }

    private void stop() {
        process.destroy();
        process.onExit().join();
    }

    /**
     * Starts the first of these Python interpreters that has PyTorch and torchvision.
     *
     * @param pythons programs by name or path, at least one
     * @return absent if there is none, or if the subject is not an Affinity model with the released numbers of the detector
     */
    public static ReferenceProgram affinity(List<String> pythons, Subject subject, int threads) {
        if (!(subject.options() instanceof AffinityOptions options)) {
            return ReferenceProgram.absent("torch not run: it has no counterpart of "
                    + subject.provider().id());
        }
        if (!released(options)) {
            return ReferenceProgram.absent("torch not run: its anchors, samples and suppression are the released ones");
        }
        return find(pythons, arguments(options, subject.size(), threads));
    }

    /**
     * Starts the first of these Python interpreters that has PyTorch and torchvision.
     *
     * @param pythons programs by name or path, at least one
     * @param id of a model
     * @return absent if there is none, or if the model is no residual network
     */
    public static ReferenceProgram network(List<String> pythons, String id, Batch batch, int threads) {
        if (!id.matches("resnet(18|34|50)")) {
            return ReferenceProgram.absent("torch not run: it has no counterpart of " + id);
        }
        List<String> arguments = List.of("--network", id, "--size", Integer.toString(batch.side()));
        List<String> more = List.of("--batch", Integer.toString(batch.n()), "--threads", Integer.toString(threads));
        return find(pythons, Stream.concat(arguments.stream(), more.stream()).toList());
    }

    private static ReferenceProgram find(List<String> pythons, List<String> arguments) {
        List<String> reasons = new ArrayList<>();
        for (String python : pythons) {
            try {
                return start(python, arguments);
            } catch (IOException e) {
                reasons.add(e.getMessage());
            }
        }
        return ReferenceProgram.absent("torch not run: " + String.join("; ", reasons));
    }

    /** Whether what {@link #arguments} does not pass, and the work depends on, is as in the script. */
    private static boolean released(AffinityOptions options) {
        DetectorOptions own = options.detector();
        DetectorOptions script = DetectorOptions.affinity();
        DetectorOptions passed = new DetectorOptions(
                script.anchorSizes(),
                script.anchorRatios(),
                own.before(),
                own.after(),
                script.proposalNms(),
                script.anchorSampling(),
                script.regionSampling(),
                script.detectionNms(),
                own.detections());
        float regionNms = AffinityOptions.standard(options.affinities()).regionNms();
        return own.equals(passed) && options.regionNms() == regionNms;
    }

    private static TorchProgram start(String python, List<String> arguments) throws IOException {
        try (InputStream script = TorchProgram.class.getResourceAsStream(SCRIPT)) {
            String program = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            List<String> command = new ArrayList<>(List.of(python, "-c", program, "--bench", "--rounds"));
            command.addAll(arguments);
            return new TorchProgram(command);
        } catch (IOException e) {
            throw new IOException(python + ": " + e.getMessage(), e);
        }
    }

    private static List<String> arguments(AffinityOptions options, int size, int threads) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("size", size);
        values.put("threads", threads);
        values.put("affinities", options.affinities());
        values.put("features", options.features());
        values.put("hidden", options.hidden());
        values.put("depth", options.backbone().name().replaceAll("\\D", ""));
        values.put("regions", options.regions());
        values.put("refinements", options.refinements());
        values.put("before", options.detector().before());
        values.put("after", options.detector().after());
        values.put("detections", options.detector().detections());
        values.put("sieve", options.sieve().name().toLowerCase(Locale.ROOT));
        List<String> arguments = new ArrayList<>();
        values.forEach((name, value) -> arguments.addAll(List.of("--" + name, value.toString())));
        return arguments;
    }

    @Override
    public String description() {
        return versions;
    }

    @Override
    public OptionalDouble milliseconds(String work) throws IOException {
        input.write(work + "\n");
        input.flush();
        return OptionalDouble.of(reply().path("milliseconds").asDouble());
    }

    @Override
    public OptionalLong finish() throws IOException {
        input.close();
        return OptionalLong.of(reply().path("peakMiB").asLong() << 20);
    }

    /** The next line of the program; if it has ended, the last line of its error output is the reason. */
    private JsonNode reply() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the PyTorch program ended: " + error.join());
        }
        return JSON.readTree(line);
    }

    @Override
    public void close() {
        stop();
    }
}
