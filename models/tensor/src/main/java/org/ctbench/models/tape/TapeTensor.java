package org.ctbench.models.tape;

import java.util.Optional;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.tensor.Tensor;

/** A tensor of this engine. */
sealed class TapeTensor implements Tensor permits TapeVariable {
    private final Graph graph;
    private final int[] shape;
    private Block block;
    private boolean requiresGrad;
    private Node node;
    private Block gradient;

    /** Takes over the caller's reference to the block. */
    TapeTensor(Graph graph, int[] shape, Block block) {
        this.graph = graph;
        this.shape = shape.clone();
        this.block = block;
    }

    final Graph graph() {
        return graph;
    }

    /** The shape itself; not to be written. */
    final int[] sizes() {
        return shape;
    }

    final Block block() {
        if (block == null) {
            throw new IllegalStateException(closedMessage());
        }
        return block;
    }

    String closedMessage() {
        return "a tensor " + Shapes.text(shape) + " is used after its scope closed";
    }

    /** Gives the memory back; later uses throw. */
    void free() {
        dropGradient();
        node = null;
        if (block != null) {
            block.release();
            block = null;
        }
    }

    final boolean freed() {
        return block == null;
    }

    final Node node() {
        return node;
    }

    final void producedBy(Node producer) {
        node = producer;
        requiresGrad = true;
    }

    final void wantGradient(boolean wanted) {
        requiresGrad = wanted;
    }

    /** The gradient so far, or null. */
    final Block pendingGradient() {
        return gradient;
    }

    final void pendingGradient(Block accumulated) {
        gradient = accumulated;
    }

    final void dropGradient() {
        if (gradient != null) {
            gradient.release();
            gradient = null;
        }
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    @Override
    public int numel() {
        return Shapes.numel(shape);
    }

    @Override
    public float[] toArray() {
        return block().read();
    }

    @Override
    public void read(float[] into) {
        block().read(into);
    }

    @Override
    public float item() {
        if (numel() != 1) {
            throw new IllegalStateException("item of a tensor " + Shapes.text(shape) + ", expected one element");
        }
        return block().read()[0];
    }

    @Override
    public boolean requiresGrad() {
        return requiresGrad;
    }

    @Override
    public Optional<Tensor> gradient() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "tensor " + Shapes.text(shape) + (block == null ? ", closed" : "");
    }
}
