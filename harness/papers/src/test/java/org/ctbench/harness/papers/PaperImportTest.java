package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperImportTest {
    private static final Path TYPED = Path.of("src/test/resources/typed");

    @TempDir
    Path temp;

    private static PaperImport of(String... classes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String name : classes) {
            counts.put(name, 100);
        }
        return new PaperImport("theirs", "Theirs", counts, Optional.empty(), Map.of());
    }

    private static Paper read(PaperImport.Imported imported) {
        return PaperReader.read(Document.yaml(imported.yaml(), "imported"));
    }

    private static String cells(Paper paper, String row) {
        return paper.table(1).rows().stream()
                .filter(r -> r.id().equals(row))
                .flatMap(r -> r.cells().entrySet().stream())
                .map(cell -> cell.getKey() + " " + cell.getValue().digits().orElse("?"))
                .collect(Collectors.joining(", "));
    }

    @Test
    void latexWithSpansBoldAndRulesIsRead() throws IOException {
        PaperImport.Imported imported = of("Normal", "CP", "COVID").of(TYPED.resolve("table.tex"));
        Paper paper = read(imported);
        PublishedTable table = paper.table(1);

        assertEquals(
                List.of("sensitivity COVID", "sensitivity CP", "sensitivity Normal", "accuracy"),
                table.columns().stream()
                        .map(c -> c.metric().id()
                                + c.classId().map(id -> " " + id).orElse(""))
                        .toList());
        assertEquals(
                List.of("ResNet18", "Ours, C^*=8", "Theirs"),
                table.rows().stream().map(PublishedRow::name).toList());
        assertEquals(
                "sensitivity-covid 93.26, sensitivity-cp 95.57, sensitivity-normal 95.57, accuracy 95.11",
                cells(paper, "resnet18"));
        assertEquals(
                "sensitivity-covid 94.38, sensitivity-cp 92.41, sensitivity-normal 100.00, accuracy ?",
                cells(paper, "ours-c-8"));
        assertTrue(table.cell("ours-c-8", "sensitivity-covid").remarks().best());
        assertEquals(
                List.of(
                        "row 'Ours, C^*=8', column 'Sensitivity (%) CP': only the first number of '92.41 ± 0.4' was read",
                        "row 'Theirs', column 'Sensitivity (%) CP': the cell is empty; read as not reported",
                        "row 'Theirs', column 'Sensitivity (%) Normal': the comma of '96,2' was read as a decimal point",
                        "row 'Theirs', column 'Accuracy': 'lost' is not a number"),
                imported.doubts());
        assertTrue(
                imported.yaml().contains("accuracy: unrecoverable  # check: 'lost' is not a number"), imported.yaml());
    }

    @Test
    void markdownSaysWhichColumnsNameNoClass() throws IOException {
        PaperImport.Imported imported = of("Other", "COVID").of(TYPED.resolve("table.md"));
        Paper paper = read(imported);

        assertEquals(
                List.of(Metric.SENSITIVITY, Metric.MACRO_PRECISION, Metric.MACRO_F1, Metric.MACRO_F1, Metric.AUC),
                paper.table(1).columns().stream().map(PublishedColumn::metric).toList());
        assertEquals("recall-covid 0.95, precision 0.91, f1-score 0.93, macro-f1 0.92, auroc 0.99", cells(paper, "a"));
        assertEquals("recall-covid .9, precision ?, f1-score 0.9, macro-f1 0.88, auroc 0.97", cells(paper, "a-2"));
        assertEquals(
                List.of(
                        "column 'Precision': 'Precision' names no class; read as the plain mean over the classes",
                        "column 'F1 score': 'F1 score' names no class; read as the plain mean over the classes",
                        "column 'Time': left out, as it names neither metric nor class",
                        "row 'A', column 'AUROC': only the first number of '0.99 (0.98-1.00)' was read"),
                imported.doubts());
    }

    @Test
    void aPositiveClassAndNamedColumnsLeaveNoDoubt() throws IOException {
        PaperImport named = new PaperImport(
                "theirs",
                "Theirs",
                Map.of("Other", 50, "COVID", 50),
                Optional.of("COVID"),
                Map.of("Time", "specificity/COVID", "AUROC", "auc"));

        Paper paper = read(named.of(TYPED.resolve("table.md")));

        assertEquals(
                List.of("sensitivity COVID", "precision COVID", "f1 COVID", "macro-f1", "auc", "specificity COVID"),
                paper.table(1).columns().stream()
                        .map(c -> c.metric().id()
                                + c.classId().map(id -> " " + id).orElse(""))
                        .toList());
    }

    @Test
    void columnsOfAClassAloneAndMixedUnitsAreMarked() throws IOException {
        PaperImport.Imported imported = of("Normal", "CP", "NCP").of(TYPED.resolve("table.csv"));

        assertEquals("acc 95.1, ncp 93, sensitivity-cp 96, normal 95", cells(read(imported), "one-with-a-comma"));
        assertEquals(
                List.of(
                        "column 'Acc.': some values are 1 or less; read as percentages",
                        "column 'NCP': 'NCP' names no metric; read as sensitivity",
                        "column 'Normal': 'Normal' names no metric; read as sensitivity"),
                imported.doubts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "table.txt; a,b; the ending says how to read it",
                "table.csv; ''; no table with numbers",
                "table.csv; 1,2; no heading",
                "table.csv; 'Model,What\\na,1'; no column names a metric or a class",
                "table.csv; 'Model,Accuracy\\na,1\\nb,2,3'; the row of 'b' has 3 cells",
                "table.csv; 'Model,\"Accuracy\\na,1'; not CSV",
                "table.csv; 'Model,Specificity of CP,NPV\\na,1,2'; does not say of which class it is",
                "table.csv; 'Model,Accuracy\\na,120'; 120 is not a percentage",
                "table.tex; '\\begin{tabular}{l\\nA & B \\\\'; no table with numbers"
            })
    void whatIsNoTableIsRefused(String name, String text, String problem) throws IOException {
        Path file = Files.writeString(temp.resolve(name), text.replace("\\n", "\n"));

        UserException e =
                assertThrows(UserException.class, () -> of("Normal", "CP").of(file));

        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }

    @Test
    void namesThatAreNotThereAreRefused() {
        Path file = TYPED.resolve("table.csv");
        Map<String, Integer> counts = Map.of("CP", 1, "NCP", 1);

        assertEquals(
                "--positive",
                assertThrows(
                                UserException.class,
                                () -> new PaperImport("a", "a", counts, Optional.of("X"), Map.of()).of(file))
                        .where());
        for (String said : List.of("accuracies", "sensitivity", "sensitivity/X")) {
            assertEquals(
                    "--column",
                    assertThrows(
                                    UserException.class,
                                    () -> new PaperImport("a", "a", counts, Optional.empty(), Map.of("Acc.", said))
                                            .of(file))
                            .where());
        }
        assertThrows(
                UserException.class,
                () -> new PaperImport("a", "a", counts, Optional.empty(), Map.of("None", "accuracy")).of(file));
    }
}
