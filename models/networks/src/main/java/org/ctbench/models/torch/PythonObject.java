package org.ctbench.models.torch;

import java.util.Map;
import java.util.Objects;

/** An object of a class that the reader does not build. Equal to itself alone. */
public final class PythonObject {
    private final String className;
    private Map<?, ?> state = Map.of();

    PythonObject(String className) {
        this.className = Objects.requireNonNull(className);
    }

    /** Class with its module: {@code models.rpn.AnchorGenerator}. */
    public String className() {
        return className;
    }

    /** Values of the object's fields by name; empty if the file keeps none as a dictionary. */
    Map<?, ?> state() {
        return state;
    }

    void state(Map<?, ?> fields) {
        state = fields;
    }
}
