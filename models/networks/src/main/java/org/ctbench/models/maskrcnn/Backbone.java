package org.ctbench.models.maskrcnn;

import java.util.List;
import org.ctbench.models.layers.Layer;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.resnet.Depth;
import org.ctbench.models.resnet.ResNetBody;
import org.ctbench.models.tensor.Tensor;

/** Residual network up to its third stage ({@code body}) and a feature pyramid on that stage ({@code fpn}). */
public final class Backbone extends Module implements Layer {
    /** Pixels of the image per cell of the features. */
    public static final int STRIDE = 16;

    private static final int STAGES = 3;
    private static final int MULTIPLE = 32;

    private final ResNetBody body;
    private final Fpn fpn;
    private final int channels;

    /** @param channels channels of the features */
    public Backbone(Depth depth, int channels, FpnInit init) {
        this.channels = channels;
        body = child("body", new ResNetBody(depth, STAGES));
        fpn = child("fpn", new Fpn(body.channels(), channels, init));
    }

    /** The residual network. */
    public ResNetBody body() {
        return body;
    }

    /** Channels of the features. */
    public int channels() {
        return channels;
    }

    /**
     * Features.
     *
     * @param images {@code [N, 3, H, W]}, H and W multiples of 32 (torchvision pads others)
     * @return {@code [N, channels, H / 16, W / 16]}
     */
    @Override
    public Tensor forward(Tensor images) {
        requireSize(images.shape());
        return fpn.forward(body.forward(images));
    }

    @Override
    public int[] outputShape(int... input) {
        requireSize(input);
        return fpn.outputShape(body.outputShape(input));
    }

    @Override
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        body.describe(name + ".body", input, rows);
        fpn.describe(name + ".fpn", body.outputShape(input), rows);
    }

    private static void requireSize(int... shape) {
        if (shape[2] % MULTIPLE != 0 || shape[3] % MULTIPLE != 0) {
            throw new IllegalArgumentException("height and width of an image are multiples of " + MULTIPLE
                    + " for a detector, not " + shape[2] + " x " + shape[3]);
        }
    }
}
