package org.ctbench.harness.check;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ctbench.splits.text.Escapes;

/**
 * A check as JUnit XML, which CI servers read: one test case per pinned metric, or per evaluation that is compared digit by digit.
 * Characters that XML cannot hold are shown as {@link Escapes} does.
 */
public final class JunitXml {
    private JunitXml() {}

    /** A test case; {@code failure} is empty if it passed. */
    private record Case(String group, String name, Optional<Failure> failure) {}

    /** Why a test case failed: a word, a sentence, and lines that tell more. */
    private record Failure(String type, String message, List<String> lines) {}

    /** The document of a check of metrics. */
    public static String of(CheckReport report) {
        return of(report.cells().stream().map(JunitXml::of).toList());
    }

    private static Case of(CellCheck cell) {
        Failure failure =
                new Failure(cell.outcome().label(), cell.because(), List.of(cell.name() + ": " + cell.because()));
        return new Case(
                cell.model() + "." + cell.set(),
                cell.metric(),
                cell.outcome() == CellCheck.Outcome.PASSED ? Optional.empty() : Optional.of(failure));
    }

    /** The document of a comparison digit by digit. */
    public static String of(ExactReport report) {
        return of(report.evaluations().stream().map(JunitXml::of).toList());
    }

    private static Case of(ExactReport.Compared compared) {
        Failure failure = new Failure(compared.outcome().label(), compared.because(), compared.lines());
        return new Case(
                compared.model() + "." + compared.set(),
                "every digit",
                compared.outcome() == CellCheck.Outcome.PASSED ? Optional.empty() : Optional.of(failure));
    }

    private static String of(List<Case> cases) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "ctbench check");
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            xml.writeAttribute(
                    "failures",
                    Long.toString(
                            cases.stream().filter(c -> c.failure().isPresent()).count()));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (Case one : cases) {
                testCase(xml, one);
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

    private static void testCase(XMLStreamWriter xml, Case one) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", Escapes.line(one.group()));
        xml.writeAttribute("name", Escapes.line(one.name()));
        if (one.failure().isPresent()) {
            Failure failure = one.failure().get();
            xml.writeCharacters("\n    ");
            xml.writeStartElement("failure");
            xml.writeAttribute("type", failure.type());
            xml.writeAttribute("message", Escapes.line(failure.message()));
            xml.writeCharacters(failure.lines().stream().map(Escapes::line).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            xml.writeCharacters("\n  ");
        }
        xml.writeEndElement();
    }
}
