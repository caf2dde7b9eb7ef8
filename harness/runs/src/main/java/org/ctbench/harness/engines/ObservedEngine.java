package org.ctbench.harness.engines;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/** An engine that tells an observer what it is asked for and what comes out. */
final class ObservedEngine {
    private final Engine engine;
    private Optional<Observer> observer = Optional.empty();

    ObservedEngine(Engine engine) {
        this.engine = engine;
    }

    /** Sees what is computed; may read tensors, and changes none. */
    interface Observer {
        /**
         * An operation is over.
         *
         * @param arguments of the operation, in the order of the interface
         */
        void computed(String operation, Object[] arguments, Tensor result);

        /** A parameter, which has its gradient, is about to be updated. */
        void updating(Variable parameter);
    }

    /** From now on this one is told; nobody if it is empty. */
    void observe(Optional<Observer> other) {
        observer = other;
    }

    /** The engine, to be given to networks. */
    Engine asEngine() {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    if (observer.isPresent() && method.getName().equals("adam")) {
                        observer.get().updating((Variable) arguments[0]);
                    }
                    Object result;
                    try {
                        result = method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (observer.isPresent() && result instanceof Tensor tensor && !(result instanceof Variable)) {
                        observer.get().computed(method.getName(), arguments, tensor);
                    }
                    return result;
                });
    }
}
