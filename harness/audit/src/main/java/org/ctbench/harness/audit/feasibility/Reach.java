package org.ctbench.harness.audit.feasibility;

/** Proves boxes empty. */
interface Reach {
    /** False if it is proved that no matrix of the box agrees with the claim. */
    boolean reachable(SearchBox box);
}
