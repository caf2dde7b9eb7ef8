package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks and programs of others as items of a plan. */
class ForeignItemsTest {
    private static final String PLAN = """
            schema: ctbench/plan/1
            id: foreign
            title: Models of others
            data: {root: data}
            models:
              - ITEM
            protocol: {seeds: {weights: 1, order: 1}}
            evaluate: [{id: test, split: covidx-ct-v1/test}]
            """;

    @TempDir
    Path folder;

    private Path network;
    private Path card;

    @BeforeEach
    void files() throws IOException {
        network = Files.writeString(folder.resolve("mine.onnx"), "network");
        card = Files.writeString(folder.resolve("card.yaml"), "card");
    }

    @Test
    void filesArePinnedByTheirDigestsWhenThePlanIsRead() throws IOException {
        ForeignNetwork mine = network("{id: mine, onnx: mine.onnx, card: card.yaml}");

        assertEquals("onnx", mine.format());
        assertEquals(new PinnedFile(network.toString(), Optional.of(Sha256.of(network))), mine.file());
        assertEquals(new PinnedFile(card.toString(), Optional.of(Sha256.of(card))), mine.card());
    }

    @Test
    void aWrittenDigestStays() throws IOException {
        Sha256 other = Sha256.of(new byte[0]);

        ForeignNetwork mine = network("{id: mine, dl4j: {file: none.zip, sha256: " + other + "}, card: card.yaml}");

        assertEquals("dl4j", mine.format());
        assertEquals(Optional.of(other), mine.file().sha256());
    }

    @Test
    void theResolvedPlanReadsBackToTheSamePlan() throws IOException {
        for (String item : List.of(
                "{id: mine, title: Mine, onnx: mine.onnx, card: card.yaml}",
                "{id: mine, program: {image: 'mine:1', train: covidx-ct-v1/val, memory: 16g, cores: 2.5, minutes: 9}}",
                "{id: mine, program: {command: [sh, x], files: [card.yaml], values: logits, seed: 7}}")) {
            PlanFile file = read(item);
            Path resolved = Files.writeString(folder.resolve("resolved.yaml"), file.resolved());

            assertEquals(file.plan(), Plans.load(resolved.toString()), file.resolved());
        }
    }

    @Test
    void theDigestKnowsTheContentOfFilesAndNotTheirNames() throws IOException {
        Plan plan = read("{id: mine, onnx: mine.onnx, card: card.yaml}").plan();

        Files.copy(network, folder.resolve("copy.onnx"));
        assertEquals(
                plan.digest(),
                read("{id: mine, onnx: copy.onnx, card: card.yaml}").plan().digest());
        Files.writeString(network, "changed");
        assertNotEquals(
                plan.digest(),
                read("{id: mine, onnx: mine.onnx, card: card.yaml}").plan().digest());
    }

    @Test
    void onlyAProgramThatLearnsHasTheSeedsOfThePlan() throws IOException {
        String seeds = "seeds: [3, 4]\nprotocol:";
        Plan learns = read(
                        "{id: mine, program: {command: [x], train: covidx-ct-v1/val}}",
                        text -> text.replace("protocol:", seeds))
                .plan();
        Plan predicts = read("{id: mine, program: {command: [x]}}", text -> text.replace("protocol:", seeds))
                .plan();

        assertEquals(
                List.of("mine-seed3", "mine-seed4"),
                learns.grid().stream().map(ModelItem::id).toList());
        assertEquals(new Seeds(4, 4), learns.seedsOf(learns.grid().get(1)));
        assertEquals(
                List.of("mine"), predicts.grid().stream().map(ModelItem::id).toList());
        assertEquals(new Seeds(1, 1), predicts.seedsOf(predicts.grid().get(0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: mine, onnx: mine.onnx}|models[0].card: is missing",
                "{id: mine, onnx: none.onnx, card: card.yaml}|models[0].onnx.file: FOLDER/none.onnx: there is no such file",
                "{id: mine, onnx: mine.onnx, card: card.yaml, dl4j: mine.onnx}|models[0].dl4j: a model with 'onnx' has no such key",
                "{id: mine, onnx: mine.onnx, card: card.yaml, model: resnet18}|models[0].model: a model with 'onnx' has no such key",
                "{id: mine, program: {command: [x]}, card: card.yaml}|models[0].card: a model with 'program' has no such key",
                "{id: resnet18, card: card.yaml}|models[0].card: a card is that of the file of a network",
                "{id: mine, onnx: {path: mine.onnx}, card: card.yaml}|unknown key 'models[0].onnx.path'",
                "{id: mine, program: {comand: [x]}}|unknown key 'models[0].program.comand'",
                "{id: mine, program: {train: covidx-ct-v1/val}}|models[0].program: neither an image nor a command is named",
                "{id: mine, program: {command: []}}|models[0].program.command: the list is empty",
                "{id: mine, program: {command: [x], files: [none.py]}}|models[0].program.files[0].file: FOLDER/none.py: there"
                        + " is no such file",
                "{id: mine, program: {command: [x], train: covidx-ct-v1/test}}|models[0].program.train: the program would learn"
                        + " from 'covidx-ct-v1/test', which it predicts",
                "{id: mine, program: {command: [x], values: labels}}|models[0].program.values: classes alone are not read here",
                "{id: mine, program: {command: [x], memory: 8g}}|models[0].program: only a container has a tool and limits of"
                        + " memory and cores",
                "{id: mine, program: {image: 'x:1', memory: 8 GB}}|models[0].program.memory: '8 GB' is not a size",
                "{id: mine, program: {image: 'x:1', cores: 0}}|models[0].program.cores: 0.0 is not a positive number",
                "{id: mine, program: {image: 'x:1', minutes: 0}}|models[0].program.minutes: 0 is less than 1",
            })
    void badInputHasOneMessage(String item, String problem) {
        var e = assertThrows(UserException.class, () -> read(item));

        assertEquals(problem.replace("FOLDER", folder.toString()), e.problem());
        assertTrue(e.where().endsWith("plan.yaml:6"), e.where());
    }

    @Test
    void aSetThatNobodyPredictsIsTold() {
        var e = assertThrows(
                UserException.class,
                () -> read(
                        "{id: mine, onnx: mine.onnx, card: card.yaml}",
                        text -> text.replace(
                                "covidx-ct-v1/test}",
                                "ictcf/test, fineTune: {split: ictcf/train, epochs: 1, classes: [Normal, NCP]}}")));

        assertEquals("models[0]: no set of the plan can be predicted: each asks for a fine-tuning", e.problem());
    }

    private ForeignNetwork network(String item) throws IOException {
        return read(item).plan().models().get(0).network().orElseThrow();
    }

    private PlanFile read(String item) throws IOException {
        return read(item, text -> text);
    }

    private PlanFile read(String item, UnaryOperator<String> edit) throws IOException {
        String placed = item.replaceAll("(\\w+\\.(onnx|yaml|zip|py))", folder + "/$1");
        Path file = Files.writeString(folder.resolve("plan.yaml"), edit.apply(PLAN.replace("ITEM", placed)));
        return Plans.read(file.toString(), List.of());
    }
}
