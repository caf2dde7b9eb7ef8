package org.ctbench.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Scene;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;
import org.ctbench.reports.fonts.OutlineFont;

/** Draws masks, boxes and confidences over a slice. A slice is dark on every page, so its colours have no theme. */
final class LesionLayer {
    static final Color PREDICTED = Theme.ORANGE;
    static final Color TRUE = Theme.SKY_BLUE;

    private static final int FILL_ALPHA = 0x50;
    private static final Color CASING = new Color(0, 0, 0, 0xA0); // around lines: they must show on white, too
    private static final Color PLATE = new Color(0, 0, 0, 0xB8);
    private static final BasicStroke MASK_LINE = new BasicStroke(1f);
    private static final Color GROUND = new Color(0x2A2F35);
    private static final BasicStroke DASHED_LINE =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 3}, 0);
    private static final BasicStroke BOX_LINE = new BasicStroke(1.5f);
    private static final double PLATE_HEIGHT = 14;
    private static final double PLATE_MARGIN = 3;

    private final Graphics2D surface;
    private final Scene scene;
    private final Rectangle2D panel;

    /** @param panel where the slice is drawn, in CSS pixels */
    LesionLayer(Graphics2D surface, Scene scene, Rectangle2D panel) {
        this.surface = surface;
        this.scene = scene;
        this.panel = panel;
    }

    /** The image, or a plain ground that says why there is none. */
    void show(Optional<BufferedImage> image, String otherwise) {
        if (image.isPresent()) {
            int height = (int) panel.getHeight();
            surface.drawImage(
                    image.get(), (int) panel.getX(), (int) panel.getY(), (int) panel.getWidth(), height, null);
            return;
        }
        surface.setPaint(GROUND);
        surface.fill(panel);
        say(otherwise, panel.getY() + 2 * PLATE_MARGIN);
    }

    /** Predictions of a slice, or words that say that there is none. */
    void predictionsOrWords() {
        if (scene.predictions().isEmpty()) {
            say("no prediction", bottom());
        }
        predictions();
    }

    /** True lesions of a slice, or words that say that there is none. */
    void lesionsOrWords() {
        if (scene.lesions().isEmpty()) {
            say("no lesion", bottom());
        }
        scene.lesions().forEach(lesion -> mask(lesion, TRUE));
    }

    /** Outlines of true lesions alone, dashed, to lie below predictions. */
    void lesionOutlines() {
        scene.lesions().forEach(lesion -> outline(onPanel(lesion), TRUE, DASHED_LINE));
    }

    /** The highest confidence is drawn last, above all others. */
    void predictions() {
        List<Prediction> ascending = scene.predictions().stream()
                .sorted(Comparator.comparingDouble(Prediction::score))
                .toList();
        for (Prediction prediction : ascending) {
            prediction.mask().ifPresent(mask -> mask(mask, PREDICTED));
        }
        List<Prediction> visible =
                ascending.stream().filter(p -> !onPanel(p.box()).isEmpty()).toList();
        for (Prediction prediction : visible) {
            outline(onPanel(prediction.box()), PREDICTED, BOX_LINE);
        }
        confidences(visible);
    }

    private void mask(Region mask, Color color) {
        Shape shape = onPanel(mask);
        surface.setPaint(new Color(color.getRed(), color.getGreen(), color.getBlue(), FILL_ALPHA));
        surface.fill(shape);
        outline(shape, color, MASK_LINE);
    }

    private void outline(Shape shape, Color color, BasicStroke stroke) {
        surface.setPaint(CASING);
        surface.setStroke(new BasicStroke(stroke.getLineWidth() + 1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        surface.draw(shape);
        surface.setPaint(color);
        surface.setStroke(stroke);
        surface.draw(shape);
    }

    /** From pixels of the slice to the page. */
    private AffineTransform scale() {
        AffineTransform scale = AffineTransform.getTranslateInstance(panel.getX(), panel.getY());
        scale.scale(panel.getWidth() / scene.width(), panel.getHeight() / scene.height());
        return scale;
    }

    private Shape onPanel(Region mask) {
        return scale().createTransformedShape(Contour.of(mask));
    }

    /** A box, cut where it leaves the slice; empty if it lies outside. */
    private Rectangle2D onPanel(PixelBox box) {
        Rectangle2D pixels = new Rectangle2D.Double(box.x1(), box.y1(), box.x2() - box.x1(), box.y2() - box.y1());
        return scale().createTransformedShape(pixels).getBounds2D().createIntersection(panel);
    }

    /** Highest first; one that finds no room is left out, and stands in the table only. */
    private void confidences(List<Prediction> ascending) {
        List<Rectangle2D> taken = new ArrayList<>();
        for (int i = ascending.size() - 1; i >= 0; i--) {
            Prediction prediction = ascending.get(i);
            String text = Value.of(prediction.score(), SegmentationOverlay.SCORE_DECIMALS)
                    .text();
            Optional<Rectangle2D> place = places(onPanel(prediction.box()), Look.SMALL.width(text) + 2 * PLATE_MARGIN)
                    .filter(panel::contains)
                    .filter(free -> taken.stream().noneMatch(free::intersects))
                    .findFirst();
            place.ifPresent(free -> {
                taken.add(free);
                plate(text, free, PREDICTED);
            });
        }
    }

    /** Above, below, to the right, to the left, and inside of a box. */
    private static Stream<Rectangle2D> places(Rectangle2D box, double width) {
        double left = box.getX();
        double right = box.getMaxX();
        double top = box.getY();
        double bottom = box.getMaxY();
        return Stream.of(
                plate(left, top - PLATE_HEIGHT - 1, width),
                plate(right - width, top - PLATE_HEIGHT - 1, width),
                plate(left, bottom + 1, width),
                plate(right - width, bottom + 1, width),
                plate(right + 1, top, width),
                plate(left - width - 1, top, width),
                plate(left + 1, top + 1, width));
    }

    private static Rectangle2D plate(double x, double y, double width) {
        return new Rectangle2D.Double(x, y, width, PLATE_HEIGHT);
    }

    private double bottom() {
        return panel.getMaxY() - PLATE_HEIGHT - 2 * PLATE_MARGIN;
    }

    private void say(String text, double y) {
        OutlineFont font = Look.SMALL;
        double width = font.width(text) + 4 * PLATE_MARGIN;
        plate(text, plate(panel.getCenterX() - width / 2, y, width), Color.WHITE);
    }

    private void plate(String text, Rectangle2D place, Color ink) {
        surface.setPaint(PLATE);
        surface.fill(place);
        Pen pen = new Pen(surface, Look.SMALL, ink);
        pen.centred(text, place.getCenterX(), pen.baseline(place.getCenterY()));
    }
}
