package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.captures.Grey;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;

/** What models found in slices, as reports draw it. */
final class Drawings {
    /** Lesions that are drawn of each slice; more would hide each other. */
    static final int MOST = 5;

    /** Longest side of a small picture. */
    private static final int SIDE = 160;

    private Drawings() {}

    /** The lesions of the highest scores, {@link #MOST} at most. */
    static List<Prediction> predictions(Detections found) {
        Boxes boxes = found.boxes();
        List<Prediction> predictions = new ArrayList<>();
        for (int k = 0; k < Math.min(MOST, found.size()); k++) {
            PixelBox box = new PixelBox(boxes.x1(k), boxes.y1(k), boxes.x2(k), boxes.y2(k));
            predictions.add(new Prediction(box, found.scores()[k], region(found.mask(k))));
        }
        return predictions;
    }

    /** Lesions that are there. */
    static List<Region> lesions(List<BinaryMask> truths) {
        return truths.stream().map(Drawings::region).toList();
    }

    /** A small picture of a slice. */
    static GreyImage thumbnail(Grey grey) {
        return GreyImage.of(grey.size().height(), grey.size().width(), grey.pixels())
                .within(SIDE);
    }

    private static Region region(BinaryMask mask) {
        return Region.of(mask.height(), mask.width(), mask::contains);
    }
}
