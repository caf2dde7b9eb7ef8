package org.ctbench.datasets.decode;

import java.io.IOException;
import java.util.Optional;

/** A picture file that cannot be read whole, or not without loss. */
public final class DamagedImageException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of damage it is. */
    public enum Damage {
        /** The file ends before the picture does. */
        TRUNCATED,
        /** The file is no picture, is damaged inside, or has a form that is not read. */
        UNREADABLE,
        /** The file is whole, but too many of its samples lie outside the 8-bit range. */
        CLIPPED
    }

    private final Damage damage;
    private final String problem;
    private final String file;

    /** @param problem what was expected and what was found, without the file's name */
    public DamagedImageException(Damage damage, String problem) {
        this(damage, problem, null);
    }

    /** As above, keeping the exception that told us. */
    public DamagedImageException(Damage damage, String problem, Throwable cause) {
        this(damage, null, problem, cause);
    }

    private DamagedImageException(Damage damage, String file, String problem, Throwable cause) {
        super(file == null ? problem : file + ": " + problem, cause);
        this.damage = damage;
        this.file = file;
        this.problem = problem;
    }

    /** What kind of damage it is. */
    public Damage damage() {
        return damage;
    }

    /** What is wrong, without the file's name. */
    public String problem() {
        return problem;
    }

    /** Name of the file, if it is known; the message begins with it then. */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /** The same for a file of this name. */
    public DamagedImageException in(String name) {
        return new DamagedImageException(damage, name, problem, this);
    }

    static DamagedImageException truncated(String message) {
        return new DamagedImageException(Damage.TRUNCATED, message);
    }

    static DamagedImageException unreadable(String message) {
        return new DamagedImageException(Damage.UNREADABLE, message);
    }
}
