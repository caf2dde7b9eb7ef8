package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    enum Colour {
        @JsonProperty("dark_red")
        DARK_RED,
        @JsonProperty("blue")
        BLUE
    }

    record Leaf(String name, Optional<Colour> colour, OptionalDouble weight) {
        Leaf {
            Objects.requireNonNull(name, "name");
            if (name.equals("thorn")) {
                throw new InvalidValue("name", "'thorn' pricks", "write another name");
            }
            if (name.equals("ash")) {
                throw new IllegalArgumentException("burnt");
            }
        }
    }

    record Tree(String id, int rings, double height, boolean green, List<Leaf> leaves) {
        Tree {
            Objects.requireNonNull(id, "id");
            leaves = List.copyOf(Objects.requireNonNull(leaves, "leaves"));
        }
    }

    private static final String OAK = """
            id: oak
            rings: 12
            height: 3.5
            green: true
            leaves:
            - name: a
              colour: dark_red
            - name: b
              weight: 0.1
            """;

    @Test
    void readsWhatItWritesAsYamlAndAsJson() {
        Tree oak = Documents.parseYaml(OAK, "oak.yaml", Tree.class);

        assertEquals(oak, Documents.parseYaml(Documents.toYaml(oak), "again.yaml", Tree.class));
        assertEquals(oak, Documents.parseJson(Documents.toJson(oak), "again.json", Tree.class));
        assertEquals(Optional.of(Colour.DARK_RED), oak.leaves().get(0).colour());
        assertEquals(OptionalDouble.empty(), oak.leaves().get(0).weight());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rings: 12|ring: 12|unknown key 'ring'|oak.yaml:2|did you mean 'rings'?",
                "name: b|nom: b|unknown key 'leaves[1].nom'|oak.yaml:8|known: colour, name, weight",
                "rings: 12|rings: '12'|rings: expected a whole number, found the text '12'|oak.yaml:2"
                        + "|write a whole number without quotes or leading zeros",
                "rings: 12|rings: 12.5|rings: expected a whole number, found 12.5|oak.yaml:2|write a whole number",
                "rings: 12|rings: 3000000000|rings: expected a whole number, found 3000000000, which is too large|oak.yaml:2"
                        + "|write a whole number up to 2147483647",
                "rings: 12|rings: [12]|rings: expected a whole number, found a list|oak.yaml:2|write a whole number",
                "rings: 12|rings:|key 'rings' has no value|oak.yaml:2|write it with a whole number",
                "rings: 12|rings: 012|rings: 012 is octal to YAML, decimal to people|oak.yaml:2"
                        + "|write the number without leading zeros",
                "height: 3.5|height: tall|height: expected a number, found the text 'tall'|oak.yaml:3|write a number",
                "height: 3.5|height: 'NaN'|height: expected a number, found the text 'NaN'|oak.yaml:3|write a number",
                "weight: 0.1|weight: INF|leaves[1].weight: expected a number, found the text 'INF'|oak.yaml:9|write a number",
                "height: 3.5|height: .nan|not well-formed: Malformed numeric value '.nan'|oak.yaml:3"
                        + "|correct the document there",
                "green: true|green: maybe|green: expected true or false, found the text 'maybe'|oak.yaml:4|write true or false",
                "green: true|green: 1|green: expected true or false, found 1|oak.yaml:4|write true or false",
                "id: oak|id: 2022|id: YAML reads 2022 as a number|oak.yaml:1|write it in quotes: \"2022\"",
                "id: oak|id: 1e3|id: YAML reads 1e3 as a number|oak.yaml:1|write it in quotes: \"1e3\"",
                "id: oak|id: no|id: YAML reads no as false|oak.yaml:1|write it in quotes: \"no\"",
                "name: b|name: Yes|leaves[1].name: YAML reads Yes as true|oak.yaml:8|write it in quotes: \"Yes\"",
                "id: oak|id: off|id: YAML reads off as false|oak.yaml:1|write it in quotes: \"off\"",
                "id: oak|id: true|id: YAML reads true as a boolean|oak.yaml:1|write it in quotes: \"true\"",
                "id: oak|id: null|id: YAML reads null as no value|oak.yaml:1|write it in quotes: \"null\"",
                "id: oak|id: ~|id: YAML reads ~ as no value|oak.yaml:1|write it in quotes: \"~\"",
                "colour: dark_red|colour: on|leaves[0].colour: YAML reads on as true|oak.yaml:7"
                        + "|write it in quotes: \"on\"",
                "height: 3.5|height: 1e400|height: 1e400 is not a finite number|oak.yaml:3"
                        + "|write a number between -1.7e308 and 1.7e308",
                "weight: 0.1|weight: 'NaN'|leaves[1].weight: expected a number, found the text 'NaN'|oak.yaml:9"
                        + "|write a number",
                "id: oak|# no id|missing key 'id'|oak.yaml:2|write it with a text",
                "name: b|colour: blue|missing key 'leaves[1].name'|oak.yaml:8|write it with a text",
                "name: b|name: thorn|leaves[1].name: 'thorn' pricks|oak.yaml:8|write another name",
                "name: b|name: ash|leaves[1]: burnt|oak.yaml:8|correct that value",
                "colour: dark_red|colour: dark_rod|leaves[0].colour: expected one of dark_red, blue, found the text 'dark_rod'"
                        + "|oak.yaml:7|did you mean 'dark_red'?",
                "green: true|id: elm|key 'id' appears twice|oak.yaml:4|keep one of the two",
                "green: true|green: *id|green: alias *id|oak.yaml:4|write the value out in its place",
                "green: true|green: [|not well-formed: expected the node content, but found '-'|oak.yaml:6"
                        + "|correct the document there",
            })
    void namesTheKeyTheLineAndTheRemedy(String from, String to, String problem, String where, String fix) {
        String broken = OAK.replace(from, to);

        var e = assertThrows(UserException.class, () -> Documents.parseYaml(broken, "oak.yaml", Tree.class));

        assertEquals(problem, e.problem());
        assertEquals(where, e.where());
        assertEquals(fix, e.fix());
    }

    @Test
    void namesAllUnknownKeysAtOnce() {
        String broken = OAK.replace("rings", "ring").replace("name: b", "nane: b");

        var e = assertThrows(UserException.class, () -> Documents.parseYaml(broken, "oak.yaml", Tree.class));

        assertEquals("""
                2 unknown keys
                oak.yaml:2: 'ring', did you mean 'rings'?
                oak.yaml:8: 'leaves[1].nane', did you mean 'name'?""", e.problem());
        assertEquals("oak.yaml:2", e.where());
        assertEquals("correct or remove them", e.fix());
    }

    @Test
    void namesAnEntryWithoutValue() {
        var inAList = assertThrows(
                UserException.class,
                () -> Documents.parseYaml(
                        "id: oak\nrings: 12\nheight: 3.5\ngreen: true\nleaves:\n- {name: a}\n- null\n",
                        "oak.yaml",
                        Tree.class));
        var inAGroup = assertThrows(
                UserException.class, () -> Documents.parseJson("{\"shares\": {\"a\": null}}", "s.json", Shares.class));

        assertEquals("key 'leaves[1]' has no value", inAList.problem());
        assertEquals("oak.yaml:7", inAList.where());
        assertEquals("key 'shares.a' has no value", inAGroup.problem());
        assertEquals("write it with a number", inAGroup.fix());
    }

    record Shares(Map<String, Double> shares) {}

    @Test
    void refusesATextThatIsLongerThanDocumentsAreBeforeItIsParsed() {
        String text = "id: " + "x".repeat(1 << 20) + "\n";

        var e = assertThrows(UserException.class, () -> Documents.parseYaml(text, "oak.yaml", Tree.class));

        assertEquals("the document has 1048581 characters; at most 1048576 are read", e.problem());
        assertEquals("check that this is the file that you meant", e.fix());
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 100_000})
    void refusesDeepNesting(int levels) {
        String text = "[".repeat(levels) + "]".repeat(levels);

        var yaml = assertThrows(UserException.class, () -> Document.yaml(text, "deep.yaml"));
        var json = assertThrows(UserException.class, () -> Document.json(text, "deep.json"));

        String problem = "larger than documents are: Document nesting depth (101) exceeds the maximum allowed (100)";
        assertEquals(problem, yaml.problem());
        assertEquals(problem, json.problem());
    }

    @Test
    void refusesNumbersThatNoTypeHolds() {
        String json = "{\"shares\": {\"a\": 1e400}}";
        var infinite = assertThrows(UserException.class, () -> Documents.parseJson(json, "s.json", Shares.class));
        var digits = assertThrows(UserException.class, () -> Document.json("9".repeat(1_001), "digits.json"));

        assertEquals("shares.a: 1e400 is not a finite number", infinite.problem());
        assertEquals(
                "larger than documents are: Number value length (1001) exceeds the maximum allowed (1000)",
                digits.problem());
    }

    @Test
    void showsTheBeginningOfALongValue() {
        String broken = OAK.replace("12", "x".repeat(100_000));

        var e = assertThrows(UserException.class, () -> Documents.parseYaml(broken, "oak.yaml", Tree.class));

        assertTrue(e.problem().startsWith("rings: expected a whole number, found the text 'xxx"), e.problem());
        assertTrue(e.problem().endsWith("xxx ..."), e.problem());
        assertEquals(1_004, e.problem().length());
    }

    @Test
    void refusesASecondDocument() {
        var e = assertThrows(
                UserException.class, () -> Documents.parseYaml(OAK + "---\nid: elm\n", "oak.yaml", Tree.class));

        assertEquals("something follows the end of the document", e.problem());
        assertEquals("oak.yaml:11", e.where());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# only a comment\n", "---\n", "null\n"})
    void refusesAnEmptyDocument(String text) {
        var e = assertThrows(UserException.class, () -> Documents.parseYaml(text, "void.yaml", Tree.class));

        assertEquals("the document is empty", e.problem());
        assertTrue(e.where().startsWith("void.yaml"), e.where());
    }

    @Test
    void saysWhereBrokenJsonBreaks() {
        var e = assertThrows(
                UserException.class, () -> Documents.parseJson("{\n\"id\": \"oak\",\n!}", "oak.json", Tree.class));

        assertEquals("oak.json:3", e.where());
        assertTrue(e.problem().startsWith("not well-formed: "), e.problem());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12",
                "1e5",
                "12e34",
                "0x10",
                "0b1",
                ".5",
                "5.",
                "1_000",
                "010",
                "-3",
                ".inf",
                ".NaN",
                "true",
                "null",
                "yes",
                "~",
                "",
                " ",
                "a: b",
                "# x",
                "- x",
                "é",
                "line\nbreak",
                "'",
                "\""
            })
    void keepsATextATextThroughYaml(String text) {
        Leaf leaf = new Leaf(text, Optional.empty(), OptionalDouble.empty());

        assertEquals(leaf, Documents.parseYaml(Documents.toYaml(leaf), "leaf.yaml", Leaf.class));
    }

    @Test
    void writesNumbersInTheShortestFormThatReadsBack() {
        assertEquals("{\n  \"x\" : 2.0E23\n}\n", Documents.toJson(new X(2e23)));
        assertEquals("x: 1.0E-5\n", Documents.toYaml(new X(1e-5)));
        assertEquals(
                "x: 2.0E23\n", Documents.toYaml(new X(2e23))); // 1.9999999999999998E23 by Double.toString of Java 17
        assertEquals("x: 0.002\n", Documents.toYaml(new X(2e-3)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void neverWritesWhatIsNoNumber(double value) {
        var e = assertThrows(IllegalArgumentException.class, () -> Documents.toJson(new X(value)));

        assertTrue(
                e.getMessage().contains("a document cannot hold " + value + "; what is undefined is left out"),
                e.getMessage());
    }

    record X(double x) {}

    @Test
    void marksLinesWithComments() {
        Tree oak = Documents.parseYaml(OAK, "oak.yaml", Tree.class);

        String yaml =
                Documents.toYaml(oak, path -> path.equals("leaves") || path.equals("leaves[1].weight") ? "mine" : "");

        assertEquals("""
                id: oak
                rings: 12
                height: 3.5
                green: true
                leaves:  # mine
                - name: a
                  colour: dark_red
                  weight: null
                - name: b
                  colour: null
                  weight: 0.1  # mine
                """, yaml);
    }

    @Test
    void saysWhatIsWrongWithTheFileItself(@TempDir Path folder) throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "id: Bäume\n".getBytes(StandardCharsets.ISO_8859_1));

        var missing =
                assertThrows(UserException.class, () -> Documents.readYaml(folder.resolve("none.yaml"), Tree.class));
        var directory = assertThrows(UserException.class, () -> Documents.readYaml(folder, Tree.class));
        var encoding = assertThrows(UserException.class, () -> Documents.readYaml(latin, Tree.class));

        assertEquals("no such file", missing.problem());
        assertEquals("a folder where a file is needed", directory.problem());
        assertEquals("not a UTF-8 text", encoding.problem());
        assertEquals(latin.toString(), encoding.where());
    }
}
