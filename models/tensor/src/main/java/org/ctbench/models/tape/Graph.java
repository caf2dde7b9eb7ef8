package org.ctbench.models.tape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.Tensor;

/** The tensors that live, the scopes that own them and the tape that differentiates. */
final class Graph {
    private final Device device;
    private final Pool pool;
    private final ElementKernels elements;
    private final Deque<TensorScope> scopes = new ArrayDeque<>();
    private final Set<TapeVariable> variables = new LinkedHashSet<>();
    private UnaryOperator<Node.Recorded> observer = UnaryOperator.identity();
    private int withoutGradient;
    private long recorded;

    Graph(Device device) {
        this.device = device;
        pool = device.pool();
        elements = device.kernels().elements();
    }

    /** Makes the device ready. Every operation begins with what does this: it takes a tensor of the graph, or makes one. */
    void enter() {
        device.enter();
    }

    Pool pool() {
        return pool;
    }

    /** From now on, operations are recorded as the observer returns them. */
    void observe(UnaryOperator<Node.Recorded> newObserver) {
        observer = newObserver;
    }

    TensorScope open() {
        enter();
        TensorScope scope = new TensorScope(this, scopes.peek());
        scopes.push(scope);
        return scope;
    }

    void closing(TensorScope scope) {
        if (scopes.peek() != scope) {
            throw new IllegalStateException("a scope is closed before the scopes inside it");
        }
        scopes.pop();
    }

    void pauseGradient() {
        enter();
        withoutGradient++;
    }

    void resumeGradient() {
        withoutGradient--;
    }

    /** This engine's tensor behind an argument. */
    TapeTensor own(Tensor tensor) {
        enter();
        if (tensor instanceof TapeTensor own && own.graph() == this) {
            own.block();
            return own;
        }
        throw new IllegalArgumentException("a tensor of another engine: " + tensor);
    }

    TapeVariable variable(int... shape) {
        enter();
        TapeVariable variable = new TapeVariable(this, shape, pool.take(Shapes.numel(shape)));
        elements.fill(variable.block(), 0);
        variables.add(variable);
        return variable;
    }

    void forget(TapeVariable variable) {
        variables.remove(variable);
    }

    /** A tensor with undefined contents in the current scope. */
    TapeTensor create(int... shape) {
        enter();
        TensorScope scope = current();
        return scope.add(new TapeTensor(this, shape, pool.take(Shapes.numel(shape))));
    }

    /** A tensor over the memory of another, in another shape. */
    TapeTensor alias(TapeTensor tensor, int... shape) {
        TensorScope scope = current();
        return scope.add(new TapeTensor(this, shape, tensor.block().retain()));
    }

    /** Whether an operation on these inputs is to be recorded. */
    boolean records(TapeTensor... inputs) {
        if (withoutGradient > 0) {
            return false;
        }
        for (TapeTensor input : inputs) {
            if (input.requiresGrad()) {
                return true;
            }
        }
        return false;
    }

    /** Records an operation if one of its inputs requires a gradient and differentiation is on; else frees what it saved. */
    TapeTensor record(TapeTensor output, Node.Recorded operation) {
        if (records(operation.inputs().toArray(TapeTensor[]::new))) {
            Node node = new Node(recorded++, output, observer.apply(operation));
            output.producedBy(node);
            current().add(node);
        } else {
            for (Block block : operation.saved()) {
                block.release();
            }
        }
        return output;
    }

    void backward(TapeTensor loss) {
        if (loss.numel() != 1) {
            throw new IllegalArgumentException(
                    "backward starts at a scalar, not at a tensor " + Shapes.text(loss.sizes()));
        }
        if (!loss.requiresGrad()) {
            throw new IllegalArgumentException("the loss depends on no variable that requires a gradient");
        }
        List<Node> nodes = reachable(loss);
        nodes.forEach(Node::check);
        Gradients gradients = new Gradients(pool, elements);
        Block one = pool.take(1);
        elements.fill(one, 1);
        gradients.give(loss, one);
        try {
            nodes.forEach(node -> {
                gradients.run(node);
                node.finish(Node.State.USED);
            });
        } finally {
            for (Node node : nodes) {
                node.output().dropGradient();
                node.finish(Node.State.USED);
            }
        }
    }

    /** Operations that the loss depends on, the last first: a fixed order, so sums of gradients are the same bits. */
    private static List<Node> reachable(TapeTensor loss) {
        Set<Node> seen = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        if (loss.node() != null) {
            open.push(loss.node());
            seen.add(loss.node());
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            for (TapeTensor input : node.inputs()) {
                if (node.wants(input) && input.node() != null && seen.add(input.node())) {
                    open.push(input.node());
                }
            }
        }
        List<Node> nodes = new ArrayList<>(seen);
        nodes.sort(Comparator.comparingLong(Node::order).reversed());
        return nodes;
    }

    private TensorScope current() {
        TensorScope scope = scopes.peek();
        if (scope == null) {
            throw new IllegalStateException(
                    "no scope is open: tensors are made inside `try (Scope s = engine.scope())`");
        }
        return scope;
    }

    /** Closes all scopes and frees all variables. */
    void closeAll() {
        while (!scopes.isEmpty()) {
            scopes.peek().close();
        }
        variables.forEach(TapeVariable::free);
        variables.clear();
    }
}
