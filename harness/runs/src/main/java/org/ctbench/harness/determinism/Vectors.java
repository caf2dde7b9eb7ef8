package org.ctbench.harness.determinism;

import java.util.ArrayList;
import java.util.List;

/** Which vector registers Java may use. */
public enum Vectors {
    /** The widest that the processor has and this Java uses. */
    WIDEST(0),
    /** At most 256 bits. */
    BITS_256(256),
    /** At most 128 bits. */
    BITS_128(128),
    /** No vectors of our own: Java without its module of vectors. */
    NONE(0);

    private static final String MODULE = "jdk.incubator.vector";
    private static final String LIMIT = "-XX:MaxVectorSize=";

    private final int bits;

    Vectors(int bits) {
        this.bits = bits;
    }

    /** The largest width in bits; 0 where none is set. */
    public int bits() {
        return bits;
    }

    /** The options of a Java that uses these, made of the options of this one. */
    public List<String> javaOptions(List<String> own) {
        List<String> options = new ArrayList<>(own);
        if (this == NONE) {
            options.removeIf(option -> option.startsWith("--add-modules") && option.contains(MODULE));
        }
        if (bits > 0) {
            options.removeIf(option -> option.startsWith(LIMIT));
            options.add(LIMIT + bits / Byte.SIZE);
        }
        return options;
    }
}
