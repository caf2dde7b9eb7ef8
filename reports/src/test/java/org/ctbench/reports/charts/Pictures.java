package org.ctbench.reports.charts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.ctbench.reports.document.AffinityHeatMap;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.PixelBox;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.SegmentationOverlay;
import org.ctbench.reports.document.SegmentationOverlay.Prediction;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Small figures that are made of images, and readers of what became of them. */
final class Pictures {
    private Pictures() {}

    static AffinityHeatMap heatMap(String name, Matrix matrix) {
        return new AffinityHeatMap(
                "map", "caption", List.of(name), List.of(new AffinityHeatMap.ClassRow(name, List.of(matrix))));
    }

    static SegmentationOverlay overlay(String name, List<Prediction> predictions, List<Region> lesions) {
        byte[] grey = new byte[40 * 50];
        Arrays.fill(grey, (byte) 100);
        float[] map = new float[40 * 50];
        Arrays.fill(map, 0.5f);
        return new SegmentationOverlay(
                "overlay",
                "caption",
                List.of(new SegmentationOverlay.Slice(
                        name, Matrix.ofBytes(40, 50, grey), predictions, Matrix.of(40, 50, map), lesions)));
    }

    /** Boxes over each other, beyond the edges, and without pixels. */
    static List<Prediction> crowd() {
        List<Prediction> crowd = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int at = i;
            Region mask = Region.of(40, 50, p -> at > 0 && p / 50 == 2 * at && p % 50 < 30);
            crowd.add(new Prediction(new PixelBox(2 * i - 3, 3 * i - 3, 2 * i + 30, 3 * i + 12), 0.5 + 0.04 * i, mask));
        }
        return crowd;
    }

    static BufferedImage png(Figure figure) throws Exception {
        return ImageIO.read(
                new ByteArrayInputStream(Drawing.of(figure, Theme.LIGHT).png()));
    }

    static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
