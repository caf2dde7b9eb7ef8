package org.ctbench.harness.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.splits.files.Document;
import org.ctbench.splits.files.Documents;

/** Completes results documents of the first schema, whose models had no options, one loss and no lesions. */
final class EarlierResults {
    /** Schema of the documents that are completed. */
    static final String SCHEMA = "ctbench/results/1";

    private EarlierResults() {}

    /** The document with the keys that its schema did not have; one of the present schema as it is. */
    static Document completed(Document results) {
        if (!results.at("schema").asText().equals(SCHEMA)) {
            return results;
        }
        Document completed = results;
        JsonNode models = results.at("numbers.models");
        for (int m = 0; m < models.size(); m++) {
            String model = "numbers.models[" + m + "]";
            Map<String, Object> keys = Map.of("item", results.at(model + ".id"), "captures", List.of());
            completed = training(completed.over(model, Documents.toTree(keys)), model + ".training");
            for (int e = 0; e < results.at(model + ".evaluations").size(); e++) {
                String set = model + ".evaluations[" + e + "]";
                completed = withoutEvents(completed, set);
                completed = training(completed, set + ".fineTuning");
            }
        }
        return completed;
    }

    private static Document training(Document results, String path) {
        if (!results.at(path).isObject()) {
            return results;
        }
        Document completed = withoutEvents(results, path);
        for (int i = 0; i < results.at(path + ".curve").size(); i++) {
            String point = path + ".curve[" + i + "]";
            Map<String, JsonNode> losses = Map.of(StepLosses.IMAGE, results.at(point + ".meanLoss"));
            completed = completed.over(point, Documents.toTree(Map.of("losses", losses)));
        }
        return completed;
    }

    private static Document withoutEvents(Document results, String path) {
        return results.over(path, Documents.toTree(Map.of("events", Map.of())));
    }
}
