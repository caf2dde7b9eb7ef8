package org.ctbench.harness.audit.feasibility;

/** A sum over the classes of a curved ratio and of straight parts of t and f, which must come to lie in an interval. */
interface Term {
    /** Weight of a class's curved ratio; 0 if there is none. */
    double bend(int c);

    /** What a hit of the class adds to the straight part. */
    double perHit(int c);

    /** What a false positive of the class adds to the straight part. */
    double perFalse(int c);

    /** What a class adds to the straight part without hits and false positives. */
    double constant(int c);

    /** What a class adds in all. */
    double term(int c, long hits, long falsePositives);

    /** About how much one image changes the sum, where it changes most. */
    double steepness(SearchBox box);

    /** Lower end of the interval. */
    double low();

    /** Upper end of the interval. */
    double high();
}
