package org.ctbench.harness.captures;

import java.io.IOException;
import org.ctbench.datasets.CtImage;
import org.ctbench.models.detection.ImageSize;

/** A grey picture, {@code [height, width]}, unsigned bytes, row-major. Immutable. */
public final class Grey {
    private final ImageSize size;
    private final byte[] pixels;

    private Grey(ImageSize size, byte... pixels) {
        this.size = size;
        this.pixels = pixels;
    }

    /** The first channel of an image. */
    public static Grey of(CtImage image) {
        byte[] all = image.pixels();
        byte[] first = new byte[image.width() * image.height()];
        for (int i = 0; i < first.length; i++) {
            first[i] = all[i * image.channels()];
        }
        return new Grey(new ImageSize(image.height(), image.width()), first);
    }

    static Grey of(NpyArray image) throws IOException {
        return new Grey(new ImageSize(image.shape()[0], image.shape()[1]), image.bytes());
    }

    NpyArray array() throws IOException {
        return NpyArray.bytes(pixels, size.height(), size.width());
    }

    /** Rows and columns. */
    public ImageSize size() {
        return size;
    }

    /** The pixels, row-major, a copy. */
    public byte[] pixels() {
        return pixels.clone();
    }
}
