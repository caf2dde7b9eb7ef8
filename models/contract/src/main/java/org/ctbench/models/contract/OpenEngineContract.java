package org.ctbench.models.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;

/** Tests that have an engine of two threads each. */
abstract class OpenEngineContract extends EngineContract {
    final Engine engine = open(2);

    @AfterEach
    void close() {
        engine.close();
    }

    final Variable variable(float... values) {
        Variable variable = engine.variable(true, values.length);
        variable.set(values);
        return variable;
    }

    static <E extends Throwable> String message(Class<E> type, Executable action) {
        return assertThrows(type, action).getMessage();
    }
}
