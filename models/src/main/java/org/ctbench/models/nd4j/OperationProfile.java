package org.ctbench.models.nd4j;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.ctbench.models.tensor.Engine;

/**
 * Where the time of an engine goes, by operation of the tensor interface. What is computed through {@link #engine} is timed.
 * The time of a backward pass belongs to the operations that it differentiates.
 *
 * <p>Times are those of the calling thread: on a backend that computes in the background they are those of the launches.
 */
public final class OperationProfile implements AutoCloseable {
    /** Name of the share that is spent between operations: in the code of models, and in reading tensors. */
    public static final String BETWEEN = "between operations";

    private final Graph graph;
    private final Engine target;
    private final Engine engine;
    private final Map<String, Times> byOperation = new TreeMap<>();
    private String underWay = BETWEEN;
    private boolean measuring;
    private int tasks;
    private long whole;

    private OperationProfile(Nd4jEngine target) {
        this.target = target;
        graph = target.on();
        ClassLoader loader = Engine.class.getClassLoader();
        engine = (Engine) Proxy.newProxyInstance(
                loader, new Class<?>[] {Engine.class}, (proxy, method, arguments) -> invoke(method, arguments));
    }

    /** Begins a profile of an engine, which has one at a time. */
    public static OperationProfile of(Nd4jEngine engine) {
        OperationProfile profile = new OperationProfile(engine);
        profile.graph.observe(profile::timed);
        return profile;
    }

    /**
     * The time of an operation in one measured task: means over all of them.
     *
     * @param operation name of a method of the tensor interface, or {@value #BETWEEN}
     * @param calls forward calls; 0 for {@value #BETWEEN}
     * @param forward in milliseconds; all the time of {@value #BETWEEN}
     * @param backward in milliseconds
     * @param share of forward and backward in the whole, in [0, 1]
     */
    public record Row(String operation, double calls, double forward, double backward, double share) {}

    /** The engine to compute through. */
    public Engine engine() {
        return engine;
    }

    /** Runs a task and adds its time to the whole. Operations outside of it are not kept. */
    public void measure(Runnable task) {
        long start = System.nanoTime();
        measuring = true;
        try {
            task.run();
        } finally {
            measuring = false;
            tasks++;
            whole += System.nanoTime() - start;
        }
    }

    /** Operations that ran, the longest first; what is left of the whole is the last row. Empty if nothing was measured. */
    public List<Row> rows() {
        if (whole == 0) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        long left = whole;
        for (Map.Entry<String, Times> entry : byOperation.entrySet()) {
            Times times = entry.getValue();
            rows.add(row(entry.getKey(), times));
            left -= times.forward + times.backward;
        }
        rows.sort(Comparator.comparingDouble(Row::share).reversed());
        Times rest = new Times();
        rest.forward = left;
        rows.add(row(BETWEEN, rest));
        return rows;
    }

    private Row row(String name, Times times) {
        double share = (double) (times.forward + times.backward) / whole;
        double scale = 1e6 * tasks; // nanoseconds of all tasks in a millisecond of each
        return new Row(name, (double) times.calls / tasks, times.forward / scale, times.backward / scale, share);
    }

    private Object invoke(Method method, Object... arguments) throws Throwable {
        boolean operation = method.getDeclaringClass() != Engine.class;
        String before = underWay;
        long start = System.nanoTime();
        underWay = operation ? method.getName() : before;
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            underWay = before;
            if (operation && measuring) {
                Times times = times(method.getName());
                times.calls++;
                times.forward += System.nanoTime() - start;
            }
        }
    }

    /** The operation with a clock around its backward pass, under the name of the call that recorded it. */
    private Node.Recorded timed(Node.Recorded operation) {
        String name = underWay;
        Node.Backward timed = (gradient, gradients) -> {
            long start = System.nanoTime();
            operation.backward().run(gradient, gradients);
            if (measuring) {
                times(name).backward += System.nanoTime() - start;
            }
        };
        return new Node.Recorded(operation.inputs(), timed, operation.saved());
    }

    private Times times(String name) {
        return byOperation.computeIfAbsent(name, n -> new Times());
    }

    /** Ends the profile; the engine goes on. */
    @Override
    public void close() {
        graph.observe(UnaryOperator.identity());
    }

    private static final class Times {
        private long calls;
        private long forward;
        private long backward;
    }
}
