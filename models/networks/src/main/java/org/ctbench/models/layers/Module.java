package org.ctbench.models.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.random.SeededRandom;

/**
 * A node in the tree of layers: named parameters, buffers and counters, and named children, in the order in which the
 * constructor declares them. Full names join the names on the path by dots, as PyTorch's state dicts do: {@code
 * layer1.0.conv1.weight}.
 */
public abstract class Module implements AutoCloseable {
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private Mode mode = Mode.TRAIN;
    private boolean pinned;
    private Engine engine;

    /** Declares a parameter. */
    protected final Parameter parameter(String name, Initializer initializer, int... shape) {
        return declare(name, new Parameter(initializer, shape));
    }

    /** Declares a buffer. */
    protected final Buffer buffer(String name, Initializer initializer, int... shape) {
        return declare(name, new Buffer(initializer, shape));
    }

    /** Declares a counter, which starts at 0. */
    protected final Counter counter(String name) {
        return declare(name, new Counter());
    }

    /** Declares a child; returns it. */
    protected final <M extends Module> M child(String name, M module) {
        requireNewName(name);
        children.put(name, module);
        return module;
    }

    /** Declares a child whose names stand without a prefix among those of this module; returns it. At most one. */
    protected final <M extends Module> M merged(M module) {
        if (children.putIfAbsent("", module) != null) {
            throw new IllegalArgumentException("there is a merged child already");
        }
        return module;
    }

    /**
     * Puts another module in the place of a child, which is closed. If this module has memory, the new child gets some
     * too, and initial values from streams named {@code new.fc.weight} as seen from this module, so that under the seed
     * of the first values it gets others.
     *
     * @throws IllegalArgumentException if there is no child of that name
     */
    protected final <M extends Module> M replaceChild(String name, M module, long seed) {
        Module old = children.get(name);
        if (old == null) {
            throw new IllegalArgumentException("no child '" + name + "'; children: " + children.keySet());
        }
        old.close();
        children.put(name, module);
        Module fresh = module;
        fresh.switchTo(mode);
        if (engine != null) {
            fresh.allocate(engine, seed, "new." + name + ".");
        }
        return module;
    }

    /** What computes. */
    protected final Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("no memory yet, or no longer: allocate the module first");
        }
        return engine;
    }

    /**
     * Gives every parameter and buffer memory and initial values. Each draws from its own {@link SeededRandom}, named by
     * its full name.
     *
     * @throws IllegalStateException if the module has memory already
     */
    public final void allocate(Engine engine, long seed) {
        allocate(engine, seed, "");
    }

    private void allocate(Engine target, long seed, String prefix) {
        if (engine != null) {
            throw new IllegalStateException("the module has memory already");
        }
        engine = target;
        states.forEach((name, state) -> {
            if (state instanceof FloatState floats) {
                floats.allocate(target, SeededRandom.ofModel(seed, prefix + name));
            }
        });
        children.forEach((name, child) -> child.allocate(target, seed, prefix(prefix, name)));
    }

    /** Every parameter, buffer and counter by full name; a module's own come before its children's. */
    public final Map<String, State> stateDict() {
        Map<String, State> all = new LinkedHashMap<>();
        visit("", (name, state) -> {
            if (all.put(name, state) != null) {
                throw new IllegalStateException("two states are named '" + name + "'");
            }
        });
        return Collections.unmodifiableMap(all);
    }

    /** The parameters of {@link #stateDict}, in its order. */
    public final Map<String, Parameter> parameters() {
        return only(Parameter.class);
    }

    /** The buffers of {@link #stateDict}, in its order. */
    public final Map<String, Buffer> buffers() {
        return only(Buffer.class);
    }

    /** The counters of {@link #stateDict}, in its order. */
    public final Map<String, Counter> counters() {
        return only(Counter.class);
    }

    /** Number of elements of all parameters, frozen ones included. */
    public final long parameterCount() {
        return parameters().values().stream().mapToLong(Parameter::numel).sum();
    }

    /** Number of elements of the parameters that are not frozen. */
    public final long trainableCount() {
        return parameters().values().stream()
                .filter(Parameter::trainable)
                .mapToLong(Parameter::numel)
                .sum();
    }

    /** Freezes (false) or releases every parameter. */
    public final void requiresGrad(boolean wanted) {
        parameters().values().forEach(p -> p.trainable(wanted));
    }

    /** Forgets the gradients of every parameter. */
    public final void clearGradients() {
        parameters().values().forEach(p -> p.variable().clearGradient());
    }

    /** What this module is used for now; {@link Mode#TRAIN} at first. */
    public final Mode mode() {
        return mode;
    }

    /** Switches this module and its children to {@link Mode#TRAIN}, save what is {@linkplain #pin pinned}. */
    public final void train() {
        switchTo(Mode.TRAIN);
    }

    /** Switches this module and its children to {@link Mode#EVAL}, save what is {@linkplain #pin pinned}. */
    public final void eval() {
        switchTo(Mode.EVAL);
    }

    /** Switches this module and its children to a mode, save what is {@linkplain #pin pinned}. */
    public final void switchTo(Mode wanted) {
        if (pinned) {
            return;
        }
        mode = wanted;
        children.values().forEach(child -> child.switchTo(wanted));
    }

    /** Fixes the mode of this module and its children: switching an ancestor passes them by until {@link #unpin}. */
    public final void pin(Mode fixed) {
        pinned = false;
        switchTo(fixed);
        pinned = true;
    }

    /** Lets the mode be switched again; it stays as it is until then. */
    public final void unpin() {
        pinned = false;
    }

    /** Frees the memory of all parameters and buffers. The module may be allocated anew. */
    @Override
    public void close() {
        states.values().forEach(state -> {
            if (state instanceof FloatState floats) {
                floats.free();
            }
        });
        children.values().forEach(Module::close);
        engine = null;
    }

    private <S extends State> S declare(String name, S state) {
        requireNewName(name);
        states.put(name, state);
        return state;
    }

    private void requireNewName(String name) {
        if (name.isEmpty() || name.indexOf('.') >= 0) {
            throw new IllegalArgumentException("not a name: '" + name + "'");
        }
        if (states.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException("'" + name + "' is declared already");
        }
    }

    private void visit(String prefix, BiConsumer<String, State> visitor) {
        states.forEach((name, state) -> visitor.accept(prefix + name, state));
        children.forEach((name, child) -> child.visit(prefix(prefix, name), visitor));
    }

    private static String prefix(String prefix, String child) {
        return child.isEmpty() ? prefix : prefix + child + ".";
    }

    private <S extends State> Map<String, S> only(Class<S> type) {
        Map<String, S> found = new LinkedHashMap<>();
        stateDict().forEach((name, state) -> {
            if (type.isInstance(state)) {
                found.put(name, type.cast(state));
            }
        });
        return Collections.unmodifiableMap(found);
    }
}
