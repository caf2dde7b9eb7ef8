package org.ctbench.models.tape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Shapes;
import org.ctbench.models.memory.Workers;
import org.ctbench.models.tape.Moves.Rows;
import org.ctbench.models.tensor.IndexOps;
import org.ctbench.models.tensor.Tensor;

/** The operations of {@link org.ctbench.models.tensor.IndexOps}. */
final class IndexOperations implements IndexOps {
    private final Graph graph;
    private final Moves moves;

    IndexOperations(Graph graph, Workers workers) {
        this.graph = graph;
        this.moves = new Moves(workers);
    }

    @Override
    public Tensor rows(Tensor tensor, int... rows) {
        TapeTensor x = graph.own(tensor);
        if (x.sizes().length == 0) {
            throw new IllegalArgumentException("rows: a scalar has no rows");
        }
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows: no row of shape " + Shapes.text(x.sizes()));
        }
        Rows chosen = new Rows(rows.clone(), x.sizes()[0], x.numel() / x.sizes()[0]);
        inRange("rows", "row", rows, x, chosen.rows());
        int[] shape = x.sizes().clone();
        shape[0] = rows.length;
        TapeTensor out = graph.create(shape);
        moves.take(x.block(), chosen, out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            moves.addBack(gradient, chosen, gx);
            gradients.give(x, gx);
        }));
    }

    @Override
    public Tensor gather(Tensor tensor, int[] positions, int... shape) {
        TapeTensor x = graph.own(tensor);
        if (positions.length != Shapes.numel(shape)) {
            throw new IllegalArgumentException(
                    "gather: " + positions.length + " elements do not fill shape " + Shapes.text(shape));
        }
        inRange("gather", "element", positions, x, x.numel());
        int[] own = positions.clone();
        TapeTensor out = graph.create(shape);
        moves.gather(x.block(), own, out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            moves.scatter(gradient, own, gx);
            gradients.give(x, gx);
        }));
    }

    private static void inRange(String operation, String what, int[] indices, TapeTensor x, int limit) {
        for (int index : indices) {
            if (index < 0 || index >= limit) {
                throw new IllegalArgumentException(operation + ": " + what + " " + index + " of shape "
                        + Shapes.text(x.sizes()) + ", expected 0 to " + (limit - 1));
            }
        }
    }

    @Override
    public Tensor concat(List<? extends Tensor> tensors) {
        List<TapeTensor> parts = new ArrayList<>();
        tensors.forEach(tensor -> parts.add(graph.own(tensor)));
        TapeTensor out = graph.create(concatenated(parts));
        List<Block> blocks = new ArrayList<>();
        parts.forEach(part -> blocks.add(part.block()));
        moves.join(blocks, out.block());
        return graph.record(out, new Node.Recorded(parts, (gradient, gradients) -> {
            int from = 0;
            for (TapeTensor part : parts) {
                if (gradients.wants(part)) {
                    Block gx = gradients.fresh(part.numel());
                    moves.cut(gradient, from, gx);
                    gradients.give(part, gx);
                }
                from += part.numel();
            }
        }));
    }

    private static int[] concatenated(List<TapeTensor> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("concat: no parts");
        }
        int[] shape = parts.get(0).sizes().clone();
        if (shape.length == 0) {
            throw new IllegalArgumentException("concat: a scalar has no rows");
        }
        for (TapeTensor part : parts.subList(1, parts.size())) {
            int[] next = part.sizes();
            if (next.length != shape.length || !Arrays.equals(next, 1, next.length, shape, 1, shape.length)) {
                throw Shapes.mismatch("concat", parts.get(0).sizes(), next);
            }
            shape[0] = Math.addExact(shape[0], next[0]);
        }
        return shape;
    }

    @Override
    public Tensor transpose(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        Shapes.rank("transpose", x.sizes(), 2);
        int[] shape = x.sizes();
        return swapped(x, new Moves.Matrices(1, shape[0], shape[1]), shape[1], shape[0]);
    }

    @Override
    public Tensor channelsLast(Tensor tensor) {
        TapeTensor x = graph.own(tensor);
        Shapes.rank("channelsLast", x.sizes(), 4);
        int[] shape = x.sizes();
        Moves.Matrices matrices = new Moves.Matrices(shape[0], shape[1], shape[2] * shape[3]);
        return swapped(x, matrices, shape[0], shape[2], shape[3], shape[1]);
    }

    private TapeTensor swapped(TapeTensor x, Moves.Matrices matrices, int... shape) {
        TapeTensor out = graph.create(shape);
        moves.transpose(x.block(), matrices, out.block());
        return graph.record(out, new Node.Recorded(List.of(x), (gradient, gradients) -> {
            Block gx = gradients.fresh(x.numel());
            moves.transpose(gradient, matrices.transposed(), gx);
            gradients.give(x, gx);
        }));
    }
}
