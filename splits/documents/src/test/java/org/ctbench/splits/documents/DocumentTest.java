package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.ctbench.splits.documents.Document.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
    private static final Document FILE = Document.yaml("""
            a:
              b: 1
              c: [x, y]
            d:
            - {e: 1}
            - {e: 2}
            """, "file.yaml");
    private static final Document DEFAULTS = Document.yaml("""
            a: {b: 9, c: [z], f: {g: 7}}
            d: []
            h: true
            """, "defaults.yaml");

    @Test
    void theFileGoesOverTheDefaults() {
        Document layered = FILE.over(DEFAULTS);

        assertEquals(
                tree("{a: {b: 1, c: [x, y], f: {g: 7}}, d: [{e: 1}, {e: 2}], h: true}"), layered.as(JsonNode.class));
        assertEquals(Layer.FILE, layered.layer("a.b"));
        assertEquals(Layer.DEFAULT, layered.layer("a.f"));
        assertEquals(Layer.DEFAULT, layered.layer("a.f.g"));
        assertEquals(Layer.FILE, layered.layer("d[1].e"));
        assertEquals("default of a.f", layered.where("a.f.g"));
    }

    @Test
    void aGroupOfAListGoesOverDefaultsOfItsOwn() {
        Document layered = FILE.over("d[1]", tree("{e: 9, f: 3}")).over("d[0].g", tree("{h: 4}"));

        assertEquals(tree("[{e: 1, g: {h: 4}}, {e: 2, f: 3}]"), layered.at("d"));
        assertEquals(Layer.FILE, layered.layer("d[1].e"));
        assertEquals(Layer.DEFAULT, layered.layer("d[1].f"));
        assertEquals(Layer.DEFAULT, layered.layer("d[0].g.h"));
        assertEquals(tree("{e: 2}"), FILE.at("d[1]"));
    }

    @Test
    void whatIsNoGroupTakesNoDefaults() {
        Document layered = FILE.over("a.b", tree("{c: 1}"));

        assertEquals(1, layered.at("a.b").intValue());
    }

    @Test
    void aPartNamesTheWholePathInItsMessages() {
        Document part = FILE.part("d[1]");

        assertEquals(tree("{e: 2}"), part.as(JsonNode.class));
        assertEquals("file.yaml:6", part.where("e"));
        var unknown = assertThrows(UserException.class, () -> part.as(Leaf.class));
        assertEquals("unknown key 'd[1].e'", unknown.problem());
        assertEquals("did you mean 'f'?", unknown.fix());
        var missing = assertThrows(
                UserException.class,
                () -> FILE.with("d[1]={}", "--set").part("d[1]").as(Leaf.class));
        assertEquals("missing key 'd[1].f'", missing.problem());
        var wrong = assertThrows(
                UserException.class,
                () -> FILE.with("d[1]={f: x}", "--set").part("d[1]").as(Leaf.class));
        assertEquals("d[1].f: expected a whole number, found the text 'x'", wrong.problem());
        assertThrows(IllegalArgumentException.class, () -> FILE.part("d[2]"));
    }

    private record Leaf(int f) {}

    @Test
    void aSettingGoesOverTheFile() {
        Document set =
                FILE.with("a.b=5", "--set").with("d[1].e=[1, 2]", "--set").with("a.n.m=x", "--set");

        assertEquals(
                tree("{a: {b: 5, c: [x, y], n: {m: x}}, d: [{e: 1}, {e: [1, 2]}]}"),
                set.over(Document.yaml("{}", "none")).as(JsonNode.class));
        assertEquals(Layer.SETTING, set.layer("a.b"));
        assertEquals(Layer.SETTING, set.layer("d[1].e[0]"));
        assertEquals("--set a.b=5", set.where("a.b"));
        assertEquals("file.yaml:6", set.where("d[1]"));
    }

    @Test
    void refusesASettingOfTooManyLevels() {
        String setting = "a.".repeat(100_000) + "b=1";

        var e = assertThrows(UserException.class, () -> FILE.with(setting, "--set"));

        assertTrue(e.problem().startsWith("not a key: 'a.a.a."), e.problem());
        assertTrue(e.getMessage().length() < 10_000, "a message that fills the screen");
    }

    @Test
    void aSettingThatYamlReadsAsAnotherValueIsNamed() {
        var e = assertThrows(
                UserException.class,
                () -> FILE.with("d[0]={f: 1}", "--set").with("a=no", "--set").as(Texts.class));

        assertEquals("a: YAML reads no as false", e.problem());
        assertEquals("--set a=no", e.where());
        assertEquals("write it in quotes: \"no\"", e.fix());
    }

    private record Texts(String a, JsonNode d) {}

    @Test
    void theLastSettingOfAKeyWins() {
        Document set = FILE.with("a.b=5", "--set").with("a.b=6", "--set");

        assertEquals(6, set.at("a.b").intValue());
        assertEquals(1, FILE.at("a.b").intValue());
    }

    @Test
    void knowsTheLineOfEachValueAndOfTheGroupOfAMissingOne() {
        assertEquals("file.yaml:2", FILE.where("a.b"));
        assertEquals("file.yaml:3", FILE.where("a.c[1]"));
        assertEquals("file.yaml:6", FILE.where("d[1].e"));
        assertEquals("file.yaml:1", FILE.where("a.missing"));
        assertEquals("file.yaml:1", FILE.where("missing"));
        assertEquals(Layer.DEFAULT, FILE.layer("a.missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b|not a setting: 'a.b'|write KEY=VALUE, as in protocol.epochs=3",
                "=1|not a setting: '=1'|write KEY=VALUE, as in protocol.epochs=3",
                ".a=1|not a key: '.a'|write the key from the top, as in protocol.epochs",
                "a..b=1|not a key: 'a..b'|write the key from the top, as in protocol.epochs",
                "[0]=1|not a key: '[0]'|write the key from the top, as in protocol.epochs",
                "a[=1|not a key: 'a['|write the key from the top, as in protocol.epochs",
                "a.b.c=1|a.b.c: 'b' has no keys below it|set the value of 'b' itself",
                "d[2].e=1|d[2].e: a list of 2 has no item 2|items count from 0",
                "d[2]=1|d[2]: a list of 2 has no item 2|items count from 0",
                "d.e=1|d.e: a list of 2 has no item e|items count from 0",
                "d.99999999999.e=1|d.99999999999.e: a list of 2 has no item 99999999999|items count from 0",
                "d.99999999999=1|d.99999999999: a list of 2 has no item 99999999999|items count from 0",
                "d[99999999999].e=1|not a key: 'd[99999999999].e'|write the key from the top, as in protocol.epochs",
                "d[-1]=1|not a key: 'd[-1]'|write the key from the top, as in protocol.epochs",
                "a.b=|the document is empty|write the keys that it needs",
                "a.b=[1|not well-formed: expected ',' or ']', but got <stream end>|correct the document there",
            })
    void refusesASettingThatLeadsNowhere(String setting, String problem, String fix) {
        var e = assertThrows(UserException.class, () -> FILE.with(setting, "--set"));

        assertEquals(problem, e.problem());
        assertEquals(fix, e.fix());
        assertEquals("--set " + setting, e.where().replaceFirst(":1$", ""));
    }

    private static JsonNode tree(String yaml) {
        return Document.yaml(yaml, "expected").as(JsonNode.class);
    }
}
