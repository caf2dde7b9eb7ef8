package org.ctbench.harness.check;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ctbench.splits.table.Escapes;

/**
 * A check as JUnit XML, which CI servers read: one test case per pinned figure. Characters that XML cannot hold are shown as
 * {@link Escapes} does.
 */
public final class JunitXml {
    private JunitXml() {}

    /** The document. */
    public static String of(CheckReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "ctbench check");
            xml.writeAttribute("tests", Integer.toString(report.cells().size()));
            xml.writeAttribute("failures", Long.toString(report.failures()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (CellCheck cell : report.cells()) {
                testCase(xml, cell);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a string takes everything", e);
        }
        return text.toString();
    }

    private static void testCase(XMLStreamWriter xml, CellCheck cell) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Escapes.line(cell.model() + "." + cell.set()));
        xml.writeAttribute("name", Escapes.line(cell.figure()));
        if (cell.outcome() != CellCheck.Outcome.PASSED) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("type", cell.outcome().label());
            xml.writeAttribute("message", Escapes.line(cell.because()));
            xml.writeCharacters(Escapes.line(cell.name() + ": " + cell.because()));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
