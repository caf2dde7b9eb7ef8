package org.ctbench.harness.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.ctbench.harness.answers.RunAnswers;
import org.ctbench.harness.answers.SetAnswers;
import org.ctbench.harness.plan.VerdictRules;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Suggestion;

/** Makes a run the baseline of later ones. */
public final class BaselineWriter {
    private final Path file;
    private final RunAnswers run;
    private final Optional<Baseline> earlier;

    private BaselineWriter(Path file, RunAnswers run, Optional<Baseline> earlier) {
        this.file = file;
        this.run = run;
        this.earlier = earlier;
    }

    /**
     * What to pin.
     *
     * @param figures ids of figures, of every evaluation that has them; if empty, those of the baseline that is replaced, or
     *     else the weighted F1 that the plan's tables show
     * @param margin of every figure, a fraction; if empty, that of the baseline that is replaced, or else the plan's
     */
    public record Pins(List<String> figures, OptionalDouble margin) {
        public Pins {
            figures = List.copyOf(figures);
            Objects.requireNonNull(margin, "margin");
        }
    }

    /**
     * Writes the baseline, and copies of the predictions beside it; an earlier baseline is replaced whole or not at all.
     *
     * @throws UserException if the run lacks a figure that shall be pinned
     */
    public static Acceptance write(Path file, RunAnswers run, Pins pins) throws IOException {
        Optional<Baseline> earlier = Files.exists(file) ? Optional.of(Baseline.read(file)) : Optional.empty();
        return new BaselineWriter(file, run, earlier).write(pins);
    }

    private Acceptance write(Pins pins) throws IOException {
        List<Pinned> evaluations = pins.figures().isEmpty() && earlier.isPresent() ? asBefore() : anew(pins.figures());
        int cells = evaluations.stream().mapToInt(e -> e.figures().size()).sum();
        VerdictRules rules = run.plan().verdict();
        DropRule rule = new DropRule(rules.confidence(), cells);
        CopiedPredictions copies = new CopiedPredictions(file);
        List<Baseline.Evaluation> documents = new ArrayList<>();
        List<Acceptance.Cell> accepted = new ArrayList<>();
        for (Pinned pinned : evaluations) {
            SetAnswers set = pinned.set();
            List<PinnedFigure> figures = PinnedFigure.of(run, set, pinned.figures());
            List<Baseline.Cell> own = new ArrayList<>();
            for (PinnedFigure figure : figures) {
                double margin = margin(pins, set, figure.id());
                own.add(figure.cell(margin));
                accepted.add(figure.accepted(set, margin, rule));
            }
            String copy = copies.add(set.bytes(), set.results().predictions().digest());
            documents.add(evaluation(set, figures.get(0).patients(), copy, own));
        }
        Baseline baseline =
                new Baseline(Baseline.SCHEMA, run.plan().id(), rules.confidence(), rules.replicates(), documents);
        baseline.write(file);
        copies.keep(baseline);
        return new Acceptance(
                Acceptance.SCHEMA, file.toString(), run.folder().toString(), rules.confidence(), accepted);
    }

    private static Baseline.Evaluation evaluation(
            SetAnswers set, OptionalInt patients, String copy, List<Baseline.Cell> cells) {
        return new Baseline.Evaluation(
                set.model(),
                set.set().id(),
                set.split().id(),
                set.split().digest(),
                set.split().images(),
                set.results().slices(),
                patients,
                set.results().predictions().digest(),
                Optional.of(copy),
                cells);
    }

    /** The figures of the earlier baseline. */
    private List<Pinned> asBefore() {
        List<Pinned> pinned = new ArrayList<>();
        for (Baseline.Evaluation e : earlier.orElseThrow().evaluations()) {
            SetAnswers set = run.find(e.model(), e.set())
                    .orElseThrow(() -> new UserException(
                            "the run has no result of " + e.model() + " on " + e.set() + ", which the baseline pins",
                            run.folder().toString(),
                            "accept a run that has it, or name what to pin with --figure"));
            List<Figure> figures = new ArrayList<>();
            for (Baseline.Cell cell : e.cells()) {
                figures.add(figure(set, cell.figure())
                        .orElseThrow(() -> new UserException(
                                "no figure '" + cell.figure() + "' of " + e.model() + " on " + e.set(),
                                file.toString(),
                                Suggestion.hint(cell.figure(), ids(List.of(set))))));
            }
            pinned.add(new Pinned(set, figures));
        }
        return pinned;
    }

    /** The named figures of every evaluation that has them. */
    private List<Pinned> anew(List<String> named) {
        if (run.sets().isEmpty()) {
            throw new UserException(
                    "the run has no predictions of slices", run.folder().toString(), "name a run that classifies");
        }
        for (String id : named) {
            if (!ids(run.sets()).contains(id)) {
                throw new UserException("no figure '" + id + "'", "--figure", Suggestion.hint(id, ids(run.sets())));
            }
        }
        List<Pinned> pinned = new ArrayList<>();
        for (SetAnswers set : run.sets()) {
            List<String> ids = named.isEmpty() ? List.of(set.weightedF1()) : named;
            List<Figure> figures = new LinkedHashSet<>(ids)
                    .stream()
                            .map(id -> figure(set, id))
                            .flatMap(Optional::stream)
                            .toList();
            if (!figures.isEmpty()) {
                pinned.add(new Pinned(set, figures));
            }
        }
        return pinned;
    }

    private double margin(Pins pins, SetAnswers set, String figure) {
        if (pins.margin().isPresent()) {
            return pins.margin().getAsDouble();
        }
        return earlier.stream()
                .flatMap(baseline -> baseline.evaluations().stream())
                .filter(e -> e.model().equals(set.model())
                        && e.set().equals(set.set().id()))
                .flatMap(e -> e.cells().stream())
                .filter(cell -> cell.figure().equals(figure))
                .findFirst()
                .map(Baseline.Cell::margin)
                .orElse(run.plan().verdict().margin().percent() / 100);
    }

    private static Optional<Figure> figure(SetAnswers set, String id) {
        return set.figures().stream().filter(f -> f.id().equals(id)).findFirst();
    }

    private static Set<String> ids(List<SetAnswers> sets) {
        Set<String> ids = new LinkedHashSet<>();
        sets.forEach(set -> set.figures().forEach(figure -> ids.add(figure.id())));
        return ids;
    }

    private record Pinned(SetAnswers set, List<Figure> figures) {}
}
