package org.ctbench.harness.audit.means;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.ctbench.harness.audit.feasibility.Budget;
import org.ctbench.harness.audit.granularity.ValueWindow;

/**
 * Whole numbers between bounds of which some sums must lie in windows, and whether there are such numbers. The bounds of each number are
 * tightened by what the others leave to it; then the range of one is halved, and so on. Exact.
 */
final class LinearSystem {
    /** Bounds may creep towards each other one by one; after so many passes a range is halved. */
    private static final int PASSES = 20;

    private final List<BigInteger> lows = new ArrayList<>();
    private final List<BigInteger> highs = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private boolean impossible;

    /** Factors times unknowns, whose sum lies between two whole numbers, both included. */
    private record Sum(int[] unknowns, BigInteger[] factors, BigInteger low, BigInteger high) {}

    /** Bounds of the unknowns. */
    private record Box(BigInteger[] low, BigInteger[] high) {
        Box copy() {
            return new Box(low.clone(), high.clone());
        }
    }

    /** Adds an unknown. */
    int unknown(long low, long high) {
        lows.add(BigInteger.valueOf(low));
        highs.add(BigInteger.valueOf(high));
        return lows.size() - 1;
    }

    /** Demands that a sum of factors times unknowns lies in a window. */
    void require(Map<Integer, BigFraction> factors, ValueWindow window) {
        SortedMap<Integer, BigFraction> present = new TreeMap<>(factors);
        present.values().removeIf(factor -> factor.signum() == 0);
        if (present.isEmpty()) {
            impossible |= !window.contains(BigFraction.ZERO);
            return;
        }
        BigInteger multiple = present.values().stream()
                .map(BigFraction::getDenominator)
                .reduce(BigInteger.ONE, (a, b) -> a.divide(a.gcd(b)).multiply(b));
        BigInteger[] whole = present.values().stream()
                .map(factor -> factor.multiply(multiple).getNumerator())
                .toArray(BigInteger[]::new);
        BigInteger divisor = BigInteger.ZERO;
        for (BigInteger factor : whole) {
            divisor = divisor.gcd(factor);
        }
        for (int i = 0; i < whole.length; i++) {
            whole[i] = whole[i].divide(divisor);
        }
        BigFraction scale = BigFraction.of(multiple, divisor);
        sums.add(new Sum(
                present.keySet().stream().mapToInt(Integer::intValue).toArray(),
                whole,
                first(window.low().multiply(scale), window.withLow()),
                first(window.high().multiply(scale).negate(), window.withHigh()).negate()));
    }

    /** The smallest whole number that is not below {@code from}, or above it. */
    private static BigInteger first(BigFraction from, boolean included) {
        BigInteger[] parts = from.getNumerator().divideAndRemainder(from.getDenominator());
        boolean whole = parts[1].signum() == 0;
        boolean truncatedUp = parts[1].signum() < 0;
        return (whole && included) || truncatedUp ? parts[0] : parts[0].add(BigInteger.ONE);
    }

    /** Whether there are such numbers; not settled if the budget is spent before. */
    Settled solve(Budget budget) {
        if (impossible) {
            return Settled.NO;
        }
        Deque<Box> open = new ArrayDeque<>();
        open.push(new Box(lows.toArray(BigInteger[]::new), highs.toArray(BigInteger[]::new)));
        while (!open.isEmpty()) {
            if (budget.isSpent()) {
                return Settled.OPEN;
            }
            Box box = open.pop();
            if (!tighten(box, budget)) {
                continue;
            }
            int unknown = narrowest(box);
            if (unknown < 0) {
                return Settled.YES; // the last pass found every sum in its window
            }
            BigInteger middle = box.low()[unknown].add(box.high()[unknown]).shiftRight(1);
            Box upper = box.copy();
            upper.low()[unknown] = middle.add(BigInteger.ONE);
            box.high()[unknown] = middle;
            open.push(upper);
            open.push(box);
        }
        return Settled.NO;
    }

    /** Whether the box may hold a solution, by bounds that are tightened; if it is a single point, whether it is one. */
    private boolean tighten(Box box, Budget budget) {
        boolean moved = true;
        for (int pass = 0; moved && (pass < PASSES || narrowest(box) < 0); pass++) {
            moved = false;
            for (Sum sum : sums) {
                budget.spend(10L * sum.unknowns().length); // some 100 ns each
                BigInteger before = widths(box, sum);
                if (!tighten(box, sum)) {
                    return false;
                }
                moved |= !before.equals(widths(box, sum));
            }
        }
        return true;
    }

    private static BigInteger widths(Box box, Sum sum) {
        BigInteger all = BigInteger.ZERO;
        for (int u : sum.unknowns()) {
            all = all.add(box.high()[u].subtract(box.low()[u]));
        }
        return all;
    }

    private static boolean tighten(Box box, Sum sum) {
        BigInteger least = BigInteger.ZERO;
        BigInteger most = BigInteger.ZERO;
        for (int i = 0; i < sum.unknowns().length; i++) {
            BigInteger factor = sum.factors()[i];
            BigInteger low = factor.multiply(box.low()[sum.unknowns()[i]]);
            BigInteger high = factor.multiply(box.high()[sum.unknowns()[i]]);
            least = least.add(low.min(high));
            most = most.add(low.max(high));
        }
        BigInteger above = sum.high().subtract(least); // by how much the sum may rise from its least value
        BigInteger below = most.subtract(sum.low());
        if (above.signum() < 0 || below.signum() < 0) {
            return false;
        }
        for (int i = 0; i < sum.unknowns().length; i++) {
            int u = sum.unknowns()[i];
            BigInteger step = sum.factors()[i].abs();
            BigInteger up = sum.factors()[i].signum() > 0 ? above.divide(step) : below.divide(step);
            BigInteger down = sum.factors()[i].signum() > 0 ? below.divide(step) : above.divide(step);
            BigInteger low = box.low()[u];
            box.low()[u] = low.max(box.high()[u].subtract(down));
            box.high()[u] = box.high()[u].min(low.add(up));
            if (box.low()[u].compareTo(box.high()[u]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The unknown with the fewest values left, of those that have several; -1 if none has. */
    private static int narrowest(Box box) {
        int narrowest = -1;
        BigInteger least = null;
        for (int u = 0; u < box.low().length; u++) {
            BigInteger width = box.high()[u].subtract(box.low()[u]);
            if (width.signum() > 0 && (least == null || width.compareTo(least) < 0)) {
                narrowest = u;
                least = width;
            }
        }
        return narrowest;
    }
}
