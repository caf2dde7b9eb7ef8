package org.ctbench.harness.run.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ctbench.models.classifiers.StepLosses;
import org.junit.jupiter.api.Test;

class LossMeansTest {
    @Test
    void theImageLossIsAMeanOverImagesAndAnyOtherOverTheStepsThatHadIt() {
        LossMeans means = new LossMeans();

        means.add(losses("mask", 4, "image", 1), 3);
        means.add(losses("mask", 2, "image", 5), 1);
        means.add(StepLosses.image(2), 4);

        assertEquals(Map.of("mask", 3.0, "image", 2.0), means.means());
        assertEquals(List.of("mask", "image"), List.copyOf(means.means().keySet()));
        assertEquals(OptionalDouble.of(2), means.loss());
    }

    @Test
    void whereNoImageIsClassifiedTheLossIsTheSum() {
        LossMeans means = new LossMeans();

        means.add(losses("mask", 4, "box", 1), 1);
        means.add(losses("mask", 2, "box", 0.5), 1);

        assertEquals(OptionalDouble.of(3.75), means.loss());
    }

    @Test
    void withoutAnyLossThereIsNone() {
        assertEquals(OptionalDouble.empty(), new LossMeans().loss());
    }

    private static StepLosses losses(String one, double first, String other, double second) {
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put(one, first);
        byName.put(other, second);
        return new StepLosses(byName);
    }
}
