package org.ctbench.reports.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.reports.Samples;
import org.ctbench.reports.cells.Absent;
import org.ctbench.reports.cells.Annotated;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.cells.Count;
import org.ctbench.reports.cells.IntervalCell;
import org.ctbench.reports.cells.Published;
import org.ctbench.reports.cells.TableCell;
import org.ctbench.reports.cells.Text;
import org.ctbench.reports.cells.Value;
import org.ctbench.reports.cells.VerdictCell;
import org.ctbench.reports.cells.VerdictKind;
import org.ctbench.reports.document.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(JsonWriter.schema());

    @Test
    void writesWhatItsSchemaDescribes() {
        assertEquals(List.of(), errors(JsonWriter.write(Samples.report())));
        assertEquals(List.of(), errors(JsonWriter.write(new Report("r", "t", Optional.empty(), List.of(), List.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "ctbench/report/1; ctbench/report/2",
                "\"kind\" : \"interval\"; \"kind\" : \"number\"",
                "\"tone\" : \"warning\"; \"tone\" : \"alarm\"",
                "\"source\" : \"stated\"; \"source\" : \"derived\"",
                "\"verdict\" : \"exact\"; \"verdict\" : \"fine\"",
                "\"value\" : 93.55; \"value\" : \"93.55\"",
                "\"total\" : false; \"sum\" : false",
                "figures/forest.svg; http://example.org/forest.svg"
            })
    void itsSchemaRefusesAnythingElse(String right, String wrong) {
        String json = JsonWriter.write(Samples.report());

        assertTrue(json.contains(right), right);
        assertFalse(errors(json.replace(right, wrong)).isEmpty(), wrong);
    }

    @Test
    void writesCellsAsTypedValuesWithThePrintedDigits() {
        assertEquals("{'kind':'text','text':'a'}", json(Text.of("a")));
        assertEquals("{'kind':'number','value':61782}", json(Count.of(61_782)));
        assertEquals(
                "{'kind':'published','value':97.30,'unit':'%','best':true,'source':'stated'}",
                json(Published.of(Value.percent("97.30").asBest())));
        assertEquals(
                "{'kind':'interval','value':95.31,'unit':'%','lower':94.00,'upper':96.40}",
                json(IntervalCell.measured(Value.fraction(0.95314, 2), Bounds.fractions(0.94, 0.964))));
        assertEquals(
                "{'kind':'verdict','verdict':'not-published','text':'not published','reason':'why'}",
                json(VerdictCell.of(VerdictKind.NOT_PUBLISHED, "why")));
        assertEquals("{'kind':'unrecoverable','reason':'blurred'}", json(Absent.unrecoverable("blurred")));
        assertEquals(
                "{'kind':'not-run','reason':'why','notes':['inner','outer']}",
                json(Annotated.noted(Annotated.noted(Absent.notRun("why"), "inner"), "outer")));
        assertEquals(
                "{'kind':'number','value':3,'link':{'gallery':'wrong','filter':{'model':'a'}}}",
                json(Annotated.linked(Count.of(3), "wrong", Map.of("model", "a"))));
        assertEquals(
                "{'kind':'text','text':'shown','link':{'section':'data'}}",
                json(Annotated.linked(Text.of("shown"), "data")));
        assertEquals(
                "{'kind':'text','text':'bundle','link':{'address':'https://example.org/b.zip'}}",
                json(Annotated.linked(Text.of("bundle"), new Annotated.OuterLink("https://example.org/b.zip"))));
    }

    private static String json(TableCell cell) {
        return cell.accept(JsonCells.INSTANCE).toString().replace('"', '\'');
    }

    private static List<String> errors(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
