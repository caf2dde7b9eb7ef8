package org.ctbench.datasets.preprocess;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.Regions.Region;

/**
 * What negative controls make of a resized image: most of what tells a disease is taken away. All of it is arithmetic of whole
 * numbers and of IEEE doubles in a fixed order, so that every machine makes the same bytes. Nothing here knows anatomy: body and lungs are
 * what a threshold finds.
 */
public final class Alterations {
    /** Side to which an image is shrunk. */
    private static final int SMALL = 8;

    /** An enclosed dark region is taken for lung if it has one hundredth of the pixels of the image; a trachea has less. */
    private static final int LUNG_PART = 100;

    private Alterations() {}

    /** The box around the lungs is wider by this part of the image on each side: lesions at the edge of a lung are bright. */
    private static final int MARGIN_PART = 16;

    /**
     * The image with a black box around the lungs: dark regions of at least 1 % of the image that do not touch its edge, and a margin of
     * a sixteenth of the image. Where there are none, as in a slice below the lungs, the box is that of {@link #withoutBody}.
     */
    public static CtImage withoutLungs(CtImage image) {
        Optional<Region> lungs = Regions.dark(image).stream()
                .filter(region -> !region.touchesEdgeOf(image))
                .filter(region -> (long) region.area() * LUNG_PART >= (long) image.width() * image.height())
                .reduce(Region::and);
        return lungs.map(box -> black(image, box.widened(image, MARGIN_PART))).orElseGet(() -> withoutBody(image));
    }

    /**
     * The image with a black box around the body: the largest bright region, of several the first. What is left is outside of it:
     * air, a part of the table, burnt-in marks. All black where nothing is bright.
     */
    public static CtImage withoutBody(CtImage image) {
        List<Region> bright = Regions.bright(image);
        Region body = new Region(0, 0, 0, image.width(), image.height());
        int largest = 0;
        for (Region region : bright) {
            if (region.area() > largest) {
                largest = region.area();
                body = region;
            }
        }
        return black(image, body);
    }

    /** The image reduced to {@value #SMALL} x {@value #SMALL} pixels and enlarged again, both by Pillow's bilinear filter. */
    public static CtImage shrunk(CtImage image) {
        return Preprocessing.resize(Preprocessing.resize(image, SMALL, SMALL), image.width(), image.height());
    }

    /** The samples of each channel in ascending order, row by row: the histogram is left and no place. */
    public static CtImage sorted(CtImage image) {
        int channels = image.channels();
        byte[] samples = image.pixels();
        byte[] sorted = new byte[samples.length];
        for (int c = 0; c < channels; c++) {
            int[] values = new int[samples.length / channels];
            for (int i = 0; i < values.length; i++) {
                values[i] = samples[i * channels + c] & 0xff;
            }
            Arrays.sort(values);
            for (int i = 0; i < values.length; i++) {
                sorted[i * channels + c] = (byte) values[i];
            }
        }
        return CtImage.of(image.width(), image.height(), channels, sorted);
    }

    private static CtImage black(CtImage image, Region box) {
        byte[] samples = image.pixels();
        int channels = image.channels();
        for (int y = box.top(); y < box.bottom(); y++) {
            int row = y * image.width();
            Arrays.fill(samples, (row + box.left()) * channels, (row + box.right()) * channels, (byte) 0);
        }
        return CtImage.of(image.width(), image.height(), channels, samples);
    }
}
