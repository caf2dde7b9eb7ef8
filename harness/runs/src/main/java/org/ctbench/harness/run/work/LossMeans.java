package org.ctbench.harness.run.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.ctbench.harness.cells.Checkpoint;
import org.ctbench.models.classifiers.StepLosses;

/** Means of the losses of an epoch by name, each over what it was computed on. */
final class LossMeans {
    private final Map<String, Mean> byName = new LinkedHashMap<>();

    /** The means that come out of these sums. */
    static LossMeans of(Map<String, Checkpoint.Sum> sums) {
        LossMeans means = new LossMeans();
        sums.forEach((name, sum) -> {
            Mean mean = new Mean();
            mean.sum = sum.sum();
            mean.weight = sum.weight();
            means.byName.put(name, mean);
        });
        return means;
    }

    /** The sums so far, from which {@link #of} goes on. */
    Map<String, Checkpoint.Sum> sums() {
        Map<String, Checkpoint.Sum> sums = new LinkedHashMap<>();
        byName.forEach((name, mean) -> sums.put(name, new Checkpoint.Sum(mean.sum, mean.weight)));
        return sums;
    }

    private static final class Mean {
        private double sum;
        private long weight;
    }

    /**
     * Takes in the losses of a step.
     *
     * @param images classified images of the step, over which the image loss is a mean
     */
    void add(StepLosses losses, int images) {
        losses.byName().forEach((name, value) -> {
            int weight = name.equals(StepLosses.IMAGE) ? images : 1;
            Mean mean = byName.computeIfAbsent(name, n -> new Mean());
            mean.sum += weight * value;
            mean.weight += weight;
        });
    }

    /** The means, in the order in which the losses first arose; empty if there were none. */
    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        byName.forEach((name, mean) -> means.put(name, mean.sum / mean.weight));
        return means;
    }

    /** The mean image loss, or the sum of all means where no image was classified; empty where nothing was learned from yet. */
    OptionalDouble loss() {
        Map<String, Double> means = means();
        if (means.isEmpty()) {
            return OptionalDouble.empty();
        }
        Double image = means.get(StepLosses.IMAGE);
        return OptionalDouble.of(
                image != null
                        ? image
                        : means.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum());
    }
}
