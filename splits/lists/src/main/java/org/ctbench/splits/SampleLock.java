package org.ctbench.splits;

/**
 * Lock file of one sample that a user made.
 *
 * @param schema {@value #SCHEMA}
 * @param lock the lock
 */
public record SampleLock(String schema, SplitLock lock) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/sample-lock/2";

    /** @throws IllegalArgumentException if the schema is another or the lock is not that of a sample */
    public SampleLock {
        Required.value(lock, "lock");
        Required.matches(schema, SCHEMA, "schema", SCHEMA);
        if (lock.sampling().isEmpty()) {
            throw new IllegalArgumentException("lock: the key 'sampling' is missing");
        }
    }
}
