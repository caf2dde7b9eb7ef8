package org.ctbench.models.tape;

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
import org.ctbench.models.tensor.OperationProfile;

/** A profile of an engine with a tape. */
final class TapeProfile implements OperationProfile {
    private final Graph graph;
    private final Engine target;
    private final Engine engine;
    private final Map<String, Times> byOperation = new TreeMap<>();
    private String underWay = BETWEEN;
    private boolean measuring;
    private int tasks;
    private long whole;

    TapeProfile(Engine target, Graph graph) {
        this.target = target;
        this.graph = graph;
        ClassLoader loader = Engine.class.getClassLoader();
        engine = (Engine) Proxy.newProxyInstance(
                loader, new Class<?>[] {Engine.class}, (proxy, method, arguments) -> invoke(method, arguments));
        graph.observe(this::timed);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
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

    @Override
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
