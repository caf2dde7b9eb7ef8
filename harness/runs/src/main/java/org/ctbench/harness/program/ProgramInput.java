package org.ctbench.harness.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.random.SeededRandom;

/**
 * What a program of others gets: images as they were published, and lists of them. In {@code train.csv} each has its class and
 * patient. In {@code predict.csv} it has neither, and no name or order that tells them: names of COVIDx-CT begin with the class, and
 * its lists are sorted.
 */
public final class ProgramInput {
    /** Name of the list of the images to predict. */
    public static final String PREDICT = "predict.csv";

    /** Name of the list of the images to learn from. */
    public static final String TRAIN = "train.csv";

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final String IMAGES = "images";

    private final RunData data;
    private final Path folder;

    /** @param folder an empty folder */
    public ProgramInput(RunData data, Path folder) {
        this.data = data;
        this.folder = folder;
    }

    /** Writes the images to learn from, with their list. */
    public void train(String split, List<String> classes, Progress progress) throws IOException {
        List<LabelledSlice> slices = LabelledSlice.of(data.split(split), classes);
        List<List<String>> rows = new ArrayList<>(List.of(List.of("image", "label", "patient")));
        Path images = Files.createDirectories(folder.resolve(IMAGES).resolve("train"));
        try (Tracker task = progress.start("copy images of " + split, slices.size(), "image")) {
            for (LabelledSlice slice : slices) {
                String name = slice.slice().id();
                Files.write(images.resolve(name), data.file(slice.slice()).read());
                rows.add(List.of(
                        IMAGES + "/train/" + name,
                        classes.get(slice.label()),
                        slice.slice().patient().orElse("")));
                task.accept(1);
            }
        }
        write(TRAIN, rows);
    }

    /**
     * A slice that is predicted.
     *
     * @param split its split
     * @param slice the slice
     */
    record Asked(String split, LabelledSlice slice) {}

    /**
     * Writes the images to predict, with their list.
     *
     * @return the slice of each image, by the name of its file
     */
    Map<String, Asked> predict(List<String> splits, List<String> classes, Progress progress) throws IOException {
        List<Asked> slices = new ArrayList<>();
        for (String split : splits) {
            LabelledSlice.of(data.split(split), classes).forEach(slice -> slices.add(new Asked(split, slice)));
        }
        String all = String.join(", ", splits);
        SeededRandom.of(1, "order of " + all).shuffle(slices);
        Map<String, Asked> byName = new LinkedHashMap<>();
        Path images = Files.createDirectories(folder.resolve(IMAGES).resolve("predict"));
        try (Tracker task = progress.start("copy images of " + all, slices.size(), "image")) {
            for (Asked asked : slices) {
                Slice slice = asked.slice().slice();
                String name = String.format(Locale.ROOT, "%06d%s", byName.size(), extension(slice));
                Files.write(images.resolve(name), data.file(slice).read());
                byName.put(name, asked);
                task.accept(1);
            }
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("image")));
        byName.keySet().forEach(name -> rows.add(List.of(IMAGES + "/predict/" + name)));
        write(PREDICT, rows);
        return byName;
    }

    private static String extension(Slice slice) {
        int dot = slice.id().lastIndexOf('.');
        return Optional.of(slice.id().substring(Math.max(0, dot)))
                .filter(e -> dot >= 0)
                .orElse("");
    }

    private void write(String name, List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            printer.printRecords(rows);
        }
        AtomicFiles.write(folder.resolve(name), text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
