package org.ctbench.splits.documents;

import java.util.Objects;

/**
 * A value that a record refuses although its type is right. Thrown by the constructor of a record that is read from a
 * document; {@link Document#as} makes a message of it that names the key's full path and its line.
 */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String problem;
    private final String fix;

    /**
     * @param key the key within its own group, {@code epochs}; with an index for an item of a list, {@code models[1]};
     *     empty for the group itself
     * @param problem what is wrong with the value, the value included: {@code 0 is less than 1}
     * @param fix what to write instead
     */
    public InvalidValue(String key, String problem, String fix) {
        super(key + ": " + problem);
        this.key = Objects.requireNonNull(key);
        this.problem = Objects.requireNonNull(problem);
        this.fix = Objects.requireNonNull(fix);
    }

    /** The key within its own group. */
    public String key() {
        return key;
    }

    /** What is wrong with the value. */
    public String problem() {
        return problem;
    }

    /** What to write instead. */
    public String fix() {
        return fix;
    }
}
