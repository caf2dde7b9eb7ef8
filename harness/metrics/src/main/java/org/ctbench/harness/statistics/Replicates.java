package org.ctbench.harness.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.ctbench.splits.random.SeededRandom;

/**
 * Statistics of every replicate of a bootstrap. Replicate number r draws from a generator of its own, seeded by r, so
 * that no number depends on how many threads there are, or which of them is fast.
 */
public final class Replicates implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[][] values;
    private final boolean[][] defined;

    private Replicates(int statistics, int replicates) {
        values = new double[statistics][replicates];
        defined = new boolean[statistics][replicates];
    }

    /**
     * @param statistics functions of the sums of a replicate
     */
    static Replicates of(
            Resampler resampler, List<Function<double[], OptionalDouble>> statistics, Resampling resampling) {
        Replicates replicates = new Replicates(statistics.size(), resampling.replicates());
        int threads = resampling.threads();
        long seed = resampling.seed();
        if (threads == 1) {
            replicates.fill(resampler, statistics, seed, 0, 0, 1);
            return replicates;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                parts.add(pool.submit(() -> replicates.fill(resampler, statistics, seed, 0, first, threads)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while resampling", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("resampling failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return replicates;
    }

    /**
     * Some of the replicates.
     *
     * @param from index of the first, from 0
     * @param number how many
     */
    static Replicates of(
            Resampler resampler, List<Function<double[], OptionalDouble>> statistics, long seed, int from, int number) {
        Replicates replicates = new Replicates(statistics.size(), number);
        replicates.fill(resampler, statistics, seed, from, 0, 1);
        return replicates;
    }

    /** Replicates of the same statistics, one after the other. */
    static Replicates joined(List<Replicates> parts) {
        int number = parts.stream().mapToInt(part -> part.values[0].length).sum();
        Replicates all = new Replicates(parts.get(0).values.length, number);
        int at = 0;
        for (Replicates part : parts) {
            for (int s = 0; s < all.values.length; s++) {
                System.arraycopy(part.values[s], 0, all.values[s], at, part.values[s].length);
                System.arraycopy(part.defined[s], 0, all.defined[s], at, part.defined[s].length);
            }
            at += part.values[0].length;
        }
        return all;
    }

    /** Fills every {@code step}-th place from {@code first} on; the replicate at place 0 has index {@code from}. */
    private void fill(
            Resampler resampler,
            List<Function<double[], OptionalDouble>> statistics,
            long seed,
            int from,
            int first,
            int step) {
        double[] sums = new double[resampler.width()];
        for (int r = first; r < values[0].length; r += step) {
            Arrays.fill(sums, 0);
            resampler.draw(SeededRandom.of(seed, "replicate/" + (from + r)), sums);
            for (int s = 0; s < values.length; s++) {
                OptionalDouble value = statistics.get(s).apply(sums);
                defined[s][r] = value.isPresent();
                values[s][r] = value.orElse(0);
            }
        }
    }

    /** The values of a statistic in the replicates in which it has one, sorted. */
    Sorted of(int statistic) {
        return sorted(r -> defined[statistic][r], r -> values[statistic][r]);
    }

    /** By how much a second statistic is above a first, in the replicates in which both have a value, sorted. */
    Sorted difference(int first, int second) {
        return sorted(r -> defined[first][r] && defined[second][r], r -> values[second][r] - values[first][r]);
    }

    private Sorted sorted(IntPredicate isDefined, IntToDoubleFunction value) {
        double[] kept = new double[values[0].length];
        int n = 0;
        for (int r = 0; r < kept.length; r++) {
            if (isDefined.test(r)) {
                kept[n++] = value.applyAsDouble(r);
            }
        }
        double[] sorted = Arrays.copyOf(kept, n);
        Arrays.sort(sorted);
        return new Sorted(sorted, kept.length - n);
    }

    /**
     * The values of one statistic.
     *
     * @param values in ascending order
     * @param undefined in how many replicates there is none
     */
    record Sorted(double[] values, int undefined) {
        /**
         * Quantile, linear between order statistics (type 7 of Hyndman and Fan, The American Statistician 50 (1996) 361).
         *
         * @param p in [0, 1]
         */
        double quantile(double p) {
            double at = p * (values.length - 1);
            int below = (int) Math.floor(at);
            int above = Math.min(below + 1, values.length - 1);
            return values[below] + (at - below) * (values[above] - values[below]);
        }

        /** Standard deviation (n - 1). */
        double deviation() {
            return Moments.of(values).deviation().orElse(0);
        }

        /** The percentile interval. */
        Interval interval(double confidence) {
            return new Interval(quantile((1 - confidence) / 2), quantile((1 + confidence) / 2));
        }

        /**
         * The percentile intervals; unknown where too many replicates have no value, so that the ends are not known, and
         * where replicates do not differ.
         */
        Uncertainty uncertainty(double confidence) {
            int replicates = values.length + undefined;
            if (undefined > (1 - confidence) / 2 * replicates) {
                return new Uncertainty.Unknown("it has no value in " + undefined + " of " + replicates + " replicates");
            }
            double tail = 1 - confidence; // that of the inner interval, on each side
            if (quantile(tail) >= quantile(1 - tail)) {
                return new Uncertainty.Unknown("nearly all of " + replicates
                        + " replicates agree: with so few errors, or so few patients, resampling cannot tell");
            }
            return new Uncertainty.Known(interval(confidence), interval(2 * confidence - 1), deviation());
        }
    }
}
