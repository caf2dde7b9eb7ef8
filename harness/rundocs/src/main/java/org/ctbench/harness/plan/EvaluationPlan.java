package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Makes the plan that evaluates weights of others by the protocol of another plan: no epoch, all else as there. */
public final class EvaluationPlan {
    private final Plan protocol;
    private final Path file;
    private final Sha256 digest;
    private final WeightFit fit;
    private final Optional<ModelItem> known;

    private EvaluationPlan(Plan protocol, Path file, Sha256 digest, WeightFit fit, Optional<ModelItem> known) {
        this.protocol = protocol;
        this.file = file;
        this.digest = digest;
        this.fit = fit;
        this.known = known;
    }

    /**
     * Reads weights.
     *
     * @param protocol plan whose protocol is used
     * @param model id of the model
     * @throws UserException if there is no such model or file, or the weights are not all of the model's
     */
    public static EvaluationPlan of(Plan protocol, String model, Path file) throws IOException {
        if (!Models.ids().contains(model)) {
            throw new UserException("no model '" + model + "'", "--model", Suggestion.hint(model, Models.ids()));
        }
        ModelProvider provider = Models.get(model);
        ForeignWeights read = ForeignFiles.read(file);
        Optional<ModelItem> known = protocol.models().stream()
                .filter(item -> item.model().equals(model) && shows(provider, read.weights(), item.options()))
                .findFirst();
        ModelOptions otherwise = known.map(ModelItem::options).orElse(provider.options());
        WeightFit fit = provider.fit(read.weights(), otherwise)
                .orElseThrow(() -> new UserException(
                        model + " takes no weights of other programs", "--model", "name another model"));
        if (!fit.match().complete()) {
            throw new UserException(
                    "the weights are not those of " + model + fit.match().text(),
                    file.toString(),
                    "`ctbench weights inspect` shows which model they fit");
        }
        return new EvaluationPlan(protocol, file, ForeignFiles.digest(file), fit, known);
    }

    /** Whether weights have the shapes of a model with these options. */
    private static boolean shows(ModelProvider provider, WeightFile weights, ModelOptions options) {
        return provider.fit(weights, options)
                .map(fit -> fit.options().equals(options))
                .orElse(false);
    }

    /**
     * The plan.
     *
     * @param splits ids of the splits to evaluate on; those that the protocol's plan evaluates on keep its title, weights of
     *     F1 and published table
     * @param paper paper whose values stand beside the measured ones, if not that of the protocol's plan
     * @throws UserException if the weights tell apart another number of classes than a split has
     */
    public PlanFile on(List<String> splits, Optional<String> paper) {
        ObjectNode tree = (ObjectNode) Documents.toTree(protocol);
        String id = "evaluate-" + fit.model() + "-" + digest.hex().substring(0, 8);
        tree.put("id", id);
        tree.put("title", "Weights of " + file.getFileName() + " by the protocol of the plan " + protocol.id());
        tree.remove(List.of("validate", "output", "seeds"));
        tuned(splits).ifPresent(tune -> tree.put("train", tune.split())); // whose classes are those of the weights
        paper.ifPresent(published -> tree.put("published", published));
        tree.putArray("models").add(model());
        boolean lesions = protocol.segmentation()
                .filter(segmentation -> splits.contains(segmentation.test()))
                .isPresent();
        if (!lesions) {
            tree.remove("segmentation");
        }
        ArrayNode sets = tree.putArray("evaluate");
        for (String split : splits) {
            if (!lesions || !split.equals(protocol.segmentation().get().test())) {
                sets.add(set(split));
            }
        }
        return PlanFile.of(Document.json(tree.toString(), "the plan of this evaluation"));
    }

    private JsonNode model() {
        ObjectNode item = (ObjectNode) Documents.toTree(Map.of());
        item.put("id", known.map(ModelItem::id).orElse(fit.model()));
        item.put("model", fit.model());
        known.flatMap(ModelItem::title).ifPresent(title -> item.put("title", title));
        JsonNode options = Documents.toTree(fit.options());
        if (!options.isEmpty()) {
            item.set("options", options);
        }
        item.set("start", Documents.toTree(new StartFile(file.toString(), Optional.of(digest))));
        item.putObject("protocol").put("epochs", 0);
        return item;
    }

    /** The fine-tuning by which the protocol comes to weights of so many classes for one of the splits. */
    private Optional<FineTune> tuned(List<String> splits) {
        return protocol.evaluate().stream()
                .filter(set -> splits.contains(set.split()))
                .flatMap(set -> set.fineTune().stream())
                .filter(tune -> tune.classes().size() == fit.classes())
                .findFirst();
    }

    private JsonNode set(String split) {
        for (EvaluationSet set : protocol.evaluate()) {
            boolean tuned = set.fineTune()
                    .map(tune -> tune.classes().size() == fit.classes())
                    .orElse(true);
            if (set.split().equals(split) && tuned) {
                ObjectNode same = (ObjectNode) Documents.toTree(set);
                same.remove("fineTune");
                return same;
            }
        }
        ObjectNode set = (ObjectNode) Documents.toTree(Map.of());
        set.put("id", split.replaceAll("[^a-z0-9]+", "-"));
        set.put("split", split);
        set.put("f1", "actual");
        return set;
    }
}
