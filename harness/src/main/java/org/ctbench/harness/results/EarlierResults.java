package org.ctbench.harness.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ctbench.models.classifiers.StepLosses;
import org.ctbench.splits.files.Document;
import org.ctbench.splits.files.Documents;

/**
 * Completes results documents of earlier schemas: models of the first had no options, one loss and no lesions; runs of the
 * second had results for all of their plan. Protocols of both knew no largest loss; runs of the third kept no file of lesions found.
 * None of them, nor the fourth, carried a checksum; the fifth did, and no digest of its numbers.
 */
final class EarlierResults {
    private static final String FIRST = "ctbench/results/1";
    private static final String SECOND = "ctbench/results/2";

    /** Schemas of the documents that are completed. */
    static final Set<String> SCHEMAS =
            Set.of(FIRST, SECOND, "ctbench/results/3", "ctbench/results/4", "ctbench/results/5");

    private static final Set<String> WITHOUT_CHECKSUM = Set.of(FIRST, SECOND, "ctbench/results/3", "ctbench/results/4");

    private EarlierResults() {}

    /** Whether a document is of a schema that has no checksum. */
    static boolean lacksChecksum(Document results) {
        return WITHOUT_CHECKSUM.contains(results.at("schema").asText());
    }

    /** A document of an earlier schema with the keys that its schema did not have. */
    static Document completed(Document results) {
        String schema = results.at("schema").asText();
        boolean lacksKeys = schema.equals(FIRST) || schema.equals(SECOND);
        if (!lacksKeys || !results.at("numbers").isObject()) {
            return results; // of later ones, a file of lesions found and sets of captures may be absent
        }
        Document whole = results.over("numbers", Documents.toTree(Map.of("missing", List.of())));
        return schema.equals(FIRST) ? withModels(whole) : withLargestLoss(whole);
    }

    /** Training was given up only where a loss was no number. */
    private static Document withLargestLoss(Document results) {
        Document completed = results;
        JsonNode models = results.at("numbers.models");
        for (int m = 0; m < models.size(); m++) {
            String protocol = "numbers.models[" + m + "].item.protocol";
            if (completed.at(protocol).isObject()) {
                completed = completed.over(protocol, Documents.toTree(Map.of("maxLoss", Double.MAX_VALUE)));
            }
        }
        return completed;
    }

    private static Document withModels(Document results) {
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
