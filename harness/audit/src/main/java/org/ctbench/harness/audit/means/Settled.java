package org.ctbench.harness.audit.means;

/** Whether something is possible. */
public enum Settled {
    /** It is. */
    YES,
    /** It is proved that it is not. */
    NO,
    /** It was not found, and not proved to be impossible. */
    OPEN
}
