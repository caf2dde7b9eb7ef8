package org.ctbench.models.nd4j;

import org.ctbench.models.kernels.ElementKernels;
import org.ctbench.models.memory.Block;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.factory.Nd4j;

/** Element kernels by ND4J's operations. */
final class Nd4jElements implements ElementKernels {
    private static INDArray flat(Block block) {
        return Nd4jBlock.view(block, block.size());
    }

    @Override
    public void fill(Block out, float value) {
        flat(out).assign(value);
    }

    @Override
    public void copy(Block from, Block out) {
        flat(out).assign(flat(from));
    }

    @Override
    public void add(Block a, Block b, Block out) {
        flat(a).addi(flat(b), flat(out));
    }

    @Override
    public void addRelu(Block a, Block b, Block out) {
        add(a, b, out);
        relu(out, out);
    }

    @Override
    public void mul(Block a, Block b, Block out) {
        flat(a).muli(flat(b), flat(out));
    }

    @Override
    public void scale(Block x, float factor, Block out) {
        flat(x).muli(factor, flat(out));
    }

    @Override
    public void relu(Block x, Block out) {
        Nd4j.getExecutioner().exec(new RectifiedLinear(flat(x), flat(out), 0));
    }

    @Override
    public void reluBackward(Block gradient, Block output, Block out) {
        try (INDArray closed = flat(output).lte(0);
                INDArray passes = closed.castTo(DataType.FLOAT)) {
            passes.rsubi(1);
            flat(gradient).muli(passes, flat(out));
        }
    }

    @Override
    public void sigmoid(Block x, Block out) {
        Nd4j.getExecutioner().exec(new Sigmoid(flat(x), flat(out)));
    }

    @Override
    public void sigmoidBackward(Block gradient, Block output, Block out) {
        try (INDArray slope = flat(output).rsub(1)) {
            slope.muli(flat(output));
            flat(gradient).muli(slope, flat(out));
        }
    }

    @Override
    public double sum(Block x) {
        try (INDArray wide = flat(x).castTo(DataType.DOUBLE)) {
            return wide.sumNumber().doubleValue();
        }
    }
}
