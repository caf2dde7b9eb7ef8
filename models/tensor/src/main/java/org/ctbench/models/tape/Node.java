package org.ctbench.models.tape;

import java.util.List;
import org.ctbench.models.memory.Block;

/** One recorded operation. */
final class Node {
    /** Where a recorded operation stands. */
    enum State {
        OPEN,
        USED,
        CLOSED
    }

    private final long order;
    private final TapeTensor output;
    private List<TapeTensor> inputs;
    private boolean[] wanted;
    private int[] versions;
    private Backward backward;
    private Block[] saved;
    private State state = State.OPEN;

    Node(long order, TapeTensor output, Recorded recorded) {
        this.order = order;
        this.output = output;
        this.inputs = recorded.inputs();
        this.backward = recorded.backward();
        this.saved = recorded.saved();
        wanted = new boolean[inputs.size()];
        versions = new int[inputs.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = inputs.get(i).requiresGrad();
            versions[i] = version(inputs.get(i));
        }
    }

    /**
     * What an operation leaves for its backward pass.
     *
     * @param inputs in any order
     * @param backward reads the inputs, its saved blocks and the output's gradient
     * @param saved blocks whose references pass to the tape
     */
    record Recorded(List<TapeTensor> inputs, Backward backward, Block... saved) {}

    /** Passes the output's gradient on to the inputs. */
    interface Backward {
        /**
         * Runs once.
         *
         * @param gradient of the output; {@link Gradients#claim} to write into it
         */
        void run(Block gradient, Gradients gradients);
    }

    long order() {
        return order;
    }

    TapeTensor output() {
        return output;
    }

    List<TapeTensor> inputs() {
        return inputs;
    }

    boolean wants(TapeTensor input) {
        for (int i = 0; i < wanted.length; i++) {
            if (inputs.get(i) == input && wanted[i]) {
                return true;
            }
        }
        return false;
    }

    void check() {
        if (state == State.USED) {
            throw new IllegalStateException(
                    "backward reaches an operation that an earlier backward pass used up; its output is " + output);
        }
        if (state == State.CLOSED) {
            throw new IllegalStateException(
                    "backward reaches an operation whose scope has closed; its output is " + output);
        }
        for (int i = 0; i < versions.length; i++) {
            if (version(inputs.get(i)) != versions[i]) {
                throw new IllegalStateException(
                        inputs.get(i) + " was written between an operation on it and the backward pass");
            }
        }
    }

    void run(Block gradient, Gradients gradients) {
        backward.run(gradient, gradients);
    }

    void finish(State last) {
        if (state == State.OPEN) {
            state = last;
            for (Block block : saved) {
                block.release();
            }
            saved = null;
            backward = null;
            inputs = List.of();
            wanted = new boolean[0];
            versions = new int[0];
        }
    }

    private static int version(TapeTensor tensor) {
        return tensor instanceof TapeVariable variable ? variable.version() : 0;
    }
}
