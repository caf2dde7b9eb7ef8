package org.ctbench.models.maskrcnn;

import java.util.Arrays;
import java.util.List;
import org.ctbench.models.detection.AnchorGenerator;
import org.ctbench.models.detection.BalancedSampler;
import org.ctbench.models.detection.BoxCoder;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.Proposals;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;

/** Region proposal network: its {@code head}, anchors, proposals and losses. */
public final class Rpn extends Module {
    private final DetectorOptions options;
    private final AnchorGenerator generator;
    private final RpnHead head;
    private Grid grid = new Grid(new ImageSize(1, 1), 0, 0, Boxes.of());
    private float[] logits = new float[0];
    private float[] deltas = new float[0];

    public Rpn(int channels, DetectorOptions options) {
        this.options = options;
        generator = options.anchors();
        head = child("head", new RpnHead(channels, options.anchorsPerCell()));
    }

    /** Anchors of one image and feature size, kept because they never change. */
    private record Grid(ImageSize image, int height, int width, Boxes anchors) {
        boolean fits(ImageSize other, int h, int w) {
            return image.equals(other) && height == h && width == w;
        }
    }

    /**
     * What the network says of an image.
     *
     * @param outputs for every anchor, differentiable
     * @param anchors the anchors
     * @param proposals the best, without gradient
     */
    record Outcome(RpnHead.Outputs outputs, Boxes anchors, Proposals proposals) {}

    /** @param features {@code [1, C, h, w]} */
    Outcome forward(Tensor features, ImageSize image) {
        RpnHead.Outputs outputs = head.forward(features);
        int[] shape = features.shape();
        if (!grid.fits(image, shape[2], shape[3])) {
            grid = new Grid(image, shape[2], shape[3], generator.over(image, shape[2], shape[3]));
            logits = new float[outputs.logits().numel()];
            deltas = new float[outputs.deltas().numel()];
        }
        outputs.logits().read(logits);
        outputs.deltas().read(deltas);
        Proposals proposals = options.proposals().select(logits, deltas, grid.anchors(), image);
        return new Outcome(outputs, grid.anchors(), proposals);
    }

    /** Boxes on features {@code [1, C, h, w]}, best first, without gradient. */
    public Boxes proposals(Tensor features, ImageSize image) {
        return forward(features, image).proposals().boxes();
    }

    /**
     * Objectness and box loss on a sample of the anchors.
     *
     * @param truth boxes of the lesions, at least one
     */
    Losses losses(Outcome outcome, Boxes truth, Permutations random) {
        int[] matches = options.anchorSampling().matcher(true).match(truth, outcome.anchors());
        BalancedSampler.Sample sample = options.anchorSampling().sampler().sample(matches, random);
        return new Losses(
                objectness(outcome.outputs().logits(), matches, sample.all()), boxes(outcome, truth, matches, sample));
    }

    private Tensor objectness(Tensor scores, int[] matches, int... sampled) {
        float[] labels = new float[sampled.length];
        for (int i = 0; i < sampled.length; i++) {
            labels[i] = matches[sampled[i]] >= 0 ? 1 : 0;
        }
        Engine engine = engine();
        return engine.bceWithLogits(
                engine.gather(scores, sampled, sampled.length), engine.tensor(labels, sampled.length));
    }

    private Tensor boxes(Outcome outcome, Boxes truth, int[] matches, BalancedSampler.Sample sample) {
        int[] positives = sample.positives();
        Boxes wanted =
                truth.select(Arrays.stream(positives).map(i -> matches[i]).toArray());
        float[] targets = BoxCoder.RPN.encode(wanted, outcome.anchors().select(positives));
        return BoxLoss.l1(engine(), outcome.outputs().deltas(), positives, targets, sample.count());
    }

    /**
     * The two losses, scalars.
     *
     * @param objectness mean binary cross-entropy over the sampled anchors
     * @param boxes sum of absolute differences over the sampled positives by the number of sampled anchors (D-40)
     */
    record Losses(Tensor objectness, Tensor boxes) {}

    /** Rows of the layers, in the order of computation. */
    public void describe(String name, int[] input, List<LayerSummary> rows) {
        head.describe(name + ".head", input, rows);
    }
}
