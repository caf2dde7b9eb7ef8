package org.ctbench.models.resnet;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Sequential;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/**
 * The convolutional part of a residual network: {@code conv1}, {@code bn1}, max pooling and the first stages, {@code
 * layer1} to at most {@code layer4}.
 */
public final class ResNetBody extends Module implements Layer {
    /** Channels of the stem and of the 3x3 convolutions of the first stage; each later stage has twice as many. */
    static final int WIDTH = 64;

    private static final int IMAGE_CHANNELS = 3;
    private static final Window POOL = new Window(3, 2, 1);

    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final List<Sequential> stages = new ArrayList<>();
    private final int channels;

    /**
     * @param stages how many stages to build, 1 to 4; three give features of stride 16, four of stride 32
     */
    public ResNetBody(Depth depth, int stages) {
        if (stages < 1 || stages > depth.blocks().size()) {
            throw new IllegalArgumentException(
                    depth + " has 1 to " + depth.blocks().size() + " stages, not " + stages);
        }
        conv1 = child("conv1", Conv2d.withoutBias(IMAGE_CHANNELS, WIDTH, new Window(7, 2, 3)));
        bn1 = child("bn1", new BatchNorm2d(WIDTH));
        int in = WIDTH;
        for (int stage = 1; stage <= stages; stage++) {
            this.stages.add(child("layer" + stage, stage(depth, stage, in)));
            in = depth.channels(stage);
        }
        channels = in;
    }

    private static Sequential stage(Depth depth, int number, int in) {
        Sequential stage = new Sequential();
        int width = WIDTH << (number - 1);
        int out = depth.channels(number);
        for (int block = 0; block < depth.blocks().get(number - 1); block++) {
            int stride = block == 0 && number > 1 ? 2 : 1;
            int from = block == 0 ? in : out;
            if (depth.bottleneck()) {
                stage.then(new Bottleneck(from, width, stride));
            } else {
                stage.then(new BasicBlock(from, width, stride));
            }
        }
        return stage;
    }

    /** Channels of the features. */
    public int channels() {
        return channels;
    }

    /**
     * Features of the last stage.
     *
     * @param images {@code [N, 3, H, W]}
     * @return {@code [N, channels, H / s, W / s]}, rounded up, where s is 4, 8, 16 or 32
     */
    @Override
    public Tensor forward(Tensor images) {
        Tensor y = bn1.forwardRelu(conv1.forward(images));
        y = engine().maxPool2d(y, POOL.kernel(), POOL.stride(), POOL.padding());
        for (Sequential stage : stages) {
            y = stage.forward(y);
        }
        return y;
    }

    @Override
    public int[] outputShape(int... input) {
        int[] shape = POOL.over(conv1.outputShape(input), WIDTH);
        for (Sequential stage : stages) {
            shape = stage.outputShape(shape);
        }
        return shape;
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        String prefix = name.isEmpty() ? "" : name + ".";
        int[] shape = conv1.outputShape(input);
        conv1.describe(prefix + "conv1", input, rows);
        bn1.describe(prefix + "bn1", shape, rows);
        shape = POOL.over(shape, WIDTH);
        rows.add(LayerSummary.of(prefix + "maxpool", "MaxPool2d " + POOL, shape));
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).describe(prefix + "layer" + (i + 1), shape, rows);
            shape = stages.get(i).outputShape(shape);
        }
    }
}
