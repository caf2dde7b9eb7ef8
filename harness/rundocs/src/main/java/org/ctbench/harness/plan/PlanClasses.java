package org.ctbench.harness.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.Classes;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** The classes that the models of a plan tell apart, in the order of their outputs, as the locks of its data name them. */
public final class PlanClasses {
    private final List<String> trained;
    private final Map<String, List<String>> bySet = new LinkedHashMap<>();

    private PlanClasses(List<String> trained) {
        this.trained = trained;
    }

    /**
     * The classes of a plan; of one that trains nothing, those of the data set of its first evaluation set count as trained.
     *
     * @param locks must hold its training split, or else that of its first set; of a fine-tuning split that they lack, the plan is believed
     * @throws UserException if a data set has fewer than two classes to tell apart, the plan names one that
     *     neither it nor the training has, or it states weights of F1 that are for other classes
     */
    public static PlanClasses of(PlanFile file, Locks locks) {
        Plan plan = file.plan();
        Optional<String> first =
                plan.evaluate().stream().map(EvaluationSet::split).findFirst();
        String split = plan.train().or(() -> first).orElse("");
        if (split.isEmpty()) { // predicted lesions alone
            return new PlanClasses(List.of());
        }
        List<String> trained = classes(locks, split).names();
        if (classifies(plan) && trained.size() < 2) {
            throw file.fault(
                    plan.train().isPresent() ? "train" : "evaluate[0].split",
                    "the slices of " + split + " have no classes to tell apart",
                    "name a split of a data set with two classes or more");
        }
        PlanClasses classes = new PlanClasses(trained);
        for (int i = 0; i < plan.evaluate().size(); i++) {
            classes.add(file, "evaluate[" + i + "]", plan.evaluate().get(i), locks);
        }
        classes.requireUse(file);
        return classes;
    }

    /** Weights that the plan states and no set can use are a mistake. */
    private void requireUse(PlanFile file) {
        F1Weights weights = file.plan().f1Weights();
        if (classifies(file.plan())
                && !weights.arePublished()
                && bySet.values().stream().noneMatch(weights::areFor)) {
            throw file.fault(
                    "f1Weights",
                    "weights for " + weights.classes() + ", and no set of the plan has as many: "
                            + bySet.entrySet().stream()
                                    .map(e ->
                                            e.getKey() + " has " + e.getValue().size())
                                    .collect(Collectors.joining(", ")),
                    "write one weight for each class, or leave f1Weights out");
        }
    }

    private static boolean classifies(Plan plan) {
        return plan.models().stream().anyMatch(item -> item.provider().makes(ImageClassifier.class));
    }

    private void add(PlanFile file, String path, EvaluationSet set, Locks locks) {
        List<String> told = trained;
        if (set.fineTune().isPresent()) {
            FineTune tune = set.fineTune().get();
            boolean there = locks.splits().stream().anyMatch(lock -> lock.id().equals(tune.split()));
            Set<String> known =
                    new LinkedHashSet<>(there ? classes(locks, tune.split()).names() : List.of());
            known.addAll(trained);
            String where = file.where(path + ".fineTune.classes");
            told = !there
                    ? tune.classes()
                    : tune.classes().stream()
                            .map(name -> named(name, known, where))
                            .toList();
        }
        F1Weights weights = file.plan().f1Weights();
        if (set.weighting().isFixed() && !weights.areFor(told)) {
            throw file.fault(
                    path + ".f1",
                    "these weights are for " + weights.classes() + ", and the models distinguish "
                            + String.join(", ", told),
                    "write actual or macro");
        }
        bySet.put(set.id(), told);
    }

    private static String named(String name, Set<String> known, String where) {
        return known.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new UserException("no class '" + name + "'", where, Suggestion.hint(name, known)));
    }

    private static Classes classes(Locks locks, String split) {
        return locks.dataSet(locks.split(split).dataSet()).classes();
    }

    /** The classes of the data set that models are trained on. */
    public List<String> trained() {
        return trained;
    }

    /** The classes of the task of an evaluation set: those of the new last layer, or else those of the training. */
    public List<String> of(EvaluationSet set) {
        return bySet.get(set.id());
    }
}
