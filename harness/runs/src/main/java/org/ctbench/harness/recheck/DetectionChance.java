package org.ctbench.harness.recheck;

/**
 * How likely a forgery of some size would have been found, if it is in what could be drawn: its parts are at most as many as it
 * takes, since a forger keeps them together.
 *
 * @param forgery in words: {@code one epoch}
 * @param forged parts that it touches
 * @param of parts that could be drawn
 * @param drawn parts that were drawn
 * @param probability that one of the forged parts is among the drawn, in [0, 1]
 */
public record DetectionChance(String forgery, long forged, long of, long drawn, double probability) {
    static DetectionChance of(String forgery, long forged, long of, long drawn) {
        return new DetectionChance(forgery, forged, of, drawn, probability(forged, of, drawn));
    }

    /**
     * The probability that of {@code drawn} parts, drawn without replacement, at least one is forged: one minus the hypergeometric
     * probability of none, C(of - forged, drawn) / C(of, drawn) = product over i below forged of (of - drawn - i) / (of - i).
     */
    static double probability(long forged, long of, long drawn) {
        if (forged < 0 || drawn < 0 || forged > of || drawn > of) {
            throw new IllegalArgumentException(forged + " forged and " + drawn + " drawn of " + of);
        }
        double none = 1;
        for (long i = 0; i < Math.min(forged, drawn); i++) { // the product is the same with both exchanged
            none *= (double) (of - Math.max(forged, drawn) - i) / (of - i);
            if (none <= 0) {
                return 1;
            }
        }
        return 1 - none;
    }
}
