package org.ctbench.reports.formats;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.DifferenceCell;
import org.ctbench.reports.cells.Emphasis;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Measured;
import org.ctbench.reports.cells.NumberCell;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.VerdictCell;

/** A cell as an object whose {@code kind} says which other fields it has. Numbers have the printed digits. */
final class JsonCells implements TableCell.Visitor<ObjectNode> {
    static final JsonCells INSTANCE = new JsonCells();

    private JsonCells() {}

    @Override
    public ObjectNode text(Text text) {
        return kind("text").put("text", text.text());
    }

    @Override
    public ObjectNode quantity(NumberCell quantity) {
        return number("number", quantity, quantity.printed());
    }

    @Override
    public ObjectNode published(Published published) {
        ObjectNode node = number("published", published, published.quantity().printed());
        node.put("source", published.derivation().isPresent() ? "derived" : "stated");
        published.derivation().ifPresent(d -> node.put("derivation", d));
        return node;
    }

    @Override
    public ObjectNode measured(Measured measured) {
        return number("measured", measured, measured.quantity().printed());
    }

    @Override
    public ObjectNode interval(IntervalCell interval) {
        NumberCell value = interval.value();
        ObjectNode node = number("interval", interval, value.printed());
        node.set("lower", DecimalNode.valueOf(interval.bounds().printedLower(value)));
        node.set("upper", DecimalNode.valueOf(interval.bounds().printedUpper(value)));
        return node;
    }

    @Override
    public ObjectNode difference(DifferenceCell difference) {
        return number("difference", difference, difference.exact());
    }

    @Override
    public ObjectNode verdict(VerdictCell verdict) {
        String name = verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        ObjectNode node =
                kind("verdict").put("verdict", name).put("text", verdict.kind().word());
        return verdict.sentence().isEmpty() ? node : node.put("reason", verdict.sentence());
    }

    @Override
    public ObjectNode absent(Absent absent) {
        return kind(absent.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("reason", absent.reason());
    }

    @Override
    public ObjectNode annotated(Annotated annotated) {
        ObjectNode node = annotated.cell().accept(this);
        annotated.note().ifPresent(note -> {
            ArrayNode notes = node.has("notes") ? (ArrayNode) node.get("notes") : node.putArray("notes");
            notes.add(note);
        });
        annotated.link().ifPresent(link -> {
            ObjectNode written = node.putObject("link");
            if (link instanceof Annotated.SectionLink to) {
                written.put("section", to.section());
            } else if (link instanceof Annotated.OuterLink to) {
                written.put("address", to.address());
            } else if (link instanceof Annotated.GalleryLink to) {
                ObjectNode filter = written.put("gallery", to.gallery()).putObject("filter");
                to.filter().forEach(filter::put);
            }
        });
        return node;
    }

    private static ObjectNode kind(String kind) {
        return JsonNodeFactory.instance.objectNode().put("kind", kind);
    }

    private static ObjectNode number(String kind, TableCell cell, BigDecimal printed) {
        ObjectNode node = kind(kind);
        node.set("value", DecimalNode.valueOf(printed));
        if (!cell.unit().symbol().isEmpty()) {
            node.put("unit", cell.unit().symbol());
        }
        return cell.emphasis() == Emphasis.BEST ? node.put("best", true) : node;
    }
}
