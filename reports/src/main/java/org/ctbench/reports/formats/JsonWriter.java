package org.ctbench.reports.formats;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.ctbench.reports.cells.Origin;
import org.ctbench.reports.charts.Theme;
import org.ctbench.reports.document.Column;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Fact;
import org.ctbench.reports.document.Facts;
import org.ctbench.reports.document.Figure;
import org.ctbench.reports.document.Gallery;
import org.ctbench.reports.document.Notice;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Report;
import org.ctbench.reports.document.Row;
import org.ctbench.reports.document.Section;
import org.ctbench.reports.document.Table;

/**
 * A report for programs, as the schema {@value #SCHEMA} describes it. Cells are typed values with the printed digits; the
 * data of figures stand in their CSV files.
 */
public final class JsonWriter implements ContentBlock.Visitor<ObjectNode> {
    /** Name and version of the schema. */
    public static final String SCHEMA = "ctbench/report/1";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonWriter() {}

    public static String write(Report report) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n"); // the usual one asks the system for line ends
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(new JsonWriter().report(report)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("report " + report.id(), e); // a tree of plain values does not fail
        }
    }

    /** The JSON Schema, draft 2020-12, of what {@link #write} returns. */
    public static String schema() {
        return Resources.text("report.schema.json");
    }

    private ObjectNode report(Report report) {
        ObjectNode node = object().put("schema", SCHEMA).put("id", report.id()).put("title", report.title());
        report.notice().ifPresent(n -> node.set("notice", notice(n)));
        node.set("facts", facts(report.facts()));
        ArrayNode sections = node.putArray("sections");
        for (Section section : report.sections()) {
            ArrayNode blocks = sections.addObject()
                    .put("id", section.id())
                    .put("heading", section.heading())
                    .put("reading", section.reading())
                    .putArray("blocks");
            section.blocks().forEach(block -> blocks.add(block.accept(this)));
        }
        return node;
    }

    @Override
    public ObjectNode paragraph(Paragraph paragraph) {
        return object().put("kind", "paragraph").put("text", paragraph.text());
    }

    @Override
    public ObjectNode notice(Notice notice) {
        return object().put("kind", "notice")
                .put("tone", notice.tone().name().toLowerCase(Locale.ROOT))
                .put("text", notice.text());
    }

    @Override
    public ObjectNode facts(Facts facts) {
        ObjectNode node = object().put("kind", "facts");
        node.set("facts", facts(facts.facts()));
        return node;
    }

    private static ArrayNode facts(List<Fact> facts) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        facts.forEach(f -> all.addObject().put("name", f.name()).put("value", f.value()));
        return all;
    }

    @Override
    public ObjectNode table(Table table) {
        return table("table", table, Paths.csv(table));
    }

    @Override
    public ObjectNode gallery(Gallery gallery) {
        return table("gallery", gallery.data(), Paths.csv(gallery));
    }

    private static ObjectNode table(String kind, Table table, String csv) {
        ObjectNode node = object().put("kind", kind)
                .put("id", table.id())
                .put("caption", table.caption())
                .put("csv", csv);
        ArrayNode columns = node.putArray("columns");
        for (Column column : table.columns()) {
            columns.addObject()
                    .put("group", column.group())
                    .put("name", column.name())
                    .put(
                            "origin",
                            column.origin() == Origin.OTHER
                                    ? "other"
                                    : column.origin().label());
        }
        ArrayNode rows = node.putArray("rows");
        for (Row row : table.rows()) {
            ObjectNode line = rows.addObject().put("total", row.total());
            ArrayNode cells = line.putArray("cells");
            row.cells().forEach(cell -> cells.add(cell.accept(JsonCells.INSTANCE)));
        }
        ArrayNode notes = node.putArray("notes");
        table.notes().forEach(notes::add);
        return node;
    }

    @Override
    public ObjectNode figure(Figure figure) {
        ObjectNode node = object().put("kind", "figure")
                .put("id", figure.id())
                .put("caption", figure.caption())
                .put("alt", figure.alt());
        node.putObject("files")
                .put("svg", Paths.svg(figure, Theme.LIGHT))
                .put("png", Paths.png(figure, Theme.LIGHT))
                .put("darkSvg", Paths.svg(figure, Theme.DARK))
                .put("darkPng", Paths.png(figure, Theme.DARK))
                .put("csv", Paths.csv(figure));
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
