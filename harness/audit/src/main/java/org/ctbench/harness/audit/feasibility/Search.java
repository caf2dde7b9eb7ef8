package org.ctbench.harness.audit.feasibility;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a matrix that agrees with all claims, and knows when there is none. Few pieces of the space settle most questions. Then
 * a local search looks for a matrix, and then the pieces are cut further.
 */
final class Search {
    private static final int FEW_PIECES = 300;

    private final ClassSizes sizes;
    private final List<ScoreClaim> claims;
    private final BitSet neverPredicted;
    private final List<Target> targets = new ArrayList<>();
    private final Tightening tightening;
    private final Work work = new Work();
    private final boolean leavesOut;

    /** @param neverPredicted classes to which nothing was given; a mean that leaves classes out leaves out these */
    Search(ClassSizes sizes, List<ScoreClaim> claims, BitSet neverPredicted) {
        this.sizes = sizes;
        this.claims = List.copyOf(claims);
        this.neverPredicted = neverPredicted;
        this.leavesOut = claims.stream().anyMatch(claim -> claim.score().leavesOut());
        List<Sum> sums = new ArrayList<>();
        List<Chance> chances = new ArrayList<>();
        for (ScoreClaim claim : claims) {
            Score known = claim.score().without(sizes, neverPredicted);
            if (known instanceof WeightedScore score) {
                sums.add(new Sum(score, claim.window(), sizes));
            } else if (known instanceof ChanceScore score) {
                chances.add(new Chance(score.kind(), claim.window(), sizes));
            }
        }
        List<Harmonic> harmonics = new ArrayList<>();
        for (ScoreClaim claim : claims) {
            if (claim.score().without(sizes, neverPredicted) instanceof HarmonicScore score) {
                harmonics.add(new Harmonic(score, claim.window(), sums, sizes, work));
            }
        }
        targets.addAll(sums);
        targets.addAll(chances);
        targets.addAll(harmonics);
        List<Reach> bounds = new ArrayList<>(SumBounds.of(sums, sizes, work));
        bounds.addAll(harmonics);
        chances.forEach(chance -> bounds.add(new ChanceBounds(chance, sums, sizes, work)));
        this.tightening = new Tightening(sizes, targets, bounds, work);
    }

    /**
     * What a search came to.
     *
     * @param found a matrix that agrees
     * @param settled whether the answer is certain: something was found, or every piece was proved empty
     */
    record Result(Optional<ClassErrors> found, boolean settled) {
        static final Result NONE = new Result(Optional.empty(), true);
        static final Result OPEN = new Result(Optional.empty(), false);

        static Result of(ClassErrors errors) {
            return new Result(Optional.of(errors), true);
        }

        boolean impossible() {
            return settled && found.isEmpty();
        }
    }

    /** Whether a box may hold a matrix that agrees, by the claims one by one; what cannot be is proved. */
    boolean mayHold(SearchBox box) {
        return tightening.narrow(box);
    }

    /** Searches until a matrix is found, none is left, or the budget is spent. */
    Result run(Budget budget) {
        if (budget.isSpent()) {
            return Result.OPEN;
        }
        SearchBox root = SearchBox.of(sizes);
        root.neverPredicted(neverPredicted);
        if (!tightening.tighten(root)) {
            budget.spend(work.take());
            return Result.NONE;
        }
        Deque<SearchBox> open = new ArrayDeque<>();
        open.push(root.copy());
        Result first = cut(open, FEW_PIECES, budget);
        if (first != Result.OPEN || budget.isSpent()) {
            return first;
        }
        LocalSearch local = new LocalSearch(sizes, targets, this::agrees);
        Optional<ClassErrors> found = local.run(root, budget.half());
        return found.map(Result::of).orElseGet(() -> cut(open, Long.MAX_VALUE, budget));
    }

    /** Cuts so many pieces. */
    private Result cut(Deque<SearchBox> open, long most, Budget budget) {
        for (long pieces = 0; !open.isEmpty(); pieces++) {
            ClassErrors candidate = open.peek().middle(sizes.total());
            if (agrees(candidate)) {
                return Result.of(candidate);
            }
            if (pieces >= most || !budget.spend(work.take())) {
                return Result.OPEN;
            }
            SearchBox box = open.pop();
            if (!box.isPoint()) {
                split(box, open);
            }
        }
        return Result.NONE;
    }

    private void split(SearchBox box, Deque<SearchBox> open) {
        int unknown = widest(box);
        SearchBox lower = box.lowerHalf(unknown);
        SearchBox upper = box.upperHalf(unknown);
        boolean keepLower = tightening.tighten(lower);
        boolean keepUpper = tightening.tighten(upper);
        if (keepLower && keepUpper) {
            boolean lowerFirst = distance(lower) <= distance(upper);
            open.push(lowerFirst ? upper : lower);
            open.push(lowerFirst ? lower : upper);
        } else if (keepLower || keepUpper) {
            open.push(keepLower ? lower : upper);
        }
    }

    /** The unknown over whose width the claims change most, measured in widths of their windows; the first of equals. */
    private int widest(SearchBox box) {
        work.add((long) box.unknowns() * targets.size());
        int widest = 0;
        double most = -1;
        for (int i = 0; i < box.unknowns(); i++) {
            if (box.width(i) > 0) {
                double effect = 0;
                for (Target target : targets) {
                    effect = Math.max(effect, target.effect(box, i) / target.width());
                }
                effect += 1e-9 * box.width(i);
                if (effect > most) {
                    most = effect;
                    widest = i;
                }
            }
        }
        return widest;
    }

    /** Whether a score lies in its interval by double precision; one that leaves classes out, which this does not, may. */
    private boolean isNear(Target target, ClassErrors errors) {
        double[] sums = new double[target.parts()];
        for (int part = 0; part < sums.length; part++) {
            for (int c = 0; c < sizes.size(); c++) {
                sums[part] += target.part(
                        part, c, errors.hits().get(c), errors.falsePositives().get(c));
            }
        }
        double value = target.value(sums, 0);
        return leavesOut || (value >= target.low() - Sum.MARGIN && value <= target.high() + Sum.MARGIN);
    }

    private double distance(SearchBox box) {
        double sum = 0;
        for (Target target : targets) {
            sum += target.distance(box);
        }
        return sum;
    }

    /** Decided exactly, where double precision does not rule it out. */
    private boolean agrees(ClassErrors errors) {
        work.add((long) sizes.size() * targets.size());
        return errors.exist(sizes)
                && targets.stream().allMatch(target -> isNear(target, errors))
                && claims.stream().allMatch(claim -> claim.agrees(sizes, errors));
    }
}
