package org.ctbench.harness.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.ctbench.harness.findings.Rounding;
import org.ctbench.models.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LayerSumsTest {
    @Test
    void theBoundGrowsWithTheRootOfTheTermsOfEachLayerOnce() {
        LayerSums sums = new LayerSums();

        sums.add("conv", tensor(8, 4, 3, 3), false, tensor(2, 8, 10, 5)); // 36 terms; 72 of an input; 100 of a weight
        sums.add("conv", tensor(8, 4, 3, 3), false, tensor(1, 8, 5, 5));
        sums.add("up", tensor(9, 4, 2, 2), true, tensor(1, 4, 6, 6)); // 9 terms; 16 of an input
        sums.add("norm", tensor(4), false, tensor(1, 4, 8, 8)); // means of 64
        sums.add("fc", tensor(3, 25), false, tensor(2, 3)); // 25 terms; 3 of an input

        Rounding rounding = sums.rounding();
        assertEquals(6 + 3 + 8 + 5, rounding.forward(), 1e-12);
        assertEquals(Math.sqrt(72) + 4 + 8 + Math.sqrt(3) + 10, rounding.backward(), 1e-12);
        assertEquals(2 * 7 * 22 / 16_777_216.0, rounding.ofLosses(), 1e-15);
        assertTrue(rounding.ofWeights() > 2 * rounding.ofLosses(), rounding.toString());
    }

    /** A tensor of that shape, without values. */
    private static Tensor tensor(int... shape) {
        return (Tensor) Proxy.newProxyInstance(
                Tensor.class.getClassLoader(),
                new Class<?>[] {Tensor.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "shape" -> shape.clone();
                    case "numel" -> Arrays.stream(shape).reduce(1, (a, b) -> a * b);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
