package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.document.ClassComparison;
import org.ctbench.reports.document.ConfusionPlot;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Matrix;
import org.ctbench.reports.document.Region;
import org.ctbench.reports.document.Series;
import org.ctbench.reports.document.Series.Role;
import org.ctbench.reports.document.TrainingCurves;
import org.ctbench.reports.fonts.OutlineFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

class DrawingTest {
    private static final String HOSTILE = "</text><script>alert(1)</script>&\"'\u0000 \uD83E\uDEC1";

    static Stream<Figure> figures() {
        return Stream.of(
                matrix("Normal", "NCP"),
                matrix(HOSTILE, "x"),
                matrix("a class with a name that is far too long to be set into a cell of a matrix", "b"),
                new ConfusionPlot(
                        "empty-class", "", "slices", List.of("A", "B"), List.of(List.of(0L, 0L), List.of(1L, 2L))),
                curves(Series.perEpoch("one epoch", Role.TRAINING, List.of(0.5))),
                curves(
                        Series.perEpoch(HOSTILE, Role.TRAINING, List.of(0.5, 0.4)),
                        Series.perEpoch("b", Role.VALIDATION, List.of(0.6, 0.5)),
                        Series.perEpoch("c", Role.NOISE, List.of(0.7, 0.6)),
                        Series.perEpoch("d", Role.NOISE, List.of(-0.7, 0.6)),
                        Series.perEpoch("e", Role.NOISE, List.of(1e9, 0.6)),
                        Series.perEpoch("f", Role.VALIDATION, List.of(0.0, 0.0))),
                comparison("0", 0.0),
                comparison("100", 1.0),
                new ClassComparison(
                        "nothing",
                        "",
                        HOSTILE,
                        List.of(new ClassComparison.Pair(HOSTILE, Optional.empty(), Optional.empty()))),
                Pictures.heatMap("NCP", Matrix.of(2, 3, 0, 1, -2, 3, -4, 0.5f)),
                Pictures.heatMap(
                        "a class with a name that is far too long to stand beside a matrix", Matrix.of(1, 1, 0)),
                Pictures.heatMap(HOSTILE, Matrix.of(64, 300, new float[64 * 300])),
                Pictures.heatMap("small numbers", Matrix.of(1, 2, 1e-7f, -1.5e-7f)),
                Pictures.heatMap("large numbers", Matrix.of(1, 2, 1e7f, -1.5e7f)),
                curves(Series.perEpoch("banded", Role.TRAINING, List.of(0.5, 0.4))
                        .withBand(List.of(new Series.Range(0.4, 0.6), new Series.Range(0.4, 0.4)))),
                NewFigures.ranks(HOSTILE, 1),
                NewFigures.ranks("a model with a name that is far too long to stand beside a point", 30),
                NewFigures.values(),
                NewFigures.forest(HOSTILE),
                NewFigures.forest("a cell with a name that is far too long to stand beside its interval"),
                NewFigures.reliability(HOSTILE),
                NewFigures.shares(HOSTILE, 1),
                NewFigures.shares("a bin with a name that is far too long to be set below it", 12),
                NewFigures.sealed(),
                Pictures.overlay("nothing", List.of(), List.of()),
                Pictures.overlay(HOSTILE, Pictures.crowd(), List.of(Region.of(40, 50, i -> i % 50 > 30))));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void writesWellFormedSvgWithoutForeignElements(Figure figure) throws Exception {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            Document svg = Pictures.parse(Drawing.of(figure, theme).svgElement());

            assertEquals("svg", svg.getDocumentElement().getTagName());
            assertFalse(svg.getDocumentElement().getAttribute("viewBox").isEmpty());
            assertEquals(0, svg.getElementsByTagName("script").getLength());
            NodeList images = svg.getElementsByTagName("image");
            for (int i = 0; i < images.getLength(); i++) {
                String source = ((Element) images.item(i)).getAttribute("xlink:href");
                assertTrue(source.startsWith("data:image/png;base64,"), "an image from outside");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void writesAPngOfTwiceTheSizeOfTheSvg(Figure figure) throws Exception {
        Drawing drawing = Drawing.of(figure, Theme.LIGHT);
        Element svg = Pictures.parse(drawing.svgElement()).getDocumentElement();

        BufferedImage png = ImageIO.read(new ByteArrayInputStream(drawing.png()));

        assertEquals(2 * Double.parseDouble(svg.getAttribute("width")), png.getWidth());
        assertEquals(2 * Double.parseDouble(svg.getAttribute("height")), png.getHeight());
        assertTrue(colours(png) > 2, "the picture is not empty");
    }

    @ParameterizedTest
    @MethodSource("figures")
    void keepsAllTextInsideThePicture(Figure figure) throws Exception {
        Element svg =
                Pictures.parse(Drawing.of(figure, Theme.LIGHT).svgElement()).getDocumentElement();
        double width = Double.parseDouble(svg.getAttribute("width"));
        NodeList texts = svg.getElementsByTagName("text");

        assertTrue(texts.getLength() > 2);
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            double x = Double.parseDouble(text.getAttribute("x"));
            double end = x + OutlineFont.ofSize(fontSize(text)).width(text.getTextContent());
            assertTrue(x >= 0 && end <= width, text.getTextContent() + " from " + x + " to " + end + " of " + width);
        }
    }

    /** Of the element, or of the nearest around it that states one. */
    private static int fontSize(Element element) {
        String size = element.getAttribute("font-size");
        return size.isEmpty()
                ? fontSize((Element) element.getParentNode())
                : Integer.parseInt(size.replaceAll("^(\\d+)px$", "$1"));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void statesNumbersWithTwoDecimalsAtMost(Figure figure) throws Exception {
        NodeList all =
                Pictures.parse(Drawing.of(figure, Theme.LIGHT).svgElement()).getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            NamedNodeMap attributes = all.item(i).getAttributes();
            for (int a = 0; a < attributes.getLength(); a++) {
                Attr attribute = (Attr) attributes.item(a);
                if (!attribute.getName().contains("href")) {
                    assertFalse(attribute.getValue().matches(".*\\d\\.\\d{3}.*"), attribute.toString());
                }
            }
        }
    }

    /** A style sheet of one SVG element would apply to all others of an HTML page. */
    @ParameterizedTest
    @MethodSource("figures")
    void keepsTextAndNamesItsFontsWithoutAStyleSheet(Figure figure) throws Exception {
        Element svg =
                Pictures.parse(Drawing.of(figure, Theme.DARK).svgElement()).getDocumentElement();

        assertEquals("Arial, Helvetica, Liberation Sans, Arimo, sans-serif", svg.getAttribute("font-family"));
        assertEquals(0, svg.getElementsByTagName("style").getLength());
        NodeList all = svg.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            assertFalse(element.hasAttribute("class"));
            assertFalse(element.hasAttribute("font-family"), "a second list of fonts");
        }
    }

    @Test
    void keepsThePartsOfTwoDrawingsOnOnePageApart() throws Exception {
        List<String> ids = new ArrayList<>();
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            List<Figure> figures = List.of(
                    matrix("A", "B"),
                    comparison("50", 0.5),
                    Pictures.heatMap("NCP", Matrix.of(1, 2, -1, 1)),
                    Pictures.overlay("slice", Pictures.crowd(), List.of()));
            for (Figure figure : figures) {
                NodeList all =
                        Pictures.parse(Drawing.of(figure, theme).svgElement()).getElementsByTagName("*");
                for (int i = 0; i < all.getLength(); i++) {
                    String id = ((Element) all.item(i)).getAttribute("id");
                    if (!id.isEmpty()) {
                        ids.add(id);
                    }
                }
            }
        }

        assertFalse(ids.isEmpty());
        assertEquals(ids.size(), ids.stream().distinct().count(), ids.toString());
    }

    /** The last bit of a sine differs between machines. */
    @Test
    void whatIsNearlyZeroIsZeroOnEitherSide() {
        String above = line(1.125, 6e-17);

        assertEquals(above, line(1.125, -6e-17));
        assertTrue(above.contains("1.13") && !above.contains("-0"), above);
    }

    private static String line(double x, double y) {
        SvgPage page = SvgPage.of("a-", 10, 10);
        page.surface().draw(new Line2D.Double(x, y, 5.5, 5.5));
        return page.element();
    }

    @Test
    void putsNoTimeIntoAPng() {
        byte[] png = Drawing.of(matrix("A", "B"), Theme.LIGHT).png();

        assertFalse(new String(png, StandardCharsets.ISO_8859_1).contains("tIME"));
    }

    @Test
    void drawsDotsWhereTheValuesAre() {
        String at40 = Drawing.of(comparison("40", 0.45), Theme.LIGHT).svgElement();
        String at60 = Drawing.of(comparison("60", 0.45), Theme.LIGHT).svgElement();

        assertFalse(at40.equals(at60));
    }

    private static ConfusionPlot matrix(String first, String second) {
        List<List<Long>> counts = List.of(List.of(90L, 10L), List.of(0L, 1_234_567L));
        return new ConfusionPlot("matrix", "caption", "slices", List.of(first, second), counts);
    }

    private static TrainingCurves curves(Series... series) {
        return new TrainingCurves("curves", "caption", "epoch", "loss", List.of(series));
    }

    private static ClassComparison comparison(String published, double measured) {
        return new ClassComparison(
                "comparison",
                "caption",
                "sensitivity",
                List.of(new ClassComparison.Pair(
                        "NCP",
                        Optional.of(Published.of(Value.percent(published))),
                        Optional.of(Measured.of(Value.fraction(measured, 2))))));
    }

    private static long colours(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).distinct().count();
    }
}
