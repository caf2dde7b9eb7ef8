package org.ctbench.harness.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.checks.Check;

/** What runs say of the items of {@link Reforms}. */
public final class StudyFacts {
    private final Comparison comparison;
    private final Plan plan;
    private final RunEvidence run;
    private final List<SetShortcut> shortcuts;
    private final List<String> controls;

    /**
     * What the runs say.
     *
     * @param shortcuts of each set whose lists tell enough
     * @param controls models that are not shown to be better than their negative controls, each with its set and its control
     */
    public StudyFacts(Comparison comparison, List<SetShortcut> shortcuts, List<String> controls) {
        this.comparison = comparison;
        this.plan = comparison.evidence().plan();
        this.run = comparison.evidence().first();
        this.shortcuts = List.copyOf(shortcuts);
        this.controls = List.copyOf(controls);
    }

    Answer notSaid() {
        return Answer.authors("No run can tell.");
    }

    Answer dataSet() {
        return Answer.shown("data", "Every split is listed with the SHA-256 of its manifest and of its images.");
    }

    Answer code() {
        List<CodeVersion> versions = comparison.evidence().runs().stream()
                .map(r -> r.results().provenance().code())
                .toList();
        Optional<CodeVersion> unclear =
                versions.stream().filter(StudyFacts::isUnclear).findFirst();
        if (unclear.isPresent()) {
            return Answer.violated(
                    "provenance",
                    "The code cannot be identified: ctbench " + unclear.get().text() + ".");
        }
        String text = versions.stream().map(CodeVersion::text).distinct().collect(Collectors.joining(" and "));
        return Answer.shown("provenance", "ctbench " + text + ". The authors must identify their own code.");
    }

    private static boolean isUnclear(CodeVersion version) {
        return version.commit().isEmpty() || version.dirty().orElse(true);
    }

    Answer computer() {
        return Answer.shown(
                "provenance", "Processor, memory, system, Java, libraries and engine of this run are listed.");
    }

    Answer instructions() {
        return Answer.shown(
                "provenance", "plan.yaml beside this report holds every option. The README says how to run it.");
    }

    Answer script() {
        return run.results().digest().isPresent()
                ? Answer.shown(
                        "determinism",
                        "`ctbench reproduce plan.yaml` computes everything; one digest covers all numbers.")
                : Answer.violated("missing", "The run is incomplete: parts of the plan have no result.");
    }

    Answer sources() {
        return Answer.authors(
                "The lists name their publisher. They do not tell when scans were made, nor who labelled them.");
    }

    Answer outcome() {
        String classes = run.locks().stream()
                .flatMap(lock -> lock.perClass().keySet().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return classes.isEmpty()
                ? Answer.authors("The splits have no classes.")
                : Answer.shown(
                        "data", "The class of a slice: " + classes + ". The number of slices per class is listed.");
    }

    Answer sampleSize() {
        String unknown = run.locks().stream()
                .filter(lock -> lock.patients().total().isEmpty())
                .map(SplitLock::id)
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? Answer.shown("data", "Slices and patients of every split are counted.")
                : Answer.authors("Slices are counted. The number of patients is unknown: " + unknown + ".");
    }

    Answer missing() {
        return plan.train().isEmpty()
                ? Answer.authors("Predictions were made elsewhere. Every slice of the splits has one.")
                : Answer.shown("data", "No image is missing: a run needs every image of its lists.");
    }

    Answer representative() {
        return comparison.evidence().generated()
                ? Answer.authors("The images are generated and represent no population.")
                : Answer.authors("No run can tell. The shares of the classes are those of the lists, not of a clinic.");
    }

    Answer excluded() {
        String samples = run.locks().stream()
                .filter(lock -> lock.sampling().isPresent() || lock.difference().isPresent())
                .map(SplitLock::id)
                .collect(Collectors.joining(", "));
        return Answer.authors("The run leaves out no slice of a list."
                + (samples.isEmpty() ? "" : " Parts of other lists, by a stated rule: " + samples + "."));
    }

    Answer corrupt() {
        return plan.train().isEmpty()
                ? Answer.authors("Predictions were made elsewhere.")
                : Answer.shown("data", "An image that cannot be decoded stops the run. Files were pinned by SHA-256.");
    }

    Answer transformed() {
        return plan.train().isEmpty()
                ? Answer.authors("Predictions were made elsewhere.")
                : Answer.shown("protocol", "Size, resampling, normalization and augmentation are listed.");
    }

    Answer models() {
        return plan.train().isEmpty()
                ? Answer.authors("Predictions were made elsewhere.")
                : Answer.shown(
                        "models", "Every model is listed with its options, its parameters and its loss per epoch.");
    }

    Answer evaluation() {
        String sets =
                plan.evaluate().stream().map(EvaluationSet::split).distinct().collect(Collectors.joining(", "));
        return Answer.shown("data", "Evaluated on " + sets + ", each a fixed list.");
    }

    Answer selection() {
        return plan.train().isEmpty()
                ? Answer.authors("Predictions were made elsewhere.")
                : Answer.shown(
                        "protocol", "The weights after the last epoch are evaluated; no test value selects a model.");
    }

    Answer tuning() {
        return Answer.authors(
                "This run tunes nothing: all models share one fixed protocol. How it was found is not known.");
    }

    Answer baselines() {
        List<SetShortcut> matched =
                shortcuts.stream().filter(s -> !s.matches().isEmpty()).toList();
        List<String> violations = new ArrayList<>();
        if (!matched.isEmpty()) {
            violations.add(matched.stream()
                            .map(s -> s.set() + ": " + String.join(", ", s.matches()))
                            .collect(Collectors.joining("; "))
                    + " not shown to be better than a classifier without pixels.");
        }
        if (!controls.isEmpty()) {
            violations.add("Not shown to be better than a negative control: " + String.join("; ", controls) + ".");
        }
        if (!violations.isEmpty()) {
            return Answer.violated(matched.isEmpty() ? "controls" : "shortcuts", String.join(" ", violations));
        }
        long models = modelCount();
        return models > 1
                ? Answer.shown(
                        "models-compared",
                        models + " models on the same slices"
                                + (shortcuts.isEmpty() ? "." : ", and classifiers without pixels."))
                : Answer.authors("The run has one model.");
    }

    /** Models to choose from: negative controls are none. */
    private long modelCount() {
        return comparison.evidence().rows().stream()
                .map(row -> comparison.evidence().trained(row).get(0).results().item())
                .filter(item -> item.control().isEmpty())
                .count();
    }

    Answer separation() {
        return between(
                "image-overlap", "No image is in a training split and in a set evaluated without further training.");
    }

    Answer dependence() {
        return between("patient-overlap", "No patient is in a training split and in a set that is evaluated.");
    }

    /** What a check found between the splits that models learn from and those that they are evaluated on. */
    private Answer between(String rule, String fine) {
        if (plan.train().isEmpty()) {
            return Answer.authors("It is not known what the models were trained on.");
        }
        List<Check> checks = plan.evaluate().stream()
                .flatMap(set -> learned(set).flatMap(split -> found(rule, split, set.split())))
                .distinct()
                .toList();
        if (checks.isEmpty()) {
            return Answer.authors("Slices of different data sets cannot be matched.");
        }
        Optional<Check> bad = checks.stream()
                .filter(check -> check.verdict() == Check.Verdict.NOTE || check.verdict() == Check.Verdict.FAILED)
                .findFirst();
        if (bad.isPresent()) {
            return Answer.violated(
                    "data",
                    String.join(" and ", bad.get().splits()) + ": " + bad.get().finding() + ".");
        }
        Optional<Check> unknown = checks.stream()
                .filter(check -> check.verdict() == Check.Verdict.UNKNOWN)
                .findFirst();
        if (unknown.isPresent()) {
            return Answer.authors(String.join(" and ", unknown.get().splits()) + ": "
                    + unknown.get().finding() + ".");
        }
        return Answer.shown("data", fine);
    }

    private Stream<String> learned(EvaluationSet set) {
        return Stream.concat(plan.train().stream(), set.fineTune().stream().map(FineTune::split));
    }

    private Stream<Check> found(String rule, String train, String test) {
        return run.results().numbers().checks().stream()
                .filter(check -> check.rule().equals(rule)
                        && check.splits().contains(train)
                        && check.splits().contains(test));
    }

    Answer shortcuts() {
        Optional<SetShortcut> telling =
                shortcuts.stream().filter(SetShortcut::tellsClasses).findFirst();
        return telling.map(s -> Answer.violated(
                        "shortcuts",
                        String.format(
                                Locale.ROOT,
                                "%s: without any pixel, %.1f %% of the slices are classified correctly; the largest class"
                                        + " has %.1f %%.",
                                s.set(),
                                100 * s.accuracy(),
                                100 * s.largest())))
                .orElse(
                        Answer.authors(
                                shortcuts.isEmpty()
                                        ? "The lists do not tell what a classifier without pixels would reach."
                                        : "Position and body box alone do not tell the class. Other shortcuts are not excluded."));
    }

    Answer metrics() {
        return Answer.shown(
                "metrics", "All metrics are listed per model and set, with their definition where it is disputed.");
    }

    Answer intervals() {
        String once = comparison.evidence().rows().stream()
                .filter(row -> comparison.evidence().trained(row).size() == 1)
                .map(row -> comparison.evidence().trained(row).get(0))
                .map(TrainedModel::heading)
                .collect(Collectors.joining(", "));
        String confidence =
                String.format(Locale.ROOT, "%.0f %%", 100 * plan.verdict().confidence());
        return Answer.shown(
                "metrics",
                "Every value has a " + confidence
                        + " interval by resampling patients, or slices where patients are unknown."
                        + (once.isEmpty() ? "" : " Trained once, so that seed variance is unknown: " + once + "."));
    }

    Answer tests() {
        return modelCount() > 1
                ? Answer.shown(
                        "models-compared", "Paired by slice, resampled by patient, corrected for all pairs of a set.")
                : Answer.shown("metrics", "No test between models: the run has one. Values have intervals.");
    }

    Answer external() {
        if (plan.train().isEmpty()) {
            return Answer.authors("It is not known what the models were trained on.");
        }
        String trained = dataSet(plan.train().get());
        String others = plan.evaluate().stream()
                .map(EvaluationSet::split)
                .filter(split -> !dataSet(split).equals(trained))
                .distinct()
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? Answer.authors("All sets are of the data set that the models were trained on.")
                : Answer.shown("metrics", "Evaluated on another data set: " + others + ".");
    }

    private static String dataSet(String split) {
        return split.substring(0, split.indexOf('/'));
    }
}
