package org.ctbench.datasets.decode;

import java.io.IOException;

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

    /** @param message what was expected and what was found, without the file's name */
    public DamagedImageException(Damage damage, String message) {
        this(damage, message, null);
    }

    /** As above, keeping the exception that told us. */
    public DamagedImageException(Damage damage, String message, Throwable cause) {
        super(message, cause);
        this.damage = damage;
    }

    /** What kind of damage it is. */
    public Damage damage() {
        return damage;
    }

    static DamagedImageException truncated(String message) {
        return new DamagedImageException(Damage.TRUNCATED, message);
    }

    static DamagedImageException unreadable(String message) {
        return new DamagedImageException(Damage.UNREADABLE, message);
    }
}
