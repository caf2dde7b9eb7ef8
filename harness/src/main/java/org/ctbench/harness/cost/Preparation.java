package org.ctbench.harness.cost;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.phantom.PhantomSlice;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.models.bench.Timing;

/**
 * Times how long an image takes from a compressed PNG file to the numbers that a network reads: decoding, resizing,
 * normalising, in one thread. Reading the file from the disk is not part of it.
 */
final class Preparation {
    /** Rows and columns of the slices of all three published data sets. */
    static final int PUBLISHED_SIZE = 512;

    /** Preparing is short beside a training step: more runs cost nothing. */
    private static final int RUNS_PER_ROUND = 10;

    private final byte[] png;
    private final Preprocessing preprocessing;
    private final float[] target;

    /**
     * @param slice rows and columns of the slice in its file
     * @param size rows and columns that a network sees
     */
    Preparation(int slice, int size) throws IOException {
        png = png(PhantomSlice.of(slice));
        preprocessing = Preprocessing.of(size, Normalisation.PER_IMAGE); // the others read the pixels once less
        target = new float[preprocessing.length()];
    }

    Timing time(int rounds) {
        return Timing.of("preparation of an image", rounds * RUNS_PER_ROUND, this::prepare);
    }

    private void prepare() {
        try {
            CtImage image = ImageDecoder.decode(png).image();
            preprocessing.normalise(preprocessing.resized(image), target, 0);
        } catch (DamagedImageException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] png(CtImage slice) throws IOException {
        BufferedImage image = new BufferedImage(slice.width(), slice.height(), BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, slice.width(), slice.height(), slice.pixels());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IllegalStateException("this Java writes no PNG");
        }
        return bytes.toByteArray();
    }
}
