package org.ctbench.models.tape;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;

/** Owns the tensors and recorded operations made while it is the innermost. */
final class TensorScope implements Scope {
    private final Graph graph;
    private final TensorScope outer;
    private final Set<TapeTensor> tensors = new LinkedHashSet<>();
    private final List<Node> nodes = new ArrayList<>();
    private boolean closed;

    TensorScope(Graph graph, TensorScope outer) {
        this.graph = graph;
        this.outer = outer;
    }

    TapeTensor add(TapeTensor tensor) {
        tensors.add(tensor);
        return tensor;
    }

    void add(Node node) {
        nodes.add(node);
    }

    @Override
    public Tensor keep(Tensor tensor) {
        TapeTensor own = graph.own(tensor);
        if (tensors.contains(own)) {
            if (outer == null) {
                throw new IllegalStateException("the outermost scope has no enclosing scope that could keep a tensor");
            }
            tensors.remove(own);
            outer.add(own);
        }
        return tensor;
    }

    @Override
    public void close() {
        if (!closed) {
            graph.closing(this);
            closed = true;
            nodes.forEach(node -> node.finish(Node.State.CLOSED));
            tensors.forEach(TapeTensor::free);
            tensors.clear();
            nodes.clear();
        }
    }
}
