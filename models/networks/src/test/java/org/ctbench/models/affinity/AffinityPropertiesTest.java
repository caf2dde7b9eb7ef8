package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Test;

class AffinityPropertiesTest {
    @Test
    void theEquationsDecideMoreThanTheNumberOfAffinities() {
        try (Engine engine = ExactEngine.open(1)) {
            AffinityProperties found = AffinityProperties.measure(engine, List.of(8, 64));

            assertEquals(
                    List.of(8, 64),
                    found.combination().stream().map(c -> c.affinities()).toList());
            assertTrue(found.combination().stream().allMatch(c -> c.difference() < 1e-5), found::toString);
            assertTrue(found.identicalRegions() < 0.05 * found.otherImages(), found::toString);
            assertTrue(found.otherImages() > 0.3, found::toString);
            assertTrue(found.order() > 0.3, found::toString);
            assertTrue(found.normalisation() > 0.3, found::toString);
        }
    }
}
