package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.fixtures.FinishedRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with a model that is better than its control, and one with a model that is not. */
class ControlSectionTest {
    private static final String MARK = "not shown to be higher than that of its negative control framed";

    @TempDir
    static Path temp;

    private static Path better;
    private static Path same;

    @BeforeAll
    static void writeReports() throws IOException {
        better = RunReport.write(
                run("better", "models=[resnet18, {id: framed, control: border, of: resnet18}, resnet50]")
                        .right("resnet18", 0.95)
                        .right("framed", 0.6)
                        .write());
        same = RunReport.write(run("same", "models=[resnet18, {id: framed, control: border, of: resnet18}]")
                .with("seeds=[1, 2]")
                .right("resnet18-seed1", 0.8)
                .right("framed-seed1", 0.8)
                .right("resnet18-seed2", 0.95)
                .right("framed-seed2", 0.6)
                .write());
    }

    private static FinishedRun run(String name, String models) {
        return new FinishedRun(temp.resolve(name))
                .with(models)
                .with("verdict.replicates=1000")
                .with("evaluate=[{id: test, split: covidx-ct-v1/test, f1: code}]")
                .withoutIctcf("the plan has no such set");
    }

    private static String row(Path page, String table, String start) throws IOException {
        return Files.readAllLines(page.resolveSibling("tables").resolve(table + ".csv")).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page.resolveSibling("report.md"));
    }

    @Test
    void aModelAboveItsControlIsShownToBeBetter() throws IOException {
        String control = row(better, "controls-test", "resnet18,framed,");

        assertTrue(control.contains("what lies outside a box around the body"), control);
        assertTrue(control.endsWith(",yes"), control);
        assertFalse(text(better).contains(MARK), text(better));
    }

    @Test
    void theLargestClassAndTheChanceLevelStandThere() throws IOException {
        assertTrue(row(better, "controls-test", "resnet18,largest class: Normal,nothing,33.33")
                .endsWith(",yes"));
        assertTrue(
                text(better).contains("Chance level: 33.33 %, with each of 3 classes equally likely."), text(better));
    }

    @Test
    void theModelTableSaysWhatAControlSees() throws IOException {
        assertTrue(
                row(better, "models", "framed,").contains("a negative control of resnet18: it sees what lies outside"));
    }

    @Test
    void controlsAreNotComparedWithOtherModelsInPairs() throws IOException {
        List<String> pairs = Files.readAllLines(better.resolveSibling("tables").resolve("pairs-test.csv"));

        assertEquals(2, pairs.size(), pairs::toString);
        assertTrue(pairs.get(1).startsWith("resnet50 against resnet18,"), pairs::toString);
    }

    /** The first seed is compared, and every training is marked by the control of its own seed. */
    @Test
    void aModelThatIsNotShownToBeBetterIsMarked() throws IOException {
        String control = row(same, "controls-test", "resnet18,framed,");

        assertTrue(control.endsWith(",no"), control);
        assertTrue(text(same).contains(MARK), text(same));
        String json = Files.readString(same.resolveSibling("report.json"));
        assertEquals(1, json.split(MARK, -1).length - 1, "the training with the first seed alone");
    }

    @Test
    void theChecklistCallsItAViolation() throws IOException {
        String matched = row(same, "checklist", "5f,");
        String fine = row(better, "checklist", "5f,");

        assertTrue(
                matched.contains("Not shown to be better than a negative control: test: resnet18 (framed)."), matched);
        assertTrue(fine.contains("2 models on the same slices"), fine);
    }
}
