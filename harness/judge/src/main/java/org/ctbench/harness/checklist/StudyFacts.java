package org.ctbench.harness.checklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.splits.SplitLock;

/** What runs say of the items of {@link Reforms}. */
public final class StudyFacts {
    private final Comparison comparison;
    private final Plan plan;
    private final LearnedSplits learned;
    private final ModelPairs pairs;
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
        this.learned = LearnedSplits.of(comparison.evidence());
        this.pairs = new ModelPairs(comparison);
        this.shortcuts = List.copyOf(shortcuts);
        this.controls = List.copyOf(controls);
    }

    ItemAnswer notSaid() {
        return ItemAnswer.authors("A run cannot show this.");
    }

    ItemAnswer dataSet() {
        return ItemAnswer.shown("data", "Every split is listed with the SHA-256 of its manifest and of its images.");
    }

    ItemAnswer code() {
        List<CodeVersion> versions = comparison.evidence().runs().stream()
                .map(r -> r.results().provenance().code())
                .toList();
        Optional<CodeVersion> unclear =
                versions.stream().filter(StudyFacts::isUnclear).findFirst();
        if (unclear.isPresent()) {
            return ItemAnswer.violated(
                    "provenance",
                    "The code cannot be identified: ctbench " + unclear.get().text() + ".");
        }
        String text = versions.stream().map(CodeVersion::text).distinct().collect(Collectors.joining(" and "));
        return ItemAnswer.shown("provenance", "ctbench " + text + ". The authors must identify their own code.");
    }

    private static boolean isUnclear(CodeVersion version) {
        return version.commit().isEmpty() || version.dirty().orElse(true);
    }

    ItemAnswer computer() {
        return ItemAnswer.shown(
                "provenance", "Processor, memory, system, Java, libraries and engine of this run are listed.");
    }

    ItemAnswer instructions() {
        return ItemAnswer.shown(
                "provenance", "plan.yaml beside this report holds every option. The README says how to run it.");
    }

    ItemAnswer script() {
        return comparison.evidence().runs().stream()
                        .allMatch(run -> run.results().digest().isPresent())
                ? ItemAnswer.shown(
                        "determinism",
                        "`ctbench reproduce plan.yaml` computes everything; one digest covers all numbers.")
                : ItemAnswer.violated("missing", "A run is incomplete: parts of its plan have no result.");
    }

    ItemAnswer sources() {
        return ItemAnswer.authors(
                "The lists name their publisher. They do not say when scans were made or who labelled them.");
    }

    private Stream<SplitLock> locks() {
        return comparison.evidence().runs().stream().flatMap(run -> run.locks().stream());
    }

    ItemAnswer outcome() {
        String classes = locks().flatMap(lock -> lock.perClass().keySet().stream())
                .distinct()
                .collect(Collectors.joining(", "));
        return classes.isEmpty()
                ? ItemAnswer.authors("The splits have no classes.")
                : ItemAnswer.shown(
                        "data", "The class of a slice: " + classes + ". The number of slices per class is listed.");
    }

    ItemAnswer sampleSize() {
        String unknown = locks().filter(lock -> lock.patients().total().isEmpty())
                .map(SplitLock::id)
                .distinct()
                .collect(Collectors.joining(", "));
        return unknown.isEmpty()
                ? ItemAnswer.shown("data", "Slices and patients of every split are counted.")
                : ItemAnswer.authors("Slices are counted. The number of patients is unknown: " + unknown + ".");
    }

    ItemAnswer missing() {
        return !learned.known()
                ? ItemAnswer.authors("Predictions were made elsewhere. Every slice of the splits has one.")
                : ItemAnswer.shown("data", "No image is missing: a run needs every image of its lists.");
    }

    ItemAnswer representative() {
        return comparison.evidence().generated()
                ? ItemAnswer.authors("The images are generated and represent no population.")
                : ItemAnswer.authors(
                        "A run cannot show this. The shares of the classes are those of the lists, not of a clinic.");
    }

    ItemAnswer excluded() {
        String samples = locks().filter(
                        lock -> lock.sampling().isPresent() || lock.difference().isPresent())
                .map(SplitLock::id)
                .distinct()
                .collect(Collectors.joining(", "));
        return ItemAnswer.authors("The run leaves out no slice of a list."
                + (samples.isEmpty() ? "" : " Parts of other lists, by a stated rule: " + samples + "."));
    }

    private ItemAnswer trained(String section, String what) {
        return learned.known()
                ? ItemAnswer.shown(section, what)
                : ItemAnswer.authors("Predictions were made elsewhere.");
    }

    ItemAnswer corrupt() {
        return trained("data", "An image that cannot be decoded stops the run. Files were pinned by SHA-256.");
    }

    ItemAnswer transformed() {
        return trained("protocol", "Size, resampling, normalization and augmentation are listed.");
    }

    ItemAnswer models() {
        return trained("models", "Every model is listed with its options, its parameters and its loss per epoch.");
    }

    ItemAnswer evaluation() {
        String sets = comparison.evidence().sets().stream()
                .map(EvaluationSet::split)
                .distinct()
                .collect(Collectors.joining(", "));
        return ItemAnswer.shown("data", "Evaluated on " + sets + ", each a fixed list.");
    }

    ItemAnswer selection() {
        return trained("protocol", "The weights after the last epoch are evaluated; no test value selects a model.");
    }

    ItemAnswer tuning() {
        return ItemAnswer.authors(
                "This run tunes nothing: all models share one fixed protocol. How it was found is not known.");
    }

    ItemAnswer baselines() {
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
            return ItemAnswer.violated(matched.isEmpty() ? "controls" : "shortcuts", String.join(" ", violations));
        }
        int models = pairs.most();
        return models > 1
                ? ItemAnswer.shown(
                        "models-compared",
                        models + " models on the same slices"
                                + (shortcuts.isEmpty() ? "." : ", and classifiers without pixels."))
                : ItemAnswer.authors("No two models were evaluated on one set.");
    }

    ItemAnswer separation() {
        return learned.between(
                "image-overlap", "No image is in a training split and in a set evaluated without further training.");
    }

    ItemAnswer dependence() {
        return learned.between("patient-overlap", "No patient is in a training split and in a set that is evaluated.");
    }

    ItemAnswer shortcuts() {
        Optional<SetShortcut> telling =
                shortcuts.stream().filter(SetShortcut::tellsClasses).findFirst();
        return telling.map(s -> ItemAnswer.violated(
                        "shortcuts",
                        String.format(
                                Locale.ROOT,
                                "%s: without any pixel, %.1f %% of the slices are classified correctly; the largest class"
                                        + " has %.1f %%.",
                                s.set(),
                                100 * s.accuracy(),
                                100 * s.largest())))
                .orElse(
                        ItemAnswer.authors(
                                shortcuts.isEmpty()
                                        ? "The lists do not show what a classifier without pixels would reach."
                                        : "Position and body box alone do not reveal the class. Other shortcuts are not excluded."));
    }

    ItemAnswer metrics() {
        return ItemAnswer.shown(
                "metrics", "All metrics are listed per model and set, with their definition where it is disputed.");
    }

    ItemAnswer intervals() {
        String once = comparison.evidence().rows().stream()
                .filter(row -> comparison.evidence().trained(row).size() == 1)
                .map(row -> comparison.evidence().trained(row).get(0))
                .map(TrainedModel::heading)
                .collect(Collectors.joining(", "));
        String confidence =
                String.format(Locale.ROOT, "%.0f %%", 100 * plan.verdict().confidence());
        return ItemAnswer.shown(
                "metrics",
                "Every value has a " + confidence
                        + " interval by resampling patients, or slices where patients are unknown."
                        + (once.isEmpty() ? "" : " Trained once, so the seed variance is unknown: " + once + "."));
    }

    ItemAnswer tests() {
        return pairs.tests();
    }

    ItemAnswer external() {
        return learned.external();
    }
}
