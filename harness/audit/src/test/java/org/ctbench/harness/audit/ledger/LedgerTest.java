package org.ctbench.harness.audit.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.ctbench.harness.audit.arithmetic.ArithmeticAudit;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.harness.audit.lists.ListsAudit;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.PublishedCell;
import org.ctbench.harness.papers.Related;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final Set<String> CHECKS = Set.of("arithmetic", "feasibility", "granularity", "lists", "structure");

    @TempDir
    Path folder;

    @Test
    void holdsAllEntriesInOrder() throws IOException {
        List<String> ids = Ledger.shipped().entries().stream().map(Entry::id).toList();

        assertEquals(
                IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> String.format(Locale.ROOT, "D-%02d", i))
                        .toList(),
                ids);
    }

    @Test
    void namesOnlyChecksAndPapersThatThereAre() throws IOException {
        for (Entry entry : Ledger.shipped().entries()) {
            assertTrue(CHECKS.containsAll(entry.checks()), entry.id());
            assertTrue(Papers.ids().containsAll(entry.papers()), entry.id());
            assertEquals(entry.checks().isEmpty(), entry.papers().isEmpty(), entry.id());
        }
    }

    @Test
    void everyEntryThatAPaperNamesIsThere() throws IOException {
        List<String> ids = Ledger.shipped().entries().stream().map(Entry::id).toList();

        for (String id : Papers.ids()) {
            Paper paper = Papers.load(id);
            Set<String> named = new TreeSet<>();
            paper.quotes().forEach(q -> q.discrepancy().ifPresent(named::add));
            paper.statements().forEach(s -> s.discrepancy().ifPresent(named::add));
            paper.sets().forEach(s -> s.stated().forEach(t -> t.discrepancy().ifPresent(named::add)));
            paper.tables().stream()
                    .flatMap(t -> t.rows().stream())
                    .flatMap(r -> r.cells().values().stream())
                    .map(PublishedCell::remarks)
                    .forEach(r -> r.discrepancy().ifPresent(named::add));

            assertTrue(ids.containsAll(named), id + ": " + named);
        }
    }

    /** Each option is put into the plan `paper`, once as the standard, which must change nothing, and once otherwise. */
    @Test
    void everyOptionIsOneThatAPlanHasAndItsStandardIsThatOfThePaperPlan() throws IOException {
        ObjectNode tree = Documents.toTree(Plans.load("paper")).deepCopy();
        tree.withArray("models").add("covid-ct-mask-net"); // of whose options the ledger has one
        Object plan = plan(Documents.toJson(tree));
        String paper = Documents.toJson(plan);
        int options = 0;

        for (Entry entry : Ledger.shipped().entries()) {
            if (entry.option().isPresent()) {
                Reading reading = entry.option().get();
                assertEquals(plan, plan(with(paper, reading, reading.standard())), entry.id());
                for (JsonNode other : reading.others()) {
                    assertTrue(!plan.equals(plan(with(paper, reading, other))), entry.id() + " changes the plan");
                }
                options++;
            }
        }

        assertEquals(14, options);
    }

    private Object plan(String json) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, json);
        return Plans.load(file.toString());
    }

    private static String with(String plan, Reading reading, JsonNode keys) {
        ObjectNode tree = (ObjectNode) Documents.toTree(Documents.parseJson(plan, "plan", Map.class));
        ArrayNode models = (ArrayNode) tree.get("models");
        switch (reading.place()) {
            case MODEL -> {
                String id = reading.model().orElseThrow().replace("affinity", "affinity-16");
                for (JsonNode model : models) {
                    if (model.path("id").asText().equals(id)) {
                        merge((ObjectNode) model.get("options"), keys);
                    }
                }
            }
            case PROTOCOL -> merge((ObjectNode) tree.get("protocol"), keys);
            case SEGMENTATION -> merge((ObjectNode) tree.get("segmentation"), keys);
            case EVALUATION -> merge((ObjectNode) tree.get("evaluate").get(1), keys);
            case FINE_TUNING -> merge((ObjectNode) tree.get("evaluate").get(3).get("fineTune"), keys);
            default -> throw new AssertionError(reading.place());
        }
        return Documents.toJson(tree);
    }

    private static void merge(ObjectNode into, JsonNode keys) {
        keys.properties().forEach(e -> {
            if (e.getValue().isObject()) {
                merge((ObjectNode) into.get(e.getKey()), e.getValue());
            } else {
                assertTrue(into.has(e.getKey()), "no key " + e.getKey());
                into.set(e.getKey(), e.getValue());
            }
        });
    }

    @Test
    void everyChoiceOfTheAffinityModelThatNamesAnEntryIsAnOptionOfIt() throws IOException {
        Ledger ledger = Ledger.shipped();

        for (ModelOptions.Choice choice : AffinityOptions.standard(16).choices()) {
            choice.discrepancy()
                    .ifPresent(id -> assertTrue(ledger.entry(id).option().isPresent(), id));
        }
    }

    @Test
    void arithmeticAndListsConfirmEveryEntryThatTheyLookAt() throws IOException {
        List<AuditFinding> findings = new ArrayList<>();
        Locks locks = Locks.shipped();
        for (String id : Papers.ids()) {
            Paper paper = Papers.load(id);
            List<Paper> related = new ArrayList<>();
            for (Related r : paper.related()) {
                related.add(Papers.load(r.paper()));
            }
            findings.addAll(ArithmeticAudit.of(paper, related, locks));
            findings.addAll(ListsAudit.of(paper, locks, Optional.empty()));
        }
        Ledger ledger = Ledger.shipped();

        List<Status> all = Status.of(ledger, findings);

        for (Status status : all) {
            Entry entry = ledger.entry(status.entry());
            if (entry.checks().contains("arithmetic") || entry.checks().contains("lists")) {
                assertEquals(Status.Outcome.CONFIRMED, status.outcome(), status.toString());
            }
        }
        assertEquals(50, all.size());
        assertEquals(
                new Status(
                        "D-12",
                        ledger.entry("D-12").statement(),
                        Status.Outcome.NOT_HERE,
                        "it is about the released code, which ctbench does not run"),
                all.get(11));
    }

    @ParameterizedTest
    @CsvSource({"CONTRADICTION, CONFIRMED", "NOTE, CONFIRMED", "CONSISTENT, REFUTED", "CANNOT_TELL, OPEN"})
    void theOutcomeOfAnEntryFollowsFromItsFindings(Verdict verdict, Status.Outcome outcome) throws IOException {
        AuditFinding finding = AuditFinding.of("feasibility", "Table 4", verdict, "so it is", List.of())
                .known("D-06");

        Status status = Status.of(Ledger.shipped(), List.of(finding)).get(5);

        assertEquals(new Status("D-06", Ledger.shipped().entry("D-06").statement(), outcome, "so it is"), status);
    }

    @Test
    void anEntryWhoseChecksWereNotRunSaysWhichTheyAre() throws IOException {
        Status status = Status.of(Ledger.shipped(), List.of()).get(23);

        assertEquals(
                new Status(
                        "D-24",
                        Ledger.shipped().entry("D-24").statement(),
                        Status.Outcome.NOT_HERE,
                        "not looked at in this audit; looked at by: arithmetic, feasibility, in the audit of"
                                + " single-shot-model"),
                status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "checks: [arithmetic] | both: 1 | unknown key 'entries[0].both'",
                "checks: [arithmetic] | taken: a | key 'taken' appears twice",
                "checks: [arithmetic] | checks: [] | entries[0].checks: D-01 has neither checks nor a reason",
                "id: D-01 | id: D1 | entries[0].id: 'D1' is not a number of an entry",
                "kind: readme | kind: paper | entries[0].kind: expected one of paper-paper, paper-data, paper-code, readme,"
                        + " code, found the text 'paper'",
                "place: protocol | place: model | entries[0].option.model: a model is named if and only if the place is model",
                "others: [{loss: b}] | others: [] | entries[0].option.others: no other reading",
                "ledger/1 | ledger/2 | schema: 'ctbench/ledger/2' is not read by this version"
            })
    void aDamagedLedgerIsRefused(String text, String other, String problem) {
        String sound = """
                schema: ctbench/ledger/1
                paper: mine
                entries:
                  - id: D-01
                    kind: readme
                    statement: a is b
                    checks: [arithmetic]
                    papers: [mine]
                    taken: b
                    option: {place: protocol, standard: {loss: a}, others: [{loss: b}]}
                """;
        assertEquals("mine", Documents.parseYaml(sound, "l", Ledger.class).paper());
        assertTrue(sound.contains(text));

        var e = assertThrows(
                UserException.class, () -> Documents.parseYaml(sound.replace(text, other), "l", Ledger.class));

        assertEquals(problem, e.problem());
    }
}
