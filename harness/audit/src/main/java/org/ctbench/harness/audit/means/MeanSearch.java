package org.ctbench.harness.audit.means;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.granularity.ValueWindow;

/**
 * Whether there are predictions whose mean scores lie in windows. Parts of equal sizes are taken together: the rows of a confusion matrix
 * do not depend on each other, so that any matrix with the images of all of them falls apart into one of each. Left are the hits
 * and false positives of each class in each size of parts. There is a matrix with them exactly if the errors add up and no class was given
 * more than the others lost.
 */
public final class MeanSearch {
    private final Parts parts;
    private final List<Claim> claims;

    /**
     * A mean that is stated.
     *
     * @param score of what
     * @param window where it lies
     */
    public record Claim(MeanScore score, ValueWindow window) {}

    private MeanSearch(Parts parts, List<Claim> claims) {
        this.parts = parts;
        this.claims = claims;
    }

    /** Whether a score has a value in each part. */
    public static boolean isDefined(MeanScore score, Parts parts) {
        return parts.times().keySet().stream().allMatch(score::isDefined);
    }

    /**
     * Whether predictions can have all of these means.
     *
     * @param claims whose scores are {@linkplain #isDefined defined}
     * @param budget how long to search
     */
    public static Settled search(Parts parts, List<Claim> claims, Budget budget) {
        return new MeanSearch(parts, claims).system().solve(budget);
    }

    private LinearSystem system() {
        LinearSystem system = new LinearSystem();
        Map<Integer, Map<Integer, BigFraction>> sums = new TreeMap<>();
        BigFraction[] starts = new BigFraction[claims.size()];
        boolean ofFalse = claims.stream().anyMatch(claim -> usesFalse(claim.score()));
        for (int i = 0; i < starts.length; i++) {
            sums.put(i, new TreeMap<>());
            starts[i] = BigFraction.ZERO;
        }
        parts.times().forEach((images, times) -> {
            int[] hits = new int[images.size()];
            int[] falsePositives = new int[images.size()];
            long all = MeanScore.total(images);
            for (int c = 0; c < images.size(); c++) {
                hits[c] = system.unknown(0, times * images.get(c));
                falsePositives[c] = system.unknown(0, ofFalse ? times * (all - images.get(c)) : 0);
            }
            if (ofFalse) { // else any hits are those of a matrix
                requireMatrix(system, images, times, hits, falsePositives);
            }
            for (int i = 0; i < starts.length; i++) {
                MeanScore score = claims.get(i).score();
                starts[i] = starts[i].add(score.start(images).multiply(times));
                for (int c = 0; c < images.size(); c++) {
                    sums.get(i).put(hits[c], score.perHit(images, c));
                    sums.get(i).put(falsePositives[c], score.perFalse(images, c));
                }
            }
        });
        for (int i = 0; i < starts.length; i++) {
            ValueWindow window = claims.get(i).window();
            int n = parts.size();
            system.require(
                    sums.get(i),
                    new ValueWindow(
                            window.low().multiply(n).subtract(starts[i]),
                            window.withLow(),
                            window.high().multiply(n).subtract(starts[i]),
                            window.withHigh()));
        }
        return system;
    }

    private boolean usesFalse(MeanScore score) {
        return parts.times().keySet().stream()
                .anyMatch(images -> IntStream.range(0, images.size())
                        .anyMatch(c -> score.perFalse(images, c).signum() != 0));
    }

    private static void requireMatrix(
            LinearSystem system, List<Long> images, int times, int[] hits, int[] falsePositives) {
        BigFraction all = BigFraction.of(times * MeanScore.total(images));
        Map<Integer, BigFraction> given = new TreeMap<>();
        for (int c = 0; c < hits.length; c++) {
            given.put(hits[c], BigFraction.ONE);
            given.put(falsePositives[c], BigFraction.ONE);
            Map<Integer, BigFraction> ofOthers = new TreeMap<>();
            ofOthers.put(falsePositives[c], BigFraction.ONE);
            for (int d = 0; d < hits.length; d++) {
                if (d != c) {
                    ofOthers.put(hits[d], BigFraction.ONE);
                }
            }
            BigFraction most = all.subtract(BigFraction.of(times * images.get(c)));
            system.require(ofOthers, ValueWindow.closed(BigFraction.ZERO, most));
        }
        system.require(given, ValueWindow.closed(all, all));
    }
}
