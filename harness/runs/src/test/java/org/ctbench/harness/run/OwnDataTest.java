package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.bundle.Replay;
import org.ctbench.harness.bundle.Terms;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.SetEvaluation;
import org.ctbench.harness.page.RunReport;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.ListPinner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets and papers of a user's own, from the lock to the report: the example in {@code harness/examples}, and another. */
@Tag("slow")
@Tag("computes")
class OwnDataTest {
    private static final Path EXAMPLE = Path.of("../examples/08-another-data-set");
    private static final String PLAN = EXAMPLE.resolve("plan.yaml").toString();

    @TempDir
    static Path temp;

    private static Path run;

    @BeforeAll
    static void runTheExample() throws IOException {
        run = run("two", Library.with(EXAMPLE));
    }

    @Test
    void thePublishedValuesOfTheExampleAreReproduced() throws IOException {
        String report = Files.readString(RunReport.write(run).resolveSibling("report.md"));

        assertTrue(report.contains("| ≡ reproduced exactly | 3 |"), report);
        assertTrue(report.contains("measured and published are 65.00 % (60 images of 15 patients, one seed)"), report);
        assertTrue(report.contains("slices of class, Pneumonia | slices of class, Healthy"), report);
    }

    @Test
    void patientsAreThoseOfTheListWhichNamesDoNotTell() throws IOException {
        SetEvaluation test = evaluation(run);

        assertEquals(List.of("Healthy", "Pneumonia"), test.results().confusion().classes());
        assertEquals(Optional.of(15), test.sample().patients());
        Files.delete(run.resolve("splits/two-class/test.csv"));
        var e = assertThrows(UserException.class, () -> evaluation(run).sample());
        assertEquals("the manifest of two-class/test is missing", e.problem());
        Files.createDirectories(run.resolve("splits/two-class"));
        Files.copy(data().resolve("splits/two-class/test.csv"), run.resolve("splits/two-class/test.csv"));
    }

    @Test
    void aBundleNeedsNoneOfTheUsersFiles() throws IOException {
        Path bundle = temp.resolve("two.crate.zip");
        Terms terms = new Terms(LocalDate.of(2026, 1, 2), "CC0-1.0");

        Bundle.write(run, bundle, Optional.empty(), terms, temp.resolve("cache"));

        Replay replay = Replay.of(bundle, Optional.empty(), temp.resolve("cache"));
        assertTrue(replay.passed(), replay.toString());
    }

    @Test
    void withoutItsLockTheDataSetIsUnknown() {
        var e = assertThrows(UserException.class, () -> run("none", Library.shipped()));

        assertEquals("no split 'two-class/train'", e.problem());
    }

    @Test
    void fiveClassesWhoseNamesTellNothingAreToldApart() throws IOException {
        Path own = Files.createDirectories(temp.resolve("five"));
        List<SplitLock> locks = new ArrayList<>();
        DataSetLock empty = Documents.parseYaml("""
                schema: ctbench/data-set-lock/2
                id: five
                kind: local
                title: Five kinds of nothing
                classes:
                  - {name: No finding, label: 7}
                  - {name: Effusion, label: 1}
                  - {name: Mass, label: 2}
                  - {name: Nodule, label: 3}
                  - {name: Hernia, label: 4}
                images: {name: '[A-Za-z]+_[0-9_]+\\.png', example: NCP_1_2_0003.png, folder: phantom-covidx}
                splits: []
                """, "five.yaml", DataSetLock.class);
        for (String name : List.of("train", "test")) {
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(EXAMPLE.resolve(name + ".csv"))) {
                String[] values = line.split(",");
                int patient = Integer.parseInt(values[2].substring(1));
                lines.add(values[2] + " " + values[0] + " "
                        + List.of(7, 1, 2, 3, 4).get(patient % 5) + "\n");
            }
            Path list = Files.writeString(own.resolve(name + ".txt"), String.join("", lines));
            ListFormat format = ListFormat.of("<patient> <image> <label>");
            locks.add(ListPinner.pin(empty, name, list, format, Optional.empty(), Optional.empty())
                    .lock());
        }
        Files.writeString(own.resolve("five.yaml"), Documents.toYaml(empty.withSplits(locks)));

        String plan = Files.readString(Path.of(PLAN)).replaceFirst("published: .*", "");

        Path five = run(
                Files.writeString(own.resolve("plan.yaml"), plan),
                "five-run",
                Library.with(own),
                List.of("id=five", "train=five/train", "evaluate=[{id: test, split: five/test}]", "protocol.epochs=1"));

        SetEvaluation test = evaluation(five);
        assertEquals(
                List.of("No finding", "Effusion", "Mass", "Nodule", "Hernia"),
                test.results().confusion().classes());
        assertEquals(60, test.results().confusion().total());
        assertEquals(Optional.of(15), test.sample().patients());
        String report = Files.readString(RunReport.write(five).resolveSibling("report.md"));
        assertTrue(report.contains("Hernia"), report);
    }

    private static Path data() {
        return temp.resolve("data");
    }

    private static Path run(String name, Library library) throws IOException {
        return run(Path.of(PLAN), name, library, List.of());
    }

    private static Path run(Path plan, String name, Library library, List<String> settings) throws IOException {
        Path out = temp.resolve(name);
        Reproduction.Folders folders = new Reproduction.Folders(data(), out, temp.resolve("cache"), library);
        Reproduction.run(
                Plans.read(plan.toString(), settings), folders, () -> ExactEngine.open(2), Progress.standard());
        return out;
    }

    private static SetEvaluation evaluation(Path run) throws IOException {
        return Evidence.read(List.of(run)).trained("resnet18").get(0).on("test").orElseThrow();
    }
}
