package org.ctbench.reports.charts;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.DefaultErrorHandler;
import org.apache.batik.svggen.DefaultExtensionHandler;
import org.apache.batik.svggen.DefaultImageHandler;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.ctbench.reports.fonts.OutlineFont;
import org.ctbench.reports.fonts.OutlineGraphics;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** A surface whose drawing becomes an SVG element. */
final class SvgPage {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final OutlineFont FONT = OutlineFont.ofSize(12);

    private final SVGGraphics2D drawing;
    private final int width;
    private final int height;

    private SvgPage(Context context, int width, int height) {
        drawing = new SVGGraphics2D(context, false);
        this.width = width;
        this.height = height;
    }

    /**
     * An empty page.
     *
     * @param prefix of all identifiers in it; no other SVG element of an HTML page may have it
     * @param width in CSS pixels
     * @param height in CSS pixels
     */
    static SvgPage of(String prefix, int width, int height) {
        try { // Java's own documents, whatever else is on the class path: they sort attributes
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .newDocument();
            return new SvgPage(new Context(document, prefix), width, height);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e); // none is asked for
        }
    }

    Graphics2D surface() {
        return OutlineGraphics.text(drawing);
    }

    /** What was drawn since the last call; with a view box, without XML declaration. */
    String element() {
        Element svg = drawing.getDOMFactory().createElementNS(SVG, "svg");
        svg.setAttribute("xmlns", SVG);
        svg.setAttribute("xmlns:xlink", XLINK);
        svg.setAttribute("width", String.valueOf(width));
        svg.setAttribute("height", String.valueOf(height));
        svg.setAttribute("viewBox", "0 0 " + width + " " + height);
        svg.setAttribute("font-family", FONT.getFamily());
        drawing.getDOMTreeManager().applyDefaultRenderingStyle(svg);
        svg.appendChild(drawing.getTopLevelGroup());
        StringBuilder out = new StringBuilder();
        write(svg, out);
        return out.toString();
    }

    /** Batik's writer adds a document type, and ends lines as the machine does. */
    private static void write(Node node, StringBuilder out) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            out.append(escape(node.getNodeValue()));
            return;
        }
        out.append('<').append(node.getNodeName());
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Node attribute = attributes.item(i);
            out.append(' ').append(attribute.getNodeName()).append("=\"");
            out.append(escape(attribute.getNodeValue())).append('"');
        }
        if (!node.hasChildNodes()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            write(child, out);
        }
        out.append("</").append(node.getNodeName()).append('>');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** How shapes, text and images are written. */
    private static final class Context extends SVGGeneratorContext {
        private static final Set<String> OF_ALL = Set.of("clip-path", "fill", "fill-opacity", "opacity", "stroke");
        private static final Set<String> OF_TEXT = with(OF_ALL, "font-size");
        private static final Set<String> OF_SHAPES = with(
                OF_ALL,
                "stroke-dasharray",
                "stroke-dashoffset",
                "stroke-linecap",
                "stroke-linejoin",
                "stroke-miterlimit",
                "stroke-opacity",
                "stroke-width");
        private static final Set<String> OF_GROUPS = with(OF_SHAPES, "font-size");

        Context(Document document, String prefix) {
            super(document);
            setIDGenerator(new SVGIDGenerator() {
                @Override
                public String generateID(String kind) {
                    return super.generateID(prefix);
                }
            });
            setExtensionHandler(new DefaultExtensionHandler());
            setImageHandler(new EmbeddedImages());
            setStyleHandler(Context::style);
            setErrorHandler(new DefaultErrorHandler());
            GraphicContextDefaults defaults = new GraphicContextDefaults();
            defaults.setFont(FONT);
            setGraphicContextDefaults(defaults);
            // Hundredths of a pixel are finer than any screen or printer. Batik's own formats serve all threads, which
            // DecimalFormat does not promise to bear.
            decimalFormat = new Hundredths();
        }

        private static void style(Element element, Map<?, ?> styles, SVGGeneratorContext context) {
            String tag = element.getTagName();
            Set<String> written =
                    Map.of("text", OF_TEXT, "g", OF_GROUPS, "svg", OF_GROUPS).getOrDefault(tag, OF_SHAPES);
            element.removeAttribute("xml:space");
            styles.forEach((name, value) -> {
                if (written.contains(name) && !element.hasAttribute((String) name)) {
                    element.setAttribute((String) name, (String) value);
                }
            });
        }

        private static Set<String> with(Set<String> names, String... more) {
            return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Rounds half up, and writes no negative zero. */
    private static final class Hundredths extends DecimalFormat {
        private static final long serialVersionUID = 1;

        Hundredths() {
            super("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        }

        @Override
        public StringBuffer format(double value, StringBuffer into, FieldPosition position) {
            return super.format(Math.round(value * 100) / 100.0, into, position); // a long has no negative zero
        }
    }

    private static final class EmbeddedImages extends DefaultImageHandler {
        @Override
        protected void handleHREF(Image image, Element element, SVGGeneratorContext context) {
            String png = Base64.getEncoder().encodeToString(PictureFile.smallPng((BufferedImage) image));
            element.setAttributeNS(XLINK, "xlink:href", "data:image/png;base64," + png);
        }
    }
}
