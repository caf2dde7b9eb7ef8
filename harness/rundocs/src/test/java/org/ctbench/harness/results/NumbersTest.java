package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the digest of all numbers covers. */
class NumbersTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "/models/0/training/parameters, 7",
        "/models/0/training/weights, digest",
        "/models/0/training/curve/0/losses/image, 0.25",
        "/models/0/training/curve/1/meanLoss, 0.30000000000000004",
        "/models/0/training/lesions/vanished, 5",
        "/models/0/training/events/images without region, 4",
        "/models/0/evaluations/0/predictions/digest, digest",
        "/models/0/evaluations/0/scores/weightedF1/code, 0.5",
        "/models/0/evaluations/0/fineTuning/weights, digest",
        "/models/0/segmentation/found/digest, digest",
        "/models/0/segmentation/atScores/0/above, 0.06",
        "/models/0/segmentation/atScores/0/scores/author/perThreshold/9, 0.05",
        "/models/0/segmentation/atScores/0/scores/counts/predictions, 71",
    })
    void everyNumberAndEveryFileOfAnswersCounts(String at, String value) throws IOException {
        assertNotEquals(digest("", ""), digest(at, value));
    }

    @ParameterizedTest
    @CsvSource({
        "/plan/digest, digest",
        "/seeds/weights, 9",
        "/splits/0/images, digest",
        "/checks/0/finding, other words",
        "/models/0/item/title, another title",
        "/models/0/evaluations/0/predictions/file, elsewhere.csv",
        "/models/0/evaluations/0/scores/undefined/0, other words",
        "/models/0/captures/0/digest, digest",
        "/models/0/training/curve/1/meanLoss, 0.1000",
    })
    void wordsPlacesAndPicturesDoNot(String at, String value) throws IOException {
        assertEquals(digest("", ""), digest(at, value));
    }

    /** Digest of the sample document with a value in the place of another. */
    private static Sha256 digest(String at, String value) throws IOException {
        JsonNode numbers = JSON.readTree(NumbersTest.class.getResourceAsStream("/results/results-7.json"))
                .get("numbers");
        if (!at.isEmpty()) {
            JsonPointer place = JsonPointer.compile(at);
            String last = place.last().getMatchingProperty();
            JsonNode group = numbers.at(place.head());
            assertFalse(numbers.at(place).isMissingNode(), at);
            if (group instanceof ArrayNode list) {
                list.set(Integer.parseInt(last), node(value));
            } else {
                ((ObjectNode) group).set(last, node(value));
            }
        }
        relink((ObjectNode) numbers.at("/models/0/training"));
        return Documents.parseJson(numbers.toString(), "numbers.json", Numbers.class)
                .digest();
    }

    /** Makes the links of a training follow from its epochs again: otherwise a changed loss is refused. */
    private static void relink(ObjectNode training) {
        ArrayNode chain = (ArrayNode) training.get("chain");
        ChainLink last = ChainLink.start(link(chain, 0).state());
        for (int i = 1; i < chain.size(); i++) {
            JsonNode epoch = training.get("curve").get(i - 1);
            Map<String, Double> losses = new LinkedHashMap<>();
            epoch.get("losses")
                    .properties()
                    .forEach(loss -> losses.put(loss.getKey(), loss.getValue().asDouble()));
            ChainLink given = link(chain, i);
            last = last.next(given.state(), epoch.get("meanLoss").asDouble(), losses, given.validation());
            ((ObjectNode) chain.get(i)).put("link", last.link().hex());
        }
    }

    private static ChainLink link(ArrayNode chain, int i) {
        return Documents.parseJson(chain.get(i).toString(), "chain", ChainLink.class);
    }

    private static JsonNode node(String value) throws IOException {
        if (value.matches("[0-9.]+")) {
            return JSON.readTree(value);
        }
        return TextNode.valueOf(value.equals("digest") ? "ab".repeat(32) : value);
    }
}
