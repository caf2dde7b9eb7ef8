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

/**
 * 1x1, 3x3 and 1x1 convolutions beside a shortcut; the stride sits on the 3x3, as in torchvision (the paper has it on
 * the first 1x1).
 */
final class Bottleneck extends Module implements Layer {
    /** Channels of the output over those of the 3x3 convolution. */
    static final int EXPANSION = 4;

    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Conv2d conv3;
    private final BatchNorm2d bn3;
    private final Optional<Sequential> downsample;

    Bottleneck(int in, int width, int stride) {
        int out = EXPANSION * width;
        conv1 = child("conv1", Conv2d.withoutBias(in, width, new Window(1, 1, 0)));
        bn1 = child("bn1", new BatchNorm2d(width));
        conv2 = child("conv2", Conv2d.withoutBias(width, width, new Window(3, stride, 1)));
        bn2 = child("bn2", new BatchNorm2d(width));
        conv3 = child("conv3", Conv2d.withoutBias(width, out, new Window(1, 1, 0)));
        bn3 = child("bn3", new BatchNorm2d(out));
        downsample = Shortcut.of(in, out, stride).map(shortcut -> child("downsample", shortcut));
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = bn1.forwardRelu(conv1.forward(x));
        y = bn2.forwardRelu(conv2.forward(y));
        y = bn3.forward(conv3.forward(y));
        return engine().addRelu(
                        y, downsample.map(shortcut -> shortcut.forward(x)).orElse(x));
    }

    @Override
    public int[] outputShape(int... input) {
        return conv3.outputShape(conv2.outputShape(conv1.outputShape(input)));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] narrow = conv1.outputShape(input);
        int[] strided = conv2.outputShape(narrow);
        conv1.describe(name + ".conv1", input, rows);
        bn1.describe(name + ".bn1", narrow, rows);
        conv2.describe(name + ".conv2", narrow, rows);
        bn2.describe(name + ".bn2", strided, rows);
        conv3.describe(name + ".conv3", strided, rows);
        bn3.describe(name + ".bn3", conv3.outputShape(strided), rows);
        downsample.ifPresent(shortcut -> shortcut.describe(name + ".downsample", input, rows));
    }
}
