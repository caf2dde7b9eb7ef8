package org.ctbench.models.resnet;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/** Two 3x3 convolutions beside a shortcut; the stride sits on the first. */
final class BasicBlock extends Module implements Layer {
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Optional<Sequential> downsample;

    BasicBlock(int in, int out, int stride) {
        conv1 = child("conv1", Conv2d.withoutBias(in, out, new Window(3, stride, 1)));
        bn1 = child("bn1", new BatchNorm2d(out));
        conv2 = child("conv2", Conv2d.withoutBias(out, out, new Window(3, 1, 1)));
        bn2 = child("bn2", new BatchNorm2d(out));
        downsample = Shortcut.of(in, out, stride).map(shortcut -> child("downsample", shortcut));
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = bn1.forwardRelu(conv1.forward(x));
        y = bn2.forward(conv2.forward(y));
        return engine().addRelu(
                        y, downsample.map(shortcut -> shortcut.forward(x)).orElse(x));
    }

    @Override
    public int[] outputShape(int... input) {
        return conv2.outputShape(conv1.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] inner = conv1.outputShape(input);
        conv1.describe(name + ".conv1", input, rows);
        bn1.describe(name + ".bn1", inner, rows);
        conv2.describe(name + ".conv2", inner, rows);
        bn2.describe(name + ".bn2", conv2.outputShape(inner), rows);
        downsample.ifPresent(shortcut -> shortcut.describe(name + ".downsample", input, rows));
    }
}
