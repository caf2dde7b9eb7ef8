package org.ctbench.harness.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.statistics.Estimate;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardPageTest {
    @TempDir
    Path temp;

    private static JsonNode metadata(String card) throws IOException {
        assertTrue(card.startsWith("---\n"), card);
        return new YAMLMapper().readTree(card.substring(4, card.indexOf("\n---\n")));
    }

    @Test
    void holdsEveryMetricOfTheTrainingAsTheReportHasIt() throws IOException {
        RunEvidence run = RunEvidence.read(new FinishedRun(temp.resolve("run")).write());

        String card = ModelCardPage.of(run, "resnet18");

        JsonNode model = metadata(card).at("/model-index/0");
        assertEquals("resnet18", model.get("name").asText());
        assertEquals("image-classification", metadata(card).get("pipeline_tag").asText());
        assertEquals(1, model.get("results").size(), "those on the other set are of fine-tuned weights");
        JsonNode test = model.at("/results/0");
        assertEquals("covidx-ct-v1", test.at("/dataset/type").asText());
        assertEquals("test", test.at("/dataset/split").asText());
        assertEquals(
                run.results().numbers().splits().get(0).digest().hex(),
                test.at("/dataset/revision").asText());
        List<Estimate> expected = Comparison.of(Evidence.of(List.of(run)), Optional.empty()).sets().stream()
                .filter(set -> set.set().id().equals("test"))
                .flatMap(set -> set.model("resnet18").orElseThrow().estimates().get(0).stream())
                .filter(estimate -> estimate.value().isPresent())
                .toList();
        List<String> ids = new ArrayList<>();
        for (JsonNode metric : test.get("metrics")) {
            ids.add(metric.get("type").asText());
            assertEquals(
                    expected.get(ids.size() - 1).value().getAsDouble(),
                    metric.get("value").asDouble());
        }
        assertEquals(expected.stream().map(e -> e.metric().id()).toList(), ids);
        assertTrue(ids.contains("accuracy"), ids.toString());
    }

    @Test
    void namesWeightsDataAndWhatIsLeftToTheAuthors() throws IOException {
        RunEvidence run = RunEvidence.read(new FinishedRun(temp.resolve("run")).write());

        String card = ModelCardPage.of(run, "resnet18");

        assertTrue(card.contains(run.results()
                .numbers()
                .models()
                .get(0)
                .training()
                .orElseThrow()
                .weights()
                .hex()));
        assertTrue(card.contains("Not stated here: licence"), card);
        assertTrue(
                card.contains("On ictcf/test the run evaluated other weights, fine-tuned on ictcf/train from these."),
                card);
        assertTrue(card.contains("## Protocol"), card);
        assertTrue(card.contains("## Data"), card);
        assertFalse(card.contains(".csv"), "no files lie beside it");
    }

    @Test
    void ofSeveralSeedsItIsOfOne() throws IOException {
        RunEvidence run = RunEvidence.read(
                new FinishedRun(temp.resolve("run")).with("seeds=[1, 2]").write());

        String second = ModelCardPage.of(run, "resnet18-seed2");

        assertEquals(
                "resnet18-seed2", metadata(second).at("/model-index/0/name").asText());
        assertFalse(second.contains("one further run"), second);
        UserException e = assertThrows(UserException.class, () -> ModelCardPage.of(run, "resnet18"));
        assertTrue(e.fix().contains("resnet18-seed1"), e.fix());
    }

    /** Its values are those of other weights, so that the card has none; what it is stays. */
    @Test
    void aClassifierThatWasEvaluatedOnlyAfterFineTuningIsOne() throws IOException {
        RunEvidence run = RunEvidence.read(new FinishedRun(temp.resolve("run"))
                .with("evaluate=[{id: ictcf, split: ictcf/test, fineTune: {split: ictcf/train, epochs: 10,"
                        + " classes: [NORMAL, NCP]}}]")
                .write());

        String card = ModelCardPage.of(run, "resnet18");

        assertEquals("image-classification", metadata(card).get("pipeline_tag").asText());
        assertFalse(metadata(card).has("model-index"), card);
        assertTrue(card.contains("On ictcf/test the run evaluated other weights"), card);
    }

    @Test
    void aModelThatLooksForLesionsHasTheirMetrics() throws IOException {
        RunEvidence run = RunEvidence.read(
                new FinishedRun(temp.resolve("run")).looking("maskrcnn").write());

        String card = ModelCardPage.of(run, "maskrcnn");

        assertEquals("image-segmentation", metadata(card).get("pipeline_tag").asText());
        assertTrue(card.contains("Lesions: values with their intervals"), card);
    }
}
