package org.ctbench.models.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;

/** A oneDNN primitive with its arguments, which are pointed at other memory before each run. */
final class OneDnnPrimitive implements AutoCloseable {
    private final Context context;
    private final primitive primitive;
    private final List<Operand> operands;
    private final Slot scratchpad;
    private final IntMemoryMap arguments = new IntMemoryMap();

    private OneDnnPrimitive(Builder builder) {
        context = builder.context;
        primitive = builder.primitive;
        operands = List.copyOf(builder.operands);
        scratchpad =
                new Slot(new memory(builder.scratchpad, context.device, new Pointer()), 0, bytes(builder.scratchpad));
        arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad.memory());
        for (Operand operand : operands) {
            arguments.put(operand.argument, operand.inner());
        }
    }

    private static long bytes(memory.desc description) {
        return description.get_size();
    }

    /** Memory that is pointed at a shared scratch block before each run. */
    private record Slot(memory memory, int index, long bytes) {
        void point(Context context) {
            if (bytes > 0) {
                memory.set_data_handle(context.scratch(index, bytes));
            }
        }
    }

    /** Runs on blocks in the order in which the operands were named. */
    void run(List<Block> blocks) {
        scratchpad.point(context);
        for (int i = 0; i < operands.size(); i++) {
            operands.get(i).before(blocks.get(i), context);
        }
        primitive.execute(context.stream, arguments);
        for (Operand operand : operands) {
            operand.after(context);
        }
        context.stream._wait();
    }

    @Override
    public void close() {
        operands.forEach(Operand::close);
        arguments.close();
        scratchpad.memory().close();
        primitive.close();
    }

    /** An argument: row-major memory outside, the primitive's own layout inside. */
    private static final class Operand {
        private final int argument;
        private final boolean output;
        private final memory outer;
        private final Slot inner;
        private final reorder reorder;

        Operand(int argument, boolean output, memory outer, Slot inner) {
            this.argument = argument;
            this.output = output;
            this.outer = outer;
            this.inner = inner;
            if (inner == null) {
                reorder = null;
            } else if (output) {
                reorder = new reorder(inner.memory(), outer);
            } else {
                reorder = new reorder(outer, inner.memory());
            }
        }

        memory inner() {
            return inner == null ? outer : inner.memory();
        }

        void before(Block block, Context context) {
            outer.set_data_handle(Nd4jBlock.pointer(block));
            if (inner != null) {
                inner.point(context);
                if (!output) {
                    reorder.execute(context.stream, outer, inner.memory());
                }
            }
        }

        void after(Context context) {
            if (output && inner != null) {
                reorder.execute(context.stream, inner.memory(), outer);
            }
        }

        void close() {
            outer.close();
            if (inner != null) {
                inner.memory().close();
                reorder.close();
            }
        }
    }

    /** What all primitives share: the stream and scratch memory, which holds nothing between two runs. */
    static final class Context implements AutoCloseable {
        private final engine device;
        private final stream stream;
        private final Pool pool;
        private final List<Block> scratch = new ArrayList<>();

        Context(engine device, Pool pool) {
            this.device = device;
            this.pool = pool;
            stream = new stream(device);
        }

        Builder builder(primitive primitive, memory.desc scratchpad) {
            return new Builder(this, primitive, scratchpad);
        }

        private Pointer scratch(int index, long bytes) {
            int floats = Math.toIntExact((bytes + Float.BYTES - 1) / Float.BYTES);
            while (scratch.size() <= index) {
                scratch.add(pool.take(1));
            }
            if (scratch.get(index).capacity() < floats) {
                scratch.get(index).release();
                scratch.set(index, pool.take(floats));
            }
            return Nd4jBlock.pointer(scratch.get(index));
        }

        @Override
        public void close() {
            scratch.forEach(Block::release);
            scratch.clear();
            stream.close();
        }
    }

    /** Collects the operands. */
    static final class Builder {
        private final Context context;
        private final primitive primitive;
        private final memory.desc scratchpad;
        private final List<Operand> operands = new ArrayList<>();

        private Builder(Context context, primitive primitive, memory.desc scratchpad) {
            this.context = context;
            this.primitive = primitive;
            this.scratchpad = scratchpad;
        }

        Builder input(int argument, memory.desc outer, memory.desc inner) {
            return operand(argument, false, outer, inner);
        }

        Builder output(int argument, memory.desc outer, memory.desc inner) {
            return operand(argument, true, outer, inner);
        }

        private Builder operand(int argument, boolean output, memory.desc outer, memory.desc inner) {
            memory outside = new memory(outer, context.device, new Pointer());
            Slot inside = null;
            if (inner.notEquals(outer)) {
                inside = new Slot(new memory(inner, context.device, new Pointer()), operands.size() + 1, bytes(inner));
            }
            operands.add(new Operand(argument, output, outside, inside));
            return this;
        }

        OneDnnPrimitive build() {
            return new OneDnnPrimitive(this);
        }
    }
}
