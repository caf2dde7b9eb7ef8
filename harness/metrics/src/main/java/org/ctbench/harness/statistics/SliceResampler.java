package org.ctbench.harness.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.ctbench.splits.random.SeededRandom;

/**
 * The bootstrap of single slices within their stratum, as if they were independent. Slices with equal predictions cannot be
 * told apart, so that drawing n of them is drawing how many there are of each kind: a multinomial distribution, as a chain
 * of binomial ones (Devroye, Non-Uniform Random Variate Generation, 1986, section XI.1.4). Where
 * little is left to draw, it is drawn slice by slice. Both ways are exact in distribution.
 */
final class SliceResampler implements Resampler {
    /** How many slices are drawn one by one in the time of one binomial number, about. Speed alone depends on it. */
    private static final int BINOMIAL_IN_SLICES = 1000;

    private final List<Stratum> strata;
    private final int width;

    private SliceResampler(List<Stratum> strata, int width) {
        this.strata = strata;
        this.width = width;
    }

    /**
     * @param cells the sums in which each slice counts 1, {@code [slice][]}
     * @param stratum of each slice
     * @param width number of sums
     */
    static SliceResampler of(int[][] cells, int[] stratum, int width) {
        Map<Integer, Map<List<Integer>, Kind>> strata = new TreeMap<>();
        for (int i = 0; i < cells.length; i++) {
            List<Integer> key = Arrays.stream(cells[i]).boxed().toList();
            strata.computeIfAbsent(stratum[i], s -> new LinkedHashMap<>())
                    .merge(key, new Kind(cells[i], 1), (kind, one) -> new Kind(kind.cells, kind.slices + 1));
        }
        return new SliceResampler(
                strata.values().stream()
                        .map(kinds -> new Stratum(kinds.values()))
                        .toList(),
                width);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public void draw(SeededRandom random, double[] sums) {
        strata.forEach(stratum -> stratum.draw(random, sums));
    }

    /** Slices with equal predictions: the sums in which they count, and how many they are. */
    private record Kind(int[] cells, int slices) {
        void add(int drawn, double[] sums) {
            for (int cell : cells) {
                sums[cell] += drawn;
            }
        }
    }

    /** The kinds of a stratum, the most frequent first: what is left for the others is soon little. */
    private static final class Stratum {
        private final List<Kind> kinds;
        private final Kind[] slices; // the kind of each slice, in the order of the kinds

        Stratum(Collection<Kind> unsorted) {
            kinds = unsorted.stream()
                    .sorted(Comparator.comparing(kind -> -kind.slices))
                    .toList();
            slices = kinds.stream()
                    .flatMap(kind -> Collections.nCopies(kind.slices, kind).stream())
                    .toArray(Kind[]::new);
        }

        void draw(SeededRandom random, double[] sums) {
            int left = slices.length;
            int passed = 0;
            for (int k = 0; k < kinds.size() && left > BINOMIAL_IN_SLICES * (kinds.size() - k - 1L); k++) {
                Kind kind = kinds.get(k);
                int others = slices.length - passed;
                int drawn = kind.slices == others
                        ? left
                        : BinomialDistribution.of(left, (double) kind.slices / others)
                                .inverseCumulativeProbability(random.nextDouble());
                kind.add(drawn, sums);
                left -= drawn;
                passed += kind.slices;
            }
            for (; left > 0; left--) {
                slices[passed + random.nextInt(slices.length - passed)].add(1, sums);
            }
        }
    }
}
