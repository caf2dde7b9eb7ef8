package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of a plan that were trained elsewhere. */
class ScoredModelsTest {
    private static final String ALONE = """
            schema: ctbench/plan/1
            id: scored
            title: Predictions of others
            data: {root: data}
            models:
              - {id: mine, predictions: {covidx-ct-v1/test: test.csv}}
            protocol: {seeds: {weights: 1, order: 1}}
            evaluate: [{id: test, split: covidx-ct-v1/test, f1: code}]
            """;

    @TempDir
    Path folder;

    @Test
    void filesAreWrittenAsTextAsListOrInFull() throws IOException {
        PredictionSource one = source(ALONE);
        PredictionSource several = source(ALONE.replace("test.csv", "[fold1.csv, fold2.csv]"));
        PredictionSource full = source(
                ALONE.replace(
                        "test.csv",
                        "{files: [test.npz], values: logits, columns: {image: file}, classes: {CP: '0', Normal: '1', NCP: '2'}}"));

        assertEquals(PredictionSource.of("test.csv"), one);
        assertEquals(PredictionSource.of(List.of("fold1.csv", "fold2.csv")), several);
        assertEquals(
                new PredictionSource(
                        List.of("test.npz"),
                        PredictedValues.LOGITS,
                        Map.of("image", "file"),
                        Map.of("Normal", "1", "CP", "0", "NCP", "2")),
                full);
    }

    @Test
    void aPlanThatTrainsNothingNeedsNoTrainingSplit() throws IOException {
        PlanFile file = read(ALONE);

        assertEquals(Optional.empty(), file.plan().train());
        assertTrue(file.plan().models().get(0).isScored());
        assertEquals(
                List.of("Normal", "CP", "NCP"),
                PlanClasses.of(file, Locks.shipped()).of(file.plan().evaluate().get(0)));
    }

    @Test
    void theResolvedPlanReadsBackToTheSamePlan() throws IOException {
        PlanFile file = read(ALONE.replace("test.csv", "{files: [test.npz], values: labels}"));

        assertEquals(file.plan(), read(file.resolved()).plan());
    }

    @Test
    void theDigestKnowsHowFilesAreReadAndNotWhatTheyAreCalled() throws IOException {
        Plan one = read(ALONE).plan();

        assertEquals(
                one.digest(),
                read(ALONE.replace("test.csv", "/elsewhere/other.csv")).plan().digest());
        assertNotEquals(
                one.digest(),
                read(ALONE.replace("test.csv", "{files: [test.csv], values: logits}"))
                        .plan()
                        .digest());
    }

    @Test
    void withSeedsAScoredModelStandsInTheGridOnce() throws IOException {
        Plan plan = read(ALONE.replace(
                        "models:", "train: covidx-ct-v1/sample-3000\nseeds: [1, 2]\nmodels:\n  - resnet18"))
                .plan();

        assertEquals(
                List.of("resnet18-seed1", "resnet18-seed2", "mine"),
                plan.grid().stream().map(ModelItem::id).toList());
        assertFalse(plan.grid().get(0).isScored());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{id: mine, predictions: {covidx-ct-v1/val: a.csv}}|models[0].predictions: no set of the plan evaluates on"
                        + " 'covidx-ct-v1/val'",
                "{id: mine, predictions: {covidx-ct-v1/test: []}}|models[0].predictions.covidx-ct-v1/test.files: the list is empty",
                "{id: mine, predictions: {covidx-ct-v1/test: [a.csv, a.csv]}}|models[0].predictions.covidx-ct-v1/test.files[1]:"
                        + " 'a.csv' appears twice",
                "{id: mine, predictions: {covidx-ct-v1/test: {files: [a.csv], value: logits}}}|unknown key"
                        + " 'models[0].predictions.covidx-ct-v1/test.value'",
                "{id: mine, model: resnet18, predictions: {covidx-ct-v1/test: a.csv}}|models[0].model: a model with"
                        + " 'predictions' has no such key",
                "{id: mine, predictions: {covidx-ct-v1/test: }}|models[0].predictions.covidx-ct-v1/test.files[0]: the text is empty",
                "{id: mine, predictions: {}}|models[0].predictions: no split is named",
                "resnet18|train: there is no split to train resnet18 on",
            })
    void refusesWhatCannotBeScored(String model, String problem) {
        String text = ALONE.replace("{id: mine, predictions: {covidx-ct-v1/test: test.csv}}", model);

        var e = assertThrows(UserException.class, () -> read(text));

        assertEquals(problem, e.problem());
    }

    @Test
    void noModelStartsFromPredictions() {
        String text = ALONE.replace(
                "test.csv}}", "test.csv}}\n  - {id: next, model: resnet18, startFrom: mine}\ntrain: covidx-ct-v1/val");

        var e = assertThrows(UserException.class, () -> read(text));

        assertEquals("models[1].startFrom: of 'mine' only predictions are known, no weights", e.problem());
    }

    private PredictionSource source(String text) throws IOException {
        return read(text).plan().models().get(0).predictions().get("covidx-ct-v1/test");
    }

    private PlanFile read(String text) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        return Plans.read(file.toString(), List.of());
    }
}
