package org.ctbench.harness.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.ctbench.harness.plan.ForeignProgram;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.predictions.ReadPredictions;
import org.ctbench.harness.program.ProgramInput.Asked;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Task;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.documents.UserException;

/**
 * One run of a program of others over some splits.
 *
 * @param bySplit its predictions of each split, in the order of the split
 * @param warnings what a reader should look at before the numbers are believed
 */
public record ProgramPredictions(Map<String, Predictions> bySplit, List<String> warnings) {
    /** What a program prints, in the folder of its run. */
    public static final String LOG = "program.log";

    private static final String PREDICTIONS = "predictions.csv";
    private static final String STANDARD_TOOL = "docker";
    private static final String STANDARD_MEMORY = "8g";

    /** The container that a program runs in, if it does, with the limits that are not written. */
    public static Optional<Container> container(ForeignProgram program) {
        return program.image()
                .map(image -> new Container(
                        program.tool().orElse(STANDARD_TOOL),
                        image,
                        program.memory().orElse(STANDARD_MEMORY),
                        program.cores().orElse(1.0)));
    }

    /**
     * Runs a program and reads what it predicts.
     *
     * @param container what it runs in
     * @param seed for all that is random
     * @param work folder for its input, which is removed, its output and {@value #LOG}
     * @param check called several times a second; if it throws, the program is ended
     * @throws UserException as {@link ProgramRun#run} does, or if the predictions are missing or at fault
     */
    public static ProgramPredictions of(
            ForeignProgram program, Optional<Container> container, long seed, Slices slices, Path work, Runnable check)
            throws IOException {
        Path in = Files.createDirectories(work.resolve("in"));
        Path out = Files.createDirectories(work.resolve("out"));
        Map<String, Asked> asked;
        try {
            ProgramInput input = new ProgramInput(slices.data(), in);
            if (program.train().isPresent()) {
                input.train(program.train().get(), slices.classes(), slices.progress());
            }
            asked = input.predict(slices.splits(), slices.classes(), slices.progress());
            Duration limit = Duration.ofMinutes(program.mostMinutes());
            new ProgramRun(program.command().orElse(List.of()), container, limit, seed)
                    .run(in, out, work.resolve(LOG), check);
        } finally {
            PathUtils.deleteDirectory(in);
        }
        Path file = out.resolve(PREDICTIONS);
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "the program wrote no " + PREDICTIONS,
                    file.toString(),
                    "make it write the file into the folder that CTBENCH_OUT names");
        }
        ReadPredictions read = read(file, program, slices, asked);
        return new ProgramPredictions(bySplit(read.predictions(), slices, asked), read.warnings());
    }

    /**
     * What a program is given.
     *
     * @param data holds the splits
     * @param splits those that it predicts
     * @param classes their classes
     * @param progress where copying images says how far it is
     */
    public record Slices(RunData data, List<String> splits, List<String> classes, Progress progress) {}

    private static ReadPredictions read(Path file, ForeignProgram program, Slices slices, Map<String, Asked> asked)
            throws IOException {
        Map<String, Integer> labels = new LinkedHashMap<>();
        asked.forEach((name, slice) -> labels.put(name, slice.slice().label()));
        PredictedValues values = program.values().orElse(PredictedValues.PROBABILITIES);
        PredictionSource source = new PredictionSource(List.of(file.toString()), values, Map.of(), Map.of());
        return PredictionFiles.read(source, new Task(String.join(", ", slices.splits()), slices.classes(), labels));
    }

    /** The predictions with the names and in the order of their splits. */
    private static Map<String, Predictions> bySplit(Predictions predictions, Slices slices, Map<String, Asked> asked) {
        Map<String, Map<String, Prediction>> rows = new LinkedHashMap<>();
        for (Prediction row : predictions.rows()) {
            Asked slice = asked.get(row.image());
            String id = slice.slice().slice().id();
            rows.computeIfAbsent(slice.split(), split -> new LinkedHashMap<>())
                    .put(id, new Prediction(id, row.label(), row.probabilities()));
        }
        Map<String, Predictions> bySplit = new LinkedHashMap<>();
        rows.forEach((split, byId) -> bySplit.put(
                split,
                new Predictions(
                        predictions.classes(),
                        slices.data().split(split).slices().stream()
                                .map(slice -> byId.get(slice.id()))
                                .toList())));
        return bySplit;
    }
}
