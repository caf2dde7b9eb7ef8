package org.ctbench.harness.audit.feasibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Looks for a matrix that agrees by simulated annealing: it moves images from one cell of a row to another, so that every state is a
 * matrix, and accepts a step that leads away from the claims the less often the further it leads and the later it comes. Finds most
 * matrices that exist within a second, and proves nothing where it finds none. The same on every machine: random numbers come
 * from {@link Random}, whose algorithm is specified.
 */
final class LocalSearch {
    private static final int FIRST_STEPS = 30_000; // of the first descent; each further one has twice as many
    private static final double WARM = 0.7; // in images off the claims
    private static final double HOT = 7;
    private static final double COLD = 0.1;
    private static final int CHUNK = 1_024;
    private static final double[] EXPONENTIAL = IntStream.range(0, 4_096)
            .mapToDouble(i -> -StrictMath.log((i + 0.5) / 4_096))
            .toArray();

    private final ClassSizes sizes;
    private final Predicate<ClassErrors> agrees;
    private final int k;
    private final Misfit misfit;
    private final Approach approach;
    private final Random random = new Random(1);

    private final long[][] cells;
    private final long[] hits;
    private final long[] falsePositives;

    /** @param agrees decides exactly */
    LocalSearch(ClassSizes sizes, List<Target> targets, Predicate<ClassErrors> agrees) {
        this.sizes = sizes;
        this.agrees = agrees;
        k = sizes.size();
        cells = new long[k][k];
        hits = new long[k];
        falsePositives = new long[k];
        misfit = new Misfit(k, targets);
        approach = new Approach(sizes, targets);
    }

    /** Looks for a matrix, starting from a box, until the budget is spent. */
    Optional<ClassErrors> run(SearchBox box, Budget budget) {
        long[] unknowns = middle(box);
        approach.move(unknowns, box, budget);
        double hottest = WARM;
        for (long steps = FIRST_STEPS; !budget.isSpent(); steps *= 2) {
            fill(unknowns);
            Optional<ClassErrors> found = descend(steps, hottest, budget);
            if (found.isPresent()) {
                return found;
            }
            hottest = hottest == WARM ? HOT : WARM;
        }
        return Optional.empty();
    }

    private long[] middle(SearchBox box) {
        ClassErrors middle = box.middle(sizes.total());
        return Stream.concat(middle.hits().stream(), middle.falsePositives().stream())
                .mapToLong(Long::longValue)
                .toArray();
    }

    /** Makes a matrix with these hits, and with false positives as near to these as is simple. */
    private void fill(long[] unknowns) {
        Arrays.fill(falsePositives, 0);
        long[] wanted = Arrays.copyOfRange(unknowns, k, 2 * k);
        for (int row = 0; row < k; row++) {
            Arrays.fill(cells[row], 0);
            hits[row] = unknowns[row];
            cells[row][row] = hits[row];
            spread(row, sizes.images().get(row) - hits[row], wanted);
        }
        for (int c = 0; c < k; c++) {
            for (int row = 0; row < k; row++) {
                falsePositives[c] += row == c ? 0 : cells[row][c];
            }
        }
        misfit.start(hits, falsePositives);
    }

    /** Gives what a class loses to the classes that still want it, and what is left to its neighbour. */
    private void spread(int row, long missed, long[] wanted) {
        long left = missed;
        for (int i = 1; i < k; i++) {
            int c = (row + i) % k;
            long given = Math.min(left, Math.max(0, wanted[c]));
            cells[row][c] = given;
            wanted[c] -= given;
            left -= given;
        }
        cells[row][(row + 1) % k] += left;
    }

    private Optional<ClassErrors> descend(long steps, double hottest, Budget budget) {
        double cooling = StrictMath.pow(COLD / hottest, (double) CHUNK / steps);
        double temperature = hottest;
        for (long done = 0; done < steps; done += CHUNK) {
            for (int i = 0; i < CHUNK; i++) {
                move(temperature);
                if (misfit.isNone()) {
                    ClassErrors candidate = candidate();
                    if (agrees.test(candidate)) {
                        return Optional.of(candidate);
                    }
                    misfit.start(hits, falsePositives); // off by rounding
                }
            }
            temperature *= cooling;
            misfit.start(hits, falsePositives);
            if (!budget.spend(CHUNK * misfit.stepsOfMove())) {
                break;
            }
        }
        return Optional.empty();
    }

    private ClassErrors candidate() {
        List<Long> t = new ArrayList<>();
        List<Long> f = new ArrayList<>();
        for (int c = 0; c < k; c++) {
            t.add(hits[c]);
            f.add(falsePositives[c]);
        }
        return new ClassErrors(t, f);
    }

    /** Moves images of a class from what they were given to something else, or does not. */
    private void move(double temperature) {
        int row = random.nextInt(k);
        int from = random.nextInt(4) == 0 ? row : random.nextInt(k);
        int to = random.nextInt(4) == 0 ? row : random.nextInt(k);
        long there = cells[row][from];
        if (from == to || there == 0) {
            return;
        }
        double share = random.nextDouble();
        long images = 1 + (long) ((there - 1) * share * share * share * share * share * share);
        take(row, from, -images);
        take(row, to, images);
        double worse = misfit.change(from, to, hits, falsePositives);
        if (worse <= temperature * EXPONENTIAL[random.nextInt(EXPONENTIAL.length)]) {
            misfit.accept();
        } else {
            take(row, from, images);
            take(row, to, -images);
        }
    }

    private void take(int row, int column, long images) {
        cells[row][column] += images;
        if (row == column) {
            hits[column] += images;
        } else {
            falsePositives[column] += images;
        }
    }
}
