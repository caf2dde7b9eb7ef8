package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.harness.audit.feasibility.Ratio;
import org.ctbench.harness.audit.feasibility.Score;

/** What the figures of a row leave open of the figures that the row does not have. */
final class OpenScores {
    private final Trial trial;
    private final List<String> classes; // names, in the order of the sizes
    private final boolean weightsMatter;

    OpenScores(Trial trial, List<String> classes, boolean weightsMatter) {
        this.trial = trial;
        this.classes = List.copyOf(classes);
        this.weightsMatter = weightsMatter;
    }

    /** A line for each figure that is not stated and is bounded closely enough to tell anything. */
    List<String> lines() {
        List<Score> stated = trial.figures().stream().map(trial::score).toList();
        List<String> lines = new ArrayList<>();
        for (Score score : usual()) {
            boolean known = stated.stream().anyMatch(s -> s.isSameAs(score));
            if (!known) {
                trial.range(score, Optional.empty())
                        .filter(Trial::tells)
                        .ifPresent(range -> lines.add(RowText.line(score.name(), range)));
            }
        }
        return lines;
    }

    private List<Score> usual() {
        List<Score> scores = new ArrayList<>();
        for (Ratio ratio : List.of(Ratio.SENSITIVITY, Ratio.PRECISION, Ratio.F1)) {
            for (int c = 0; c < classes.size(); c++) {
                String name = ratio == Ratio.F1 ? "F1" : ratio.name().toLowerCase(Locale.ROOT);
                scores.add(Score.ofClass(ratio, trial.size().sizes(), c, name + " of " + classes.get(c))
                        .with(trial.convention().undefined()));
            }
        }
        scores.add(Score.accuracy(trial.size().sizes()));
        Stream.of(WeightReading.ACTUAL)
                .filter(w -> !weightsMatter)
                .forEach(w -> scores.add(w.score(trial.size().sizes())));
        return scores;
    }
}
