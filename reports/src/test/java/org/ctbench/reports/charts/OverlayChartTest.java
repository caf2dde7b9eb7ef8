package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;
import org.ctbench.reports.fonts.OutlineFont;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class OverlayChartTest {
    @Test
    void saysWhereThereIsNoPredictionAndNoLesion() {
        String nothing = Drawing.of(Pictures.overlay("slice", List.of(), List.of()), Theme.LIGHT)
                .svgElement();
        String both = Drawing.of(
                        Pictures.overlay("slice", Pictures.crowd(), List.of(Region.of(40, 50, i -> i == 9))),
                        Theme.LIGHT)
                .svgElement();

        assertTrue(nothing.contains(">no prediction<") && nothing.contains(">no lesion<"));
        assertFalse(both.contains(">no prediction<") || both.contains(">no lesion<"));
    }

    @Test
    void drawsGreyValuesAsTheyAre() throws Exception {
        BufferedImage png = Pictures.png(Pictures.overlay("slice", List.of(), List.of()));

        assertEquals(new Color(100, 100, 100), new Color(png.getRGB(60, 150)), "in the first slice");
    }

    @Test
    void drawsNoBoxThatLiesOutsideTheSlice() {
        Prediction outside = new Prediction(new PixelBox(60, 5, 70, 10), 0.77, Region.of(40, 50, i -> false));

        String svg = Drawing.of(Pictures.overlay("slice", List.of(outside), List.of()), Theme.LIGHT)
                .svgElement();

        assertFalse(svg.contains(">0.77<"));
        assertFalse(svg.contains("width='-") || svg.contains("width=\"-"), "a rectangle of negative width");
    }

    @Test
    void setsNoConfidenceOverAnother() throws Exception {
        NodeList texts = Pictures.parse(Drawing.of(Pictures.overlay("slice", Pictures.crowd(), List.of()), Theme.LIGHT)
                        .svgElement())
                .getElementsByTagName("text");
        List<Rectangle2D> places = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            if (text.getTextContent().matches("0\\.[5-9]\\d")) {
                double x = Double.parseDouble(text.getAttribute("x"));
                double y = Double.parseDouble(text.getAttribute("y"));
                places.add(new Rectangle2D.Double(x, y, OutlineFont.ofSize(11).width(text.getTextContent()), 11));
            }
        }

        assertTrue(places.size() > 3, places.toString());
        for (Rectangle2D place : places) {
            assertEquals(1, places.stream().filter(place::intersects).count(), place.toString());
        }
    }
}
