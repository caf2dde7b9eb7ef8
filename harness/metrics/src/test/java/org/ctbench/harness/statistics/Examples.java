package org.ctbench.harness.statistics;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.splits.random.SeededRandom;

/** ClassPredictions for tests: those of {@code golden/statistics/predictions.csv}, and generated ones. */
final class Examples {
    static final List<String> CLASSES = List.of("Normal", "CP", "NCP");
    static final Map<Weighting, List<Double>> WEIGHTS = Map.of(Weighting.CODE, List.of(0.45, 0.35, 0.20));
    static final List<ClassificationMetric> METRICS = ClassificationMetric.usual(CLASSES, WEIGHTS);

    private Examples() {}

    static List<CSVRecord> golden(String name) throws IOException {
        try (Reader in = new InputStreamReader(
                Examples.class.getResourceAsStream("/golden/statistics/" + name), StandardCharsets.UTF_8)) {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get();
            return format.parse(in).getRecords();
        }
    }

    /** ClassPredictions of the model {@code first} or {@code second}. */
    static ClassPredictions answers(String model) throws IOException {
        List<CSVRecord> rows = golden("answers.csv");
        return ClassPredictions.of(CLASSES, labels(rows, "truth"), labels(rows, model))
                .ofPatients(rows.stream().map(row -> row.get("patient")).toList());
    }

    /**
     * ClassPredictions that are right with a probability of {@code right} on average, which differs between patients.
     *
     * @param patients of each class
     * @param slices of each patient
     * @param spread how far a patient's own probability may be from the average
     */
    static ClassPredictions generated(SeededRandom random, int patients, int slices, double right, double spread) {
        List<String> ids = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        for (int truth = 0; truth < CLASSES.size(); truth++) {
            for (int p = 0; p < patients; p++) {
                double own = right + spread * (2 * random.nextDouble() - 1);
                for (int s = 0; s < slices; s++) {
                    ids.add(truth + "-" + p);
                    rows.add(
                            new int[] {truth, random.nextDouble() < own ? truth : (truth + 1 + random.nextInt(2)) % 3});
                }
            }
        }
        int[] truth = rows.stream().mapToInt(row -> row[0]).toArray();
        int[] predicted = rows.stream().mapToInt(row -> row[1]).toArray();
        return ClassPredictions.of(CLASSES, truth, predicted).ofPatients(ids);
    }

    /** The same predictions of slices whose patients nobody knows. */
    static ClassPredictions withoutPatients(ClassPredictions answers) {
        int[] truth = new int[answers.slices()];
        int[] predicted = new int[answers.slices()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = answers.truth(i);
            predicted[i] = answers.predicted(i);
        }
        return ClassPredictions.of(answers.classes(), truth, predicted);
    }

    static Resampling replicates(int n) {
        return new Resampling(0.95, n, 1, 2);
    }

    static ClassificationMetric metric(String id) {
        Optional<ClassificationMetric> metric =
                METRICS.stream().filter(f -> f.id().equals(id)).findFirst();
        return metric.orElseThrow();
    }

    private static int[] labels(List<CSVRecord> rows, String column) {
        return rows.stream().mapToInt(row -> Integer.parseInt(row.get(column))).toArray();
    }
}
