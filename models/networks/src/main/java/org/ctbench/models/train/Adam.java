package org.ctbench.models.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.tensor.Variable;

/**
 * Adam over named parameters (Kingma and Ba, ICLR 2015), with coupled L2 as torch.optim.Adam has it. Each parameter has
 * its own moments and step counter, and takes part in a step only if it is not frozen and has a gradient then: one
 * without is neither moved nor decayed, and its counter stands still.
 */
public final class Adam implements AutoCloseable {
    private final Engine engine;
    private final Map<String, Parameter> parameters;
    private final AdamSettings settings;
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private double factor = 1;

    private Adam(Engine engine, Map<String, Parameter> parameters, AdamSettings settings) {
        this.engine = engine;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.settings = settings;
    }

    /** A fresh optimizer: no moments, all counters at 0. */
    public static Adam over(Engine engine, Map<String, Parameter> parameters, AdamSettings settings) {
        return new Adam(engine, parameters, settings);
    }

    /** The hyperparameters. */
    public AdamSettings settings() {
        return settings;
    }

    /**
     * Multiplies the learning rate of the steps to come, as a schedule asks for.
     *
     * @param value above 0; the learning rate of {@link #settings} stays as it is
     */
    public void scaleLearningRate(double value) {
        factor = value;
    }

    /** Forgets the gradients of all parameters. */
    public void clearGradients() {
        parameters.values().forEach(p -> p.variable().clearGradient());
    }

    /**
     * Updates every parameter that has a gradient.
     *
     * @throws IllegalStateException if none has one: then there was no backward pass
     */
    public void step() {
        AdamSettings now = settings.withLearningRate(factor * settings.learningRate());
        int updated = 0;
        for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
            Variable variable = entry.getValue().variable();
            if (entry.getValue().trainable() && variable.gradient().isPresent()) {
                update(variable, moments.computeIfAbsent(entry.getKey(), name -> zeroMoments(entry.getValue())), now);
                updated++;
            }
        }
        if (updated == 0) {
            throw new IllegalStateException("no parameter has a gradient");
        }
    }

    /** State of a parameter by its name; empty until its first step. */
    public Optional<Snapshot> state(String name) {
        requireKnown(name);
        return Optional.ofNullable(moments.get(name))
                .map(m -> new Snapshot(m.step, m.first.toArray(), m.second.toArray()));
    }

    /** Replaces the state of a parameter, as {@link #state} gave it. */
    public void restore(String name, Snapshot snapshot) {
        Parameter parameter = requireKnown(name);
        int expected = parameter.numel();
        if (snapshot.first.length != expected || snapshot.second.length != expected || snapshot.step < 1) {
            throw new IllegalArgumentException("state of " + name + ": " + expected + " values and a step from 1, not "
                    + snapshot.first.length + ", " + snapshot.second.length + " and step " + snapshot.step);
        }
        Moments m = moments.computeIfAbsent(name, n -> zeroMoments(parameter));
        m.step = snapshot.step;
        m.first.set(snapshot.first);
        m.second.set(snapshot.second);
    }

    /** Names of the parameters, in order. */
    public Iterable<String> names() {
        return parameters.keySet();
    }

    /** Frees the moments. */
    @Override
    public void close() {
        moments.values().forEach(m -> {
            m.first.close();
            m.second.close();
        });
        moments.clear();
    }

    private void update(Variable variable, Moments m, AdamSettings now) {
        engine.adam(variable, m.first, m.second, m.step + 1, now);
        m.step++;
    }

    private Moments zeroMoments(Parameter parameter) {
        return new Moments(engine.variable(false, parameter.shape()), engine.variable(false, parameter.shape()));
    }

    private Parameter requireKnown(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("the optimizer has no parameter '" + name + "'");
        }
        return parameter;
    }

    /** What has to be kept of one parameter to go on later. */
    public static final class Snapshot {
        private final long step;
        private final float[] first;
        private final float[] second;

        /**
         * @param step steps taken, from 1
         * @param first first moment, row-major
         * @param second second moment, row-major
         */
        public Snapshot(long step, float[] first, float[] second) {
            this.step = step;
            this.first = first.clone();
            this.second = second.clone();
        }

        /** Steps taken. */
        public long step() {
            return step;
        }

        /** First moment, row-major, a copy. */
        public float[] first() {
            return first.clone();
        }

        /** Second moment, row-major, a copy. */
        public float[] second() {
            return second.clone();
        }
    }

    private static final class Moments {
        private final Variable first;
        private final Variable second;
        private long step;

        Moments(Variable first, Variable second) {
            this.first = first;
            this.second = second;
        }
    }
}
