package org.ctbench.models.tape;

import java.util.Optional;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.tensor.Variable;

/** A variable of this engine; counts its writes, so that a backward pass notices a change under its feet. */
final class TapeVariable extends TapeTensor implements Variable {
    private int version;
    private TapeTensor gradientView;

    TapeVariable(Graph graph, int[] shape, Block block) {
        super(graph, shape, block);
    }

    int version() {
        return version;
    }

    void written() {
        version++;
    }

    @Override
    String closedMessage() {
        return "a variable " + Shapes.text(sizes()) + " is used after it was closed";
    }

    @Override
    public void set(float[] values) {
        block().write(values);
        written();
    }

    @Override
    public void requiresGrad(boolean wanted) {
        wantGradient(wanted);
    }

    @Override
    public Optional<Tensor> gradient() {
        block();
        Block current = pendingGradient();
        if (current == null) {
            return Optional.empty();
        }
        if (gradientView == null || gradientView.freed() || gradientView.block() != current) {
            dropView();
            gradientView = new TapeTensor(graph(), sizes(), current.retain());
        }
        return Optional.of(gradientView);
    }

    /** Forgets the view of the gradient: it is about to change or to go. */
    void dropView() {
        if (gradientView != null) {
            gradientView.free();
            gradientView = null;
        }
    }

    @Override
    public void clearGradient() {
        dropView();
        dropGradient();
    }

    @Override
    void free() {
        dropView();
        super.free();
    }

    @Override
    public void close() {
        if (!freed()) {
            graph().forget(this);
            free();
        }
    }

    @Override
    public String toString() {
        return "variable " + Shapes.text(sizes()) + (freed() ? ", closed" : "");
    }
}
