package org.ctbench.splits;

/**
 * Lock file of one sample that a user made.
 *
 * @param schema {@value #SCHEMA}
 * @param lock the lock
 */
public record SampleLock(String schema, SplitLock lock) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/sample-lock/1";

    /** @throws IllegalArgumentException if the schema is another or the lock is not that of a sample */
    public SampleLock {
        Required.matches(schema, SCHEMA, "schema", SCHEMA);
        Required.value(lock, "lock");
        if (lock.sampling().isEmpty()) {
            throw new IllegalArgumentException("lock: the key 'sampling' is missing");
        }
    }
}
