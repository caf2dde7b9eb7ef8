package org.ctbench.models.reference;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.LesionImage;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.ctbench.models.maskrcnn.DetectorOptions.Sampling;
import org.ctbench.models.resnet.Depth;

/**
 * What maskrcnn_numbers.py and affinity_numbers.py write of a case beside its results.
 *
 * @param golden the case
 */
public record DetectorCase(Golden golden) {
    /** The only case of a file. */
    public static DetectorCase load(String file) {
        return new DetectorCase(Golden.load(file).get(0));
    }

    /** The residual network. */
    public Depth depth() {
        return Depth.valueOf("RESNET" + golden.integer("depth"));
    }

    /** Numbers of the detector. */
    public DetectorOptions detector() {
        DetectorOptions standard = DetectorOptions.affinity();
        return new DetectorOptions(
                standard.anchorSizes(),
                standard.anchorRatios(),
                golden.integer("before"),
                golden.integer("after"),
                (float) golden.number("proposal_nms"),
                sampling("anchor_sampling"),
                sampling("region_sampling"),
                (float) golden.number("detection_nms"),
                golden.integer("detections"));
    }

    private Sampling sampling(String key) {
        return new Sampling(
                (float) golden.number(key + ".0"),
                (float) golden.number(key + ".1"),
                golden.integer(key + ".2"),
                golden.number(key + ".3"));
    }

    /** Score above which detections count. */
    public float score() {
        return (float) golden.number("score");
    }

    /** The image of a seed, called {@code image}. */
    public Images image(String seedKey) {
        int height = golden.integer("height");
        int width = golden.integer("width");
        float[] values = Drawn.images(golden.integer(seedKey), 3 * height * width);
        return new Images(values, 1, height, width, List.of("image"));
    }

    /** The image of a seed with the lesions of the case, which are ellipses. */
    public LesionImage lesionImage(String seedKey) {
        Images image = image(seedKey);
        int[] numbers = golden.integers("lesions");
        Boxes boxes = Boxes.of();
        List<BinaryMask> masks = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 4) {
            Ellipse ellipse = new Ellipse(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]);
            masks.add(BinaryMask.of(
                    image.height(), image.width(), p -> ellipse.contains(p % image.width(), p / image.width())));
            boxes = boxes.then(ellipse.box());
        }
        return new LesionImage(image, boxes, masks);
    }

    /** The ellipse inside the image, with centre and half axes. */
    private record Ellipse(int x, int y, int a, int b) {
        boolean contains(int column, int row) {
            int across = (column - x) * b;
            int down = (row - y) * a;
            return across * across + down * down <= a * b * (a * b);
        }

        Boxes box() {
            return Boxes.of(x - a, y - b, x + a + 1, y + b + 1);
        }
    }
}
