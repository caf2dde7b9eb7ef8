package org.ctbench.reports.charts;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.document.GreyImage;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Scene;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;

/**
 * A small picture for a page with hundreds of them: a grey JPEG, and an SVG element to lie over it. It looks the same in
 * every theme.
 */
public final class Thumbnail {
    /** Width on the page, in CSS pixels. */
    public static final int WIDTH = 208;

    private static final int LONGEST_SIDE = 224; // of the JPEG, in pixels
    private static final float QUALITY = 0.7f; // 6 to 15 KiB an image, by how much noise it has

    private final Scene scene;

    private Thumbnail(Scene scene) {
        this.scene = scene;
    }

    public static Thumbnail of(Scene scene) {
        return new Thumbnail(scene);
    }

    /** Height on the page, in CSS pixels. */
    public int height() {
        return Math.max(1, Math.round((float) WIDTH * scene.height() / scene.width()));
    }

    /** Dashed outlines of true lesions, then masks, boxes and confidences of predictions, on a transparent ground. */
    public String svgElement() {
        SvgPage page = SvgPage.of("", WIDTH, height()); // no clip, hence no identifier
        Rectangle2D panel = new Rectangle2D.Double(0, 0, WIDTH, height());
        LesionLayer layer = new LesionLayer(page.surface(), reduced(), panel);
        layer.lesionOutlines();
        layer.predictions();
        return page.element();
    }

    /** Masks in pixels of the page: outlines of finer ones are long and show no more. */
    private Scene reduced() {
        if (scene.width() <= WIDTH) {
            return scene;
        }
        List<Prediction> predictions = scene.predictions().stream()
                .map(p -> new Prediction(reduced(p.box()), p.score(), p.mask().map(this::reduced)))
                .toList();
        List<Region> lesions = scene.lesions().stream().map(this::reduced).toList();
        return new Scene(height(), WIDTH, Optional.empty(), predictions, lesions);
    }

    private Region reduced(Region mask) {
        return Region.of(
                height(),
                WIDTH,
                i -> mask.contains(
                        (2 * (i / WIDTH) + 1) * scene.height() / (2 * height()),
                        (2 * (i % WIDTH) + 1) * scene.width() / (2 * WIDTH)));
    }

    private PixelBox reduced(PixelBox box) {
        double across = (double) WIDTH / scene.width();
        double down = (double) height() / scene.height();
        return new PixelBox(box.x1() * across, box.y1() * down, box.x2() * across, box.y2() * down);
    }

    /** The image as a JPEG file of at most {@value #LONGEST_SIDE} pixels a side. */
    public static byte[] jpeg(GreyImage image) {
        GreyImage small = image.within(LONGEST_SIDE);
        BufferedImage grey = new BufferedImage(small.width(), small.height(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                grey.getRaster().setSample(x, y, 0, small.at(y, x)); // the raster: setRGB would convert
            }
        }
        return PictureFile.jpeg(grey, QUALITY);
    }
}
