package org.ctbench.harness.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The correction of Holm for a family of tests (Scandinavian Journal of Statistics 6 (1979) 65). */
public final class Holm {
    private Holm() {}

    /**
     * Adjusted p-values, in the order of the given ones: rejecting all that are at most alpha errs in any of them with a
     * probability of at most alpha, whatever the tests have to do with each other.
     *
     * @param p each in [0, 1]
     * @throws IllegalArgumentException if one is not
     */
    public static List<Double> adjust(List<Double> p) {
        if (p.stream().anyMatch(value -> !(value >= 0 && value <= 1))) {
            throw new IllegalArgumentException("no p-values: " + p);
        }
        int n = p.size();
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing(p::get))
                .mapToInt(Integer::intValue)
                .toArray();
        Double[] adjusted = new Double[n];
        double largest = 0;
        for (int rank = 0; rank < n; rank++) {
            largest = Math.max(largest, Math.min(1, (n - rank) * p.get(order[rank])));
            adjusted[order[rank]] = largest;
        }
        return List.of(adjusted);
    }
}
