package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.ctbench.harness.audit.ablation.Ablation;
import org.ctbench.harness.audit.ablation.Moved;
import org.ctbench.harness.audit.ledger.Entry;
import org.ctbench.harness.audit.ledger.Ledger;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of both readings of an entry of each place of a plan, on a few generated slices. */
@Tag("slow")
@Tag("computes")
class AblateCommandTest {
    private static final List<String> ENTRIES = List.of("D-06", "D-19", "D-21", "D-22", "D-30");
    private static final String MODEL = "affinity-4";

    @TempDir
    static Path temp;

    private static JsonNode results;
    private static List<Moved> moved;

    @BeforeAll
    static void runBothReadings() throws IOException {
        Ledger ledger = Ledger.shipped();
        var plan = Plans.read("../rundocs/src/test/resources/plans/lesions.yaml", List.of("protocol.epochs=1"));
        List<Entry> entries = ENTRIES.stream().map(ledger::entry).toList();
        Ablation ablation = Ablation.of(plan.plan(), entries, Optional.of(MODEL));
        Path file = Files.writeString(temp.resolve("ablation.yaml"), ablation.plan());
        Reproduction.run(
                Plans.read(file.toString(), List.of()),
                new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache")),
                () -> ExactEngine.open(2),
                Progress.standard());
        results = new ObjectMapper()
                .readTree(temp.resolve("out/results.json").toFile())
                .path("numbers");
        moved = Moved.of(ledger, ResultsFile.read(temp.resolve("out")));
    }

    @Test
    void everyEntryThatWasRunIsReportedAndNoOther() {
        assertEquals(
                new TreeSet<>(ENTRIES),
                moved.stream().map(Moved::entry).collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(5 + 4 + 5 + 4, count("D-19")); // on test, iCTCF, iCTCF with three classes, lesions at two scores
    }

    @Test
    void metricsOfAnotherModelAreThoseOfTheResultsFile() {
        for (String entry : List.of("D-19", "D-21")) {
            String variant = MODEL + "-" + entry.toLowerCase(Locale.ROOT).replace("-", "");
            for (Moved metric : of(entry)) {
                assertEquals(MODEL, metric.model());
                assertEquals(stated(MODEL, metric.set(), metric.metric()), metric.standard(), metric::toString);
                assertEquals(stated(variant, metric.set(), metric.metric()), metric.other(), metric::toString);
            }
        }
        assertTrue(of("D-21").stream().anyMatch(Moved::moves), "another loss changes nothing");
    }

    @Test
    void metricsOfAnotherFineTuningAreThoseOfItsSet() {
        List<Moved> metrics =
                of("D-22").stream().filter(f -> f.model().equals(MODEL)).toList();

        assertEquals(
                List.of("accuracy", "sensitivity Normal", "sensitivity NCP", "F1 by shares"),
                metrics.stream().map(Moved::metric).toList());
        for (Moved metric : metrics) {
            assertEquals("ictcf", metric.set());
            assertEquals(stated(MODEL, "ictcf", metric.metric()), metric.standard());
            assertEquals(stated(MODEL, "ictcf-d22", metric.metric()), metric.other());
        }
    }

    @Test
    void bothWeightingsAndBothScoresAreReadFromTheSameAnswers() {
        Moved paper = of("D-06").stream()
                .filter(f -> f.model().equals(MODEL) && f.set().equals("test"))
                .findFirst()
                .orElseThrow();
        JsonNode f1 = evaluation(MODEL, "test").path("scores").path("weightedF1");
        assertEquals(number(f1.path("code")), paper.standard());
        assertEquals(number(f1.path("paper")), paper.other());
        for (Moved metric : of("D-30")) {
            String ap = metric.metric().equals("mAP (COCO)") ? "coco" : "author";
            assertEquals(mean(metric.model(), 0, ap), metric.standard());
            assertEquals(mean(metric.model(), 1, ap), metric.other());
        }
    }

    @Test
    void aReadingOfTheAffinityLayerMovesNoLesion() {
        List<Moved> lesions =
                of("D-19").stream().filter(f -> f.set().startsWith("lesions")).toList();

        assertEquals(4, lesions.size());
        assertTrue(lesions.stream().noneMatch(Moved::moves), lesions::toString);
    }

    @Test
    void theCommandCountsWhatMoves() {
        StringWriter out = new StringWriter();

        assertEquals(0, run(out, "ablate", "--results", temp.resolve("out").toString()));

        for (String entry : List.of("D-19", "D-21")) {
            String line = entry + ", " + of(entry).get(0).reading() + ", " + MODEL + ": "
                    + of(entry).stream().filter(Moved::moves).count() + " of " + count(entry) + " metrics move";
            assertTrue(out.toString().contains(line), line + " is not in\n" + out);
        }
    }

    @Test
    void everyPlanThatTheCommandWritesRuns() throws IOException {
        StringWriter list = new StringWriter();
        run(list, "ablate", "--list");
        List<String> entries =
                list.toString().lines().map(line -> line.substring(0, 4)).toList();
        assertFalse(entries.isEmpty());
        ObjectNode tree = Documents.toTree(Plans.load("paper-small")).deepCopy();
        tree.withArray("models").add("covid-ct-mask-net"); // of whose options the ledger has one
        String base = Files.writeString(temp.resolve("base.yaml"), Documents.toYaml(tree))
                .toString();

        for (String entry : entries) {
            String plan = temp.resolve(entry + ".yaml").toString();
            assertEquals(0, run(new StringWriter(), "ablate", entry, "--plan", base, "--out", plan), entry);
            StringWriter dry = new StringWriter();
            String data = temp.resolve("small").toString();
            int code = run(
                    dry,
                    "reproduce",
                    plan,
                    "--dry-run",
                    "--data",
                    data,
                    "--out",
                    temp.resolve(entry).toString());

            assertEquals(0, code, entry);
            Ablation ablation =
                    Ablation.of(Plans.load(base), List.of(Ledger.shipped().entry(entry)), Optional.empty());
            for (String variant : ablation.variants()) {
                assertTrue(dry.toString().contains(variant), () -> variant + " is not in\n" + dry);
            }
            assertTrue(dry.toString().contains(ablation.base() + "/train"), dry::toString);
        }
    }

    private static int run(StringWriter out, String... args) {
        StringWriter err = new StringWriter();
        int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(args);
        assertFalse(err.toString().contains("error:"), err::toString);
        return code;
    }

    private static long count(String entry) {
        return of(entry).size();
    }

    private static List<Moved> of(String entry) {
        return moved.stream().filter(f -> f.entry().equals(entry)).toList();
    }

    /** The value as results.json has it. */
    private static OptionalDouble stated(String model, String set, String metric) {
        if (set.startsWith("lesions")) {
            int at = set.endsWith("0.05") ? 0 : 1;
            return mean(model, at, metric.equals("mAP (COCO)") ? "coco" : "author");
        }
        JsonNode scores = evaluation(model, set).path("scores");
        if (metric.equals("accuracy")) {
            return number(scores.path("accuracy"));
        }
        if (metric.equals("F1 by shares")) {
            return number(scores.path("weightedF1").path("actual"));
        }
        String name = metric.replace("sensitivity ", "");
        return number(find(scores.path("classes"), "name", name).path("sensitivity"));
    }

    private static OptionalDouble mean(String model, int at, String which) {
        JsonNode segmentation = find(results.path("models"), "id", model).path("segmentation");
        JsonNode thresholds =
                segmentation.path("atScores").get(at).path("scores").path(which).path("perThreshold");
        assertEquals(10, thresholds.size(), thresholds::toString);
        double sum = 0;
        for (JsonNode precision : thresholds) {
            sum += precision.asDouble();
        }
        return OptionalDouble.of(sum / thresholds.size());
    }

    private static JsonNode evaluation(String model, String set) {
        return find(find(results.path("models"), "id", model).path("evaluations"), "id", set);
    }

    private static JsonNode find(JsonNode all, String key, String value) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(node -> node.path(key).asText().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " " + value + " in " + all));
    }

    private static OptionalDouble number(JsonNode node) {
        return node.isNumber() ? OptionalDouble.of(node.asDouble()) : OptionalDouble.empty();
    }
}
