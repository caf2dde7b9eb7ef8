package __package__;

import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.layers.BatchNorm2d;
import org.ctbench.models.layers.Conv2d;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Window;
import org.ctbench.models.tensor.Tensor;

/** Three convolutions of stride 2, each normalised and rectified, then a global average and a linear layer. */
final class __Name__Network extends Module implements Layer {
    private static final Window WINDOW = new Window(3, 2, 1); // kernel, stride, padding
    private static final int WIDTH = 32;

    private final Conv2d conv1 = child("conv1", Conv2d.withoutBias(Images.CHANNELS, WIDTH, WINDOW));
    private final BatchNorm2d bn1 = child("bn1", new BatchNorm2d(WIDTH));
    private final Conv2d conv2 = child("conv2", Conv2d.withoutBias(WIDTH, WIDTH, WINDOW));
    private final BatchNorm2d bn2 = child("bn2", new BatchNorm2d(WIDTH));
    private final Conv2d conv3 = child("conv3", Conv2d.withoutBias(WIDTH, 2 * WIDTH, WINDOW));
    private final BatchNorm2d bn3 = child("bn3", new BatchNorm2d(2 * WIDTH));
    private Linear fc;

    __Name__Network(int classes) {
        fc = child("fc", new Linear(2 * WIDTH, classes));
    }

    int classes() {
        return fc.out();
    }

    void replaceHead(int classes, long seed) {
        fc = replaceChild("fc", new Linear(2 * WIDTH, classes), seed);
    }

    /** From {@code [N, 3, H, W]} to {@code [N, classes]}. */
    @Override
    public Tensor forward(Tensor images) {
        Tensor y = bn1.forwardRelu(conv1.forward(images));
        y = bn2.forwardRelu(conv2.forward(y));
        y = bn3.forwardRelu(conv3.forward(y));
        return fc.forward(engine().globalAveragePool(y));
    }

    @Override
    public int[] outputShape(int... input) {
        return fc.outputShape(input[0], 2 * WIDTH);
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        int[] shape = input;
        List<Layer> layers = List.of(conv1, bn1, conv2, bn2, conv3, bn3);
        List<String> names = List.of("conv1", "bn1", "conv2", "bn2", "conv3", "bn3");
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).describe(names.get(i), shape, rows);
            shape = layers.get(i).outputShape(shape);
        }
        int[] pooled = {shape[0], shape[1]};
        rows.add(LayerSummary.of("avgpool", "global average", pooled));
        fc.describe("fc", pooled, rows);
    }
}
