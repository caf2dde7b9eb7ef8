package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.ctbench.harness.audit.feasibility.Score;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.metrics.Scores;

/** What the values of a row leave open of the values that the row does not have. */
final class OpenScores {
    private final Trial trial;
    private final List<String> classes; // names, in the order of the sizes
    private final boolean weightsMatter;

    OpenScores(Trial trial, List<String> classes, boolean weightsMatter) {
        this.trial = trial;
        this.classes = List.copyOf(classes);
        this.weightsMatter = weightsMatter;
    }

    /** A line for each value that is not stated and is bounded closely enough to tell anything. */
    List<String> lines() {
        List<Score> stated = trial.values().stream().map(trial::score).toList();
        List<String> lines = new ArrayList<>();
        for (Score score : usual()) {
            boolean known = stated.stream().anyMatch(s -> s.isSameAs(score));
            if (!known) {
                trial.range(score, Optional.empty())
                        .filter(Trial::tells)
                        .ifPresent(range -> lines.add(RowWording.line(score.name(), range)));
            }
        }
        return lines;
    }

    private List<Score> usual() {
        List<Score> scores = new ArrayList<>();
        for (Metric metric : Scores.OF_CLASSES) {
            for (int c = 0; c < classes.size(); c++) {
                String name = metric.words() + " of " + classes.get(c);
                scores.add(Score.of(metric, trial.size().sizes(), OptionalInt.of(c), name)
                        .with(trial.convention().undefined()));
            }
        }
        scores.add(Score.of(Metric.ACCURACY, trial.size().sizes(), OptionalInt.empty(), ""));
        Stream.of(WeightReading.ACTUAL)
                .filter(w -> !weightsMatter)
                .forEach(w -> scores.add(w.score(trial.size().sizes())));
        return scores;
    }
}
