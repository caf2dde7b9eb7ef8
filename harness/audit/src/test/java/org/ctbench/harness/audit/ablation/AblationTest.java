package org.ctbench.harness.audit.ablation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.audit.ledger.Entry;
import org.ctbench.harness.audit.ledger.Ledger;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.affinity.BatchNormModes.Source;
import org.ctbench.models.affinity.SieveMode;
import org.ctbench.models.lineage.BatchNormTraining;
import org.ctbench.models.lineage.MaskNetOptions;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {
    @TempDir
    private Path folder;

    @Test
    void aPlanRunsEachOtherReadingOfEachEntryBesideTheStandardOne() throws IOException {
        Ablation ablation = ablation("D-11", "D-19", "D-21", "D-22");

        Plan plan = read(ablation);

        assertEquals(
                List.of("affinity-8", "affinity-8-d11-1", "affinity-8-d11-2", "affinity-8-d19", "affinity-8-d21"),
                plan.models().stream().map(ModelItem::id).toList());
        assertEquals(SieveMode.RELEASED, options(plan, 0).sieve());
        assertEquals(SieveMode.PAPER, options(plan, 1).sieve());
        assertEquals(SieveMode.SHARED3, options(plan, 2).sieve());
        assertEquals(Source.RUNNING, options(plan, 3).batchNorm().affinityEvaluation());
        assertEquals(
                options(plan, 0).batchNorm().backboneClassification(),
                options(plan, 3).batchNorm().backboneClassification());
        assertEquals(
                "SOFTMAX_CE",
                plan.models().get(4).protocol().orElseThrow().loss().name());
        assertEquals(32, options(plan, 4).features());
        assertEquals(
                "ictcf-d22", plan.evaluate().get(plan.evaluate().size() - 1).id());
        assertEquals(
                List.of("Normal", "CP", "NCP"),
                plan.evaluate()
                        .get(plan.evaluate().size() - 1)
                        .fineTune()
                        .orElseThrow()
                        .classes());
    }

    @Test
    void everyEntryWithAnOptionMakesAPlanThatReads() throws IOException {
        for (Entry entry : Ledger.shipped().entries()) {
            if (entry.option().isPresent()) {
                Plan plan = planWith(entry.option().get().model());
                Ablation ablation = Ablation.of(plan, List.of(entry), Optional.empty());

                assertEquals("paper-small-ablation", read(ablation).id());
                assertTrue(ablation.variants().isEmpty() != ablation.notes().isEmpty(), entry.id());
            }
        }
    }

    /** A shipped plan, with this model if it lacks it. */
    private Plan planWith(Optional<String> model) throws IOException {
        Plan plan = Plans.load("paper-small");
        if (model.isEmpty()
                || plan.models().stream().anyMatch(item -> item.model().equals(model.get()))) {
            return plan;
        }
        ObjectNode tree = Documents.toTree(plan).deepCopy();
        tree.withArray("models").add(model.get());
        Path file = Files.writeString(folder.resolve("with.yaml"), Documents.toYaml(tree));
        return Plans.load(file.toString());
    }

    @Test
    void theMaskNetTrainsTheBatchNormsOfItsShortcutsByTheOtherReading() throws IOException {
        Entry entry = Ledger.shipped().entry("D-49");

        Plan plan = read(Ablation.of(planWith(Optional.of("covid-ct-mask-net")), List.of(entry), Optional.empty()));

        assertEquals(
                List.of(BatchNormTraining.RELEASED, BatchNormTraining.ALL),
                plan.models().stream()
                        .map(item -> ((MaskNetOptions) item.options()).batchNormTraining())
                        .toList());
    }

    @Test
    void refusesAnEntryThatNoPlanCanRun() {
        var e = assertThrows(UserException.class, () -> ablation("D-28"));

        assertTrue(e.problem().startsWith("D-28 has no reading that a plan can run"), e.problem());
    }

    @Test
    void refusesAModelThatHasNoSuchOption() throws IOException {
        List<Entry> entries = List.of(Ledger.shipped().entry("D-11"));
        Plan plan = Plans.load("paper-small");

        var e = assertThrows(UserException.class, () -> Ablation.of(plan, entries, Optional.of("resnet18")));

        assertEquals("D-11 is an option of the model affinity, and resnet18 is resnet18", e.problem());
    }

    @Test
    void aMetricMovesIfTheReadingsDiffer() {
        assertTrue(moved(OptionalDouble.of(0.5), OptionalDouble.of(0.25)).moves());
        assertTrue(moved(OptionalDouble.of(0.5), OptionalDouble.empty()).moves());
        assertEquals(
                false, moved(OptionalDouble.empty(), OptionalDouble.empty()).moves());
    }

    private static Moved moved(OptionalDouble standard, OptionalDouble other) {
        return new Moved("D-19", "running", "affinity-8", "test", "accuracy", standard, other);
    }

    private static Ablation ablation(String... ids) throws IOException {
        Ledger ledger = Ledger.shipped();
        return Ablation.of(
                Plans.load("paper-small"), Arrays.stream(ids).map(ledger::entry).toList(), Optional.empty());
    }

    private Plan read(Ablation ablation) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.yaml"), ablation.plan());
        return Plans.load(file.toString());
    }

    private static AffinityOptions options(Plan plan, int model) {
        return (AffinityOptions) plan.models().get(model).options();
    }
}
