package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class PapersTest {
    private static final Path FOLDER = Path.of("src/test/resources/papers");
    private static final String MINE = FOLDER.resolve("mine.yaml").toString();

    /** The list was typed from the papers' specification and not from the files: a slip in one of the two shows. */
    @Test
    void everyPublishedNumberIsThereAndNoOther() throws IOException {
        List<String> cells = new ArrayList<>(List.of("paper,table,row,column,kind,digits"));

        for (String id : ofOthers()) {
            Paper paper = Papers.load(id);
            for (PublishedTable table : paper.tables()) {
                for (PublishedRow row : table.rows()) {
                    row.cells()
                            .forEach((column, cell) -> cells.add(String.join(
                                    ",",
                                    paper.id(),
                                    Integer.toString(table.number()),
                                    row.id(),
                                    column,
                                    cell.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                                    cell.digits().orElse(""))));
                }
            }
        }

        assertEquals(Files.readAllLines(Path.of("src/test/resources/golden/published-values.csv")), cells);
    }

    private static List<String> ofOthers() {
        return Papers.ids().stream().filter(id -> !id.equals("ctbench-demo")).toList();
    }

    @Test
    void theNumbersOfTheDemoStandInTheReviewersGuide() throws IOException {
        List<String> guide = Files.readAllLines(Path.of("../REVIEWER.md"));
        int numbers = 0;
        for (PublishedTable table : Papers.load("ctbench-demo").tables()) {
            for (PublishedRow row : table.rows()) {
                String set = table.set().orElse("lesions");
                String line = guide.stream()
                        .filter(l -> l.matches(row.id() + " +" + set + " .*") && !l.contains("score > 0.75"))
                        .findFirst()
                        .orElseThrow();
                for (PublishedCell cell : row.cells().values()) {
                    BigDecimal digits = cell.value().orElseThrow();
                    String printed = digits.compareTo(BigDecimal.ONE) < 0
                            ? digits.movePointRight(2).toPlainString()
                            : digits.toPlainString();
                    assertTrue(line.contains(" " + printed + " %"), line + " has no " + printed);
                    numbers++;
                }
            }
        }
        assertEquals(3 + 15 + 15 + 12, numbers);
    }

    @Test
    void theDigestOfTheDemoStandsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("../../README.md"));

        Papers.load("ctbench-demo")
                .digest()
                .ifPresent(d -> assertTrue(
                        readme.contains("\ndigest of all numbers: " + d.sha256() + ", the same as published\n"),
                        d.toString()));
    }

    @Test
    void contradictingStatementsOfACellAreAllKept() throws IOException {
        PublishedCell normal = Papers.load("ter-sarkisov-2022").table(4).cell("affinity-16", "Normal");
        PublishedCell negative = Papers.load("ter-sarkisov-2022").table(7).cell("vgg16", "Normal");

        assertEquals(Optional.of("D-01"), normal.remarks().discrepancy());
        assertEquals(Optional.of("99.37"), normal.remarks().also().get(0).digits());
        assertEquals(Optional.of("85.74"), negative.remarks().also().get(0).digits());
        assertEquals("stated: section 4.4; also 99.37, stated: abstract (D-01)", normal.explanation());
    }

    @Test
    void aDerivedCellShowsItsArithmeticInNumbersAndWhatItDependsOn() throws IOException {
        PublishedCell normal = Papers.load("ter-sarkisov-2022").table(5).cell("affinity-32", "Normal");

        assertEquals(
                "derived: (98.41 * 58782 - 98.69 * 11520 - 98.18 * 21061) / 26201, only if the F1 of this row is the"
                        + " overall accuracy",
                normal.sentence());
        assertEquals(Optional.of(new BigDecimal("98.47")), normal.value());
    }

    @Test
    void theSetsHaveTheCountsOfTheLocks() throws IOException {
        for (String id : ofOthers()) {
            for (PublishedSet set : Papers.load(id).sets()) {
                SplitLock lock = Locks.shipped().split(set.split().orElseThrow());
                assertTrue(
                        set.patients().isEmpty()
                                || set.patients().equals(lock.patients().total()),
                        set.id());
                set.counts().forEach((c, n) -> assertEquals(lock.perClass().get(c), n, id + " " + set.id()));
                assertEquals(lock.images(), set.total(), id + " " + set.id());
            }
        }
    }

    @Test
    void theTrueMatricesAreOfTheWholeTestSplit() throws IOException {
        List<List<Long>> sums = new ArrayList<>();
        for (String id : Papers.ids()) {
            Papers.load(id).tables().stream()
                    .flatMap(t -> t.rows().stream())
                    .flatMap(r -> r.matrix().stream())
                    .forEach(m -> sums.add(m.stream()
                            .map(row -> row.stream().mapToLong(Long::longValue).sum())
                            .toList()));
        }

        assertEquals(3, sums.size());
        sums.forEach(rows -> assertEquals(List.of(9450L, 7395L, 4346L), rows));
    }

    @Test
    void aPaperIsReadInAnyFolderAndFillsInWhatMayBeLeftOut() throws IOException {
        Paper mine = Papers.load(MINE);

        PublishedTable table = mine.table(1);
        assertEquals("Table 1", table.title());
        assertEquals(TableKind.CLASSIFICATION, table.kind());
        assertEquals(PublishedUnit.PERCENT, table.column("ill").unit());
        assertEquals("stated: Table 1", table.cell("ours", "ill").sentence());
        assertEquals(
                "the paper reports no value here",
                table.cell("theirs", "accuracy").sentence());
        assertEquals(100, mine.set("test").total());
        assertEquals(Map.of("ill", 40, "well", 60), mine.set("test").counts());
        assertTrue(Documents.toJson(mine).contains("\"kind\" : \"derived\""));
    }

    @Test
    void cellsOfAUserReplaceThoseOfThePaperAndWhatFollowsFromThem() throws IOException {
        Paper paper = Papers.load(MINE, Optional.of(FOLDER.resolve("cells.yaml")));

        PublishedTable table = paper.table(1);
        assertEquals(
                "filled in by the user: page 3", table.cell("theirs", "well").sentence());
        assertEquals(Optional.of("99.0"), table.cell("theirs", "well").digits());
        assertTrue(table.cell("ours", "ill").remarks().byUser());
        assertEquals(
                "filled in by the user: erratum; replaces 90.0",
                table.cell("ours", "ill").explanation());
        assertEquals(Optional.of("94.0"), table.cell("ours", "accuracy").digits());
        assertEquals(
                "derived: (92.5 * 40 + 95.0 * 60) / 100",
                table.cell("ours", "accuracy").sentence());
        assertTrue(!table.cell("ours", "well").remarks().byUser());
    }

    @Test
    void unknownPapersTablesRowsAndColumnsAreNamedWithTheNearestKnown() throws IOException {
        Paper paper = Papers.load("ter-sarkisov-2022");

        var id = assertThrows(UserException.class, () -> Papers.load("ter-sarkisov-2021"));
        var table = assertThrows(UserException.class, () -> paper.table(8));
        var row = assertThrows(UserException.class, () -> paper.table(4).cell("afinity-16", "NCP"));
        var column = assertThrows(UserException.class, () -> paper.table(4).cell("affinity-16", "NPC"));

        assertEquals("no paper 'ter-sarkisov-2021'", id.problem());
        assertTrue(id.fix().startsWith("did you mean 'ter-sarkisov-2022'?"), id.fix());
        assertEquals("no table 8; known: 1, 2, 3, 4, 5, 6, 7", table.problem() + "; " + table.fix());
        assertEquals("did you mean 'affinity-16'?", row.fix());
        assertTrue(column.fix().contains("CP"), column.fix());
    }
}
