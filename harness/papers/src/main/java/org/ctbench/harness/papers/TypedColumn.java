package org.ctbench.harness.papers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.documents.UserException;

/**
 * What the name of a column of a typed table means.
 *
 * @param metric the metric
 * @param classId class that it is about
 * @param doubt what somebody should check; empty where the name says it all
 */
record TypedColumn(Metric metric, Optional<String> classId, Optional<String> doubt) {
    /** Words of papers beside those of the registry, as {@link #words} writes them; longer ones are looked for first. */
    private static final Map<String, Metric> WORDS = wordsOfMetrics();

    private static final Map<Metric, Metric> MEANS = Map.of(
            Metric.SENSITIVITY, Metric.MACRO_SENSITIVITY,
            Metric.PRECISION, Metric.MACRO_PRECISION,
            Metric.SPECIFICITY, Metric.MACRO_SPECIFICITY,
            Metric.F1, Metric.MACRO_F1);

    TypedColumn {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(classId, "classId");
        Objects.requireNonNull(doubt, "doubt");
    }

    private static Map<String, Metric> wordsOfMetrics() {
        Map<String, Metric> words = new LinkedHashMap<>();
        for (Metric metric : Metric.values()) {
            words.put(words(metric.id()), metric);
            words.put(words(metric.words()), metric);
        }
        words.putAll(Map.of(
                "recall", Metric.SENSITIVITY,
                "sens", Metric.SENSITIVITY,
                "tpr", Metric.SENSITIVITY,
                "spec", Metric.SPECIFICITY,
                "tnr", Metric.SPECIFICITY,
                "ppv", Metric.PRECISION,
                "positive predictive value", Metric.PRECISION,
                "prec", Metric.PRECISION,
                "f1 score", Metric.F1));
        words.putAll(Map.of(
                "acc", Metric.ACCURACY,
                "auroc", Metric.AUC,
                "roc auc", Metric.AUC,
                "balanced accuracy", Metric.MACRO_SENSITIVITY,
                "macro recall", Metric.MACRO_SENSITIVITY,
                "weighted f1 score", Metric.WEIGHTED_F1,
                "macro f1 score", Metric.MACRO_F1,
                "f score", Metric.F1,
                "f measure", Metric.F1));
        return words;
    }

    /**
     * What a name means.
     *
     * @param classes names of the classes by their ids
     * @param positive class that a metric of one class is about where its column names none
     * @return empty if it names neither metric nor class
     */
    static Optional<TypedColumn> of(String name, Map<String, String> classes, Optional<String> positive) {
        String words = " " + words(name) + " ";
        Optional<String> classId = classes.entrySet().stream()
                .filter(c -> words.contains(" " + words(c.getKey()) + " ")
                        || words.contains(" " + words(c.getValue()) + " "))
                .map(Map.Entry::getKey)
                .max((a, b) -> Integer.compare(a.length(), b.length()));
        Optional<Metric> metric = WORDS.entrySet().stream()
                .filter(entry -> words.contains(" " + entry.getKey() + " "))
                .max((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
                .map(Map.Entry::getValue);
        return metric.map(m -> measured(name, m, classId, positive))
                .or(() -> classId.map(c -> new TypedColumn(
                        Metric.SENSITIVITY,
                        Optional.of(c),
                        Optional.of("'" + name + "' names no metric; read as sensitivity"))));
    }

    private static TypedColumn measured(
            String name, Metric metric, Optional<String> classId, Optional<String> positive) {
        if (metric == Metric.ACCURACY && classId.isPresent()) {
            return new TypedColumn(
                    Metric.CLASS_ACCURACY,
                    classId,
                    Optional.of("accuracy of one class: read as (TP + TN) / all; some papers mean its sensitivity"));
        }
        if (!metric.ofClass()) {
            return new TypedColumn(
                    metric, classId.filter(c -> metric.ofClassOrAll() || metric.isCounted()), Optional.empty());
        }
        Optional<String> about = classId.or(() -> positive);
        if (about.isPresent()) {
            return new TypedColumn(metric, about, Optional.empty());
        }
        if (!MEANS.containsKey(metric)) {
            throw new UserException(
                    "the column '" + name + "' does not say of which class it is",
                    "--positive",
                    "name the class, or say what the column is: --column '" + name + "=" + metric.id() + "/CLASS'");
        }
        return new TypedColumn(
                MEANS.get(metric),
                Optional.empty(),
                Optional.of("'" + name + "' names no class; read as the plain mean over the classes"));
    }

    /**
     * What a user says a column is: {@code sensitivity/NCP} or {@code accuracy}.
     *
     * @throws UserException if there is no such metric or class
     */
    static TypedColumn said(String written, Map<String, String> classes) {
        String[] parts = written.split("/", 2);
        Metric metric = Metric.ofId(parts[0])
                .orElseThrow(() -> new UserException(
                        "no metric is called '" + parts[0] + "'",
                        "--column",
                        "name one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Metric.values())
                                                .map(Metric::id)
                                                .toList())));
        Optional<String> classId = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        if (classId.isPresent() && !classes.containsKey(classId.get()) || metric.ofClass() && classId.isEmpty()) {
            throw new UserException(
                    "'" + written + "' names no class",
                    "--column",
                    "write " + metric.id() + "/ and one of " + String.join(", ", List.copyOf(classes.keySet())));
        }
        return new TypedColumn(metric, classId, Optional.empty());
    }

    /** Letters and digits in lower case, one blank between words. */
    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }
}
