package org.ctbench.harness.audit.feasibility;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Looks for a matrix that agrees with all claims, piece by piece, and knows when there is none. */
final class Search {
    private final ClassSizes sizes;
    private final List<Claim> claims;
    private final List<Target> targets = new ArrayList<>();
    private final Tightening tightening;

    Search(ClassSizes sizes, List<Claim> claims) {
        this.sizes = sizes;
        this.claims = List.copyOf(claims);
        List<Sum> sums = new ArrayList<>();
        List<Chance> chances = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.score() instanceof WeightedScore score) {
                sums.add(new Sum(score, claim.window(), sizes));
            } else if (claim.score() instanceof ChanceScore score) {
                chances.add(new Chance(score.kind(), claim.window(), sizes));
            }
        }
        targets.addAll(sums);
        targets.addAll(chances);
        List<Reach> bounds = new ArrayList<>(Bounds.of(sums, sizes));
        chances.forEach(chance -> bounds.add(new ChanceBounds(chance, sums, sizes)));
        this.tightening = new Tightening(sizes, targets, bounds);
    }

    /**
     * What a search came to.
     *
     * @param found a matrix that agrees
     * @param pieces how many pieces of the space were looked at
     * @param settled whether the answer is certain: something was found, or every piece was proved empty
     */
    record Result(Optional<Errors> found, long pieces, boolean settled) {
        boolean impossible() {
            return settled && found.isEmpty();
        }
    }

    /** Searches until a matrix is found, none is left, or so many pieces were looked at. */
    Result run(long mostPieces) {
        Deque<Box> open = new ArrayDeque<>();
        Box root = Box.of(sizes);
        long pieces = 1;
        if (tightening.tighten(root)) {
            open.push(root);
        }
        while (!open.isEmpty()) {
            Box box = open.pop();
            Errors candidate = box.middle(sizes.total());
            if (agrees(candidate)) {
                return new Result(Optional.of(candidate), pieces, true);
            }
            if (box.isPoint()) {
                continue;
            }
            if (pieces >= mostPieces) {
                return new Result(Optional.empty(), pieces, false);
            }
            pieces += 2;
            split(box, open);
        }
        return new Result(Optional.empty(), pieces, true);
    }

    private void split(Box box, Deque<Box> open) {
        int unknown = widest(box);
        Box lower = box.lowerHalf(unknown);
        Box upper = box.upperHalf(unknown);
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
    private int widest(Box box) {
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

    private double distance(Box box) {
        double sum = 0;
        for (Target target : targets) {
            sum += target.distance(box);
        }
        return sum;
    }

    /** Decided exactly. */
    private boolean agrees(Errors errors) {
        return errors.exist(sizes) && claims.stream().allMatch(claim -> claim.agrees(sizes, errors));
    }
}
