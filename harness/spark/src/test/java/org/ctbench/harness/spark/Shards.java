package org.ctbench.harness.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.predictions.PatientTally;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.PatientValue;
import org.ctbench.harness.statistics.Replicates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.splits.random.SeededRandom;

/** Generated predictions, spread over files in several ways, and what a single process makes of them. */
final class Shards {
    static final ShardFormat FORMAT =
            ShardFormat.ofRows(List.of("Normal", "CP", "NCP"), Map.of(), PredictedValues.LABELS, Map.of());
    static final Resampling RESAMPLING = new Resampling(0.95, 10_000, 1, 1);

    private static final int PATIENTS = 2_000;
    private static final int SLICES = 5; // of each

    private Shards() {}

    /** The rows in random order, in so many files. */
    static List<Path> write(Path folder, int files) throws IOException {
        SeededRandom random = SeededRandom.of(1, "rows");
        List<String> rows = new ArrayList<>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            int truth = patient % 3;
            for (int slice = 0; slice < SLICES; slice++) {
                int predicted = random.nextDouble() < 0.9 ? truth : random.nextInt(3);
                rows.add("p" + patient + "_" + slice + ".png,p" + patient + ","
                        + FORMAT.classes().get(truth) + "," + FORMAT.classes().get(predicted) + "\n");
            }
        }
        SeededRandom.of(files, "order").shuffle(rows);
        List<Path> written = new ArrayList<>();
        Files.createDirectories(folder);
        for (int file = 0; file < files; file++) {
            List<String> own = rows.subList(rows.size() * file / files, rows.size() * (file + 1) / files);
            written.add(Files.writeString(
                    folder.resolve("part-" + file + ".csv"), "image,patient,label,predicted\n" + String.join("", own)));
        }
        return written;
    }

    static List<String> addresses(List<Path> files) {
        return files.stream().map(file -> "file:" + file.toAbsolutePath()).toList();
    }

    /** What one process makes of them. */
    static List<PatientValue> expected(List<Path> files) throws IOException {
        PatientCounts counts = PatientTally.count(files, FORMAT);
        return values(counts, List.of(counts.replicates(RESAMPLING)));
    }

    static List<PatientValue> values(PatientCounts counts, List<Replicates> replicates) {
        return counts.values(replicates, RESAMPLING.confidence());
    }
}
