package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.ctbench.harness.statistics.VerdictRules;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;

/**
 * What a run does, complete: nothing is left to a default elsewhere.
 *
 * @param schema {@value #SCHEMA}
 * @param id name of the plan, part of file names
 * @param title heading of the report
 * @param data where the images are
 * @param plugins jars with models of others that ctbench must be started with
 * @param models models to train, or to score predictions of, in this order, each id once
 * @param train split to train on; needed if a model is trained
 * @param validate split whose values are reported after each epoch; never used to select anything
 * @param segmentation slices with lesion masks; models that learn from lesions need them
 * @param engine what computes
 * @param protocol how to train
 * @param evaluate what to evaluate on, each id once; may be empty in a plan with {@code segmentation}
 * @param seeds seeds with each of which every model is trained once; if absent, once with the seeds of its protocol
 * @param f1Weights constants of the class-weighted F1
 * @param published paper whose values stand beside the reproduced ones: id of a shipped one, or a file
 * @param verdict by which rules the two are compared
 * @param output folder of the results; {@code out/<id>} if absent
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Plan(
        String schema,
        String id,
        String title,
        Data data,
        Optional<List<Plugin>> plugins,
        List<ModelItem> models,
        Optional<String> train,
        Optional<String> validate,
        Optional<Segmentation> segmentation,
        EngineChoice engine,
        Protocol protocol,
        List<EvaluationSet> evaluate,
        Optional<List<Long>> seeds,
        F1Weights f1Weights,
        Optional<String> published,
        VerdictRules verdict,
        Optional<String> output) {
    /** Schema of the plans that this version reads. */
    public static final String SCHEMA = "ctbench/plan/1";

    public Plan {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "write " + SCHEMA);
        }
        Checks.id("id", id);
        Checks.text("title", title);
        Objects.requireNonNull(data, "data");
        plugins = Objects.requireNonNull(plugins).map(jars -> Checks.distinct("plugins", jars));
        models = Checks.notEmpty("models", models);
        PlanRules.requireOrder(models);
        PlanRules.requireTrainingSplit(models, train);
        validate.ifPresent(v -> Checks.split("validate", v));
        Objects.requireNonNull(segmentation);
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(protocol, "protocol");
        boolean lesionsAlone = segmentation.isPresent() && (evaluate == null || evaluate.isEmpty());
        evaluate = lesionsAlone ? List.of() : Checks.notEmpty("evaluate", evaluate);
        PlanRules.requireSeparate(train, validate, evaluate);
        PlanRules.requireEvaluated(models, evaluate, segmentation);
        PlanRules.requireUnseen(models, evaluate);
        PlanRules.requireFittingWeights(Objects.requireNonNull(f1Weights, "f1Weights"), evaluate);
        seeds = Objects.requireNonNull(seeds).map(s -> Checks.distinct("seeds", s));
        PlanRules.requireOneSourceOfSeeds(seeds, protocol, models);
        PlanRules.requireEpochs(protocol, models);
        PlanRules.requireControls(protocol, models);
        published.ifPresent(p -> Checks.text("published", p));
        Objects.requireNonNull(verdict, "verdict");
        output.ifPresent(o -> Checks.path("output", o));
    }

    /** Folder of the results, relative to where ctbench is started. */
    public String outputFolder() {
        return output.orElse("out/" + id);
    }

    /**
     * Digest of all that can change a number or its name: the plan with its defaults in a canonical form, less the two
     * folders ({@code data.root}, {@code output}), the names of files, whose content stands in the plan by its digest or in the
     * results, the number of threads ({@code engine.threads}) and what the numbers are compared with ({@code published}, {@code
     * verdict}). Key order, comments, the way a number is written and the case of classes' names do not
     * matter.
     */
    public Sha256 digest() {
        ObjectNode tree = (ObjectNode) Documents.toTree(this);
        tree.remove(List.of("output", "published", "verdict"));
        ((ObjectNode) tree.get("data")).remove("root");
        ((ObjectNode) tree.get("engine")).remove("threads");
        tree.path("plugins").forEach(plugin -> ((ObjectNode) plugin).remove("jar"));
        tree.get("models").forEach(Plan::withoutPlace);
        tree.get("evaluate").forEach(set -> inUpperCase(set.at("/fineTune/classes")));
        return CanonicalForm.digest(tree);
    }

    private static void withoutPlace(JsonNode model) {
        if (model.path("start") instanceof ObjectNode start) {
            start.remove("weights"); // its digest says which file it is
        }
        for (String key : List.of("onnx", "dl4j", "card")) {
            withoutName(model.path(key));
        }
        model.at("/program/files").forEach(Plan::withoutName);
        model.path("predictions").forEach(source -> ((ObjectNode) source).remove(List.of("files", "images")));
    }

    private static void withoutName(JsonNode file) {
        if (file instanceof ObjectNode pinned) {
            pinned.remove("file");
        }
    }

    private static void inUpperCase(JsonNode names) {
        for (int i = 0; i < names.size(); i++) {
            ((ArrayNode) names).set(i, names.get(i).asText().toUpperCase(Locale.ROOT));
        }
    }

    /** What computes this plan: an engine, if a model needs one, beside the libraries that compute networks in its place. */
    public EngineInfo computedBy(EngineInfo info) {
        Map<String, String> libraries = new TreeMap<>();
        models.forEach(item -> libraries.putAll(item.provider().libraries()));
        boolean computes = models.stream().anyMatch(item -> !item.isScored());
        return (computes ? info : EngineInfo.NONE).beside(libraries);
    }

    /** Whether a model of this plan is trained; others take all their weights from a file. */
    public boolean trains(ModelItem item) {
        return protocolOf(item).epochs() > 0;
    }

    /** Whether a model of this plan learns lesions, in its training or a fine-tuning. */
    public boolean learnsLesions(ModelItem item) {
        boolean tuned = evaluate.stream()
                .anyMatch(set -> set.fineTune().map(FineTune::lesions).orElse(false));
        return item.provider().makes(LearnsLesions.class) && (trains(item) || tuned);
    }

    /** The seeds of a model of this plan; a program gets the first. */
    public Seeds seedsOf(ModelItem item) {
        OptionalLong own = item.program().map(ForeignProgram::seed).orElseGet(OptionalLong::empty);
        return own.isPresent()
                ? new Seeds(own.getAsLong(), own.getAsLong())
                : protocolOf(item).seeds();
    }

    /** How to train a model of this plan. */
    public Protocol protocolOf(ModelItem item) {
        return item.protocol().orElse(protocol);
    }

    /**
     * The trainings of this plan, each a model with one seed: the models themselves, or if the plan has {@code seeds}, all
     * models with the first seed, then all with the second and so on. A model with a seed of its own is called {@code
     * affinity-8-seed2}, and starts from that of the same seed. A model that is scored stands there once, as it is, if it is no
     * program that learns.
     */
    public List<ModelItem> grid() {
        if (seeds.isEmpty()) {
            return models;
        }
        List<ModelItem> grid = new ArrayList<>();
        for (long seed : seeds.get()) {
            models.stream()
                    .filter(ModelItem::hasSeeds)
                    .forEach(item -> grid.add(item.withSeed(seed, protocolOf(item))));
        }
        models.stream().filter(item -> !item.hasSeeds()).forEach(grid::add);
        return grid;
    }

    /** Whether an item is a training of this plan or a model that it scores; names of files do not matter. */
    public boolean has(ModelItem item) {
        return grid().stream()
                .anyMatch(own -> own.id().equals(item.id()) && content(own).equals(content(item)));
    }

    private static Sha256 content(ModelItem item) {
        JsonNode tree = Documents.toTree(item);
        withoutPlace(tree);
        return CanonicalForm.digest(tree);
    }

    /** The slices with lesion masks, if a model of this plan learns from them. */
    public Optional<Segmentation> lesions() {
        return segmentation.filter(
                s -> models.stream().anyMatch(item -> item.provider().makes(LearnsLesions.class)));
    }

    /** Ids of the splits whose lesion masks are used, by models that learn from them or by predicted lesions. */
    public List<String> masked() {
        List<String> splits = new ArrayList<>();
        lesions().flatMap(Segmentation::train).ifPresent(splits::add);
        segmentation
                .map(Segmentation::test)
                .filter(test -> lesions().isPresent()
                        || models.stream().anyMatch(item -> item.lesionsOf(test).isPresent()))
                .ifPresent(splits::add);
        return splits;
    }

    /**
     * The set of whose slices single images are looked at: the one called {@code test}, or else the first; only sets for which
     * nothing is fine-tuned count.
     */
    public Optional<EvaluationSet> capturedSet() {
        List<EvaluationSet> sets =
                evaluate.stream().filter(set -> set.fineTune().isEmpty()).toList();
        return sets.stream()
                .filter(set -> set.id().equals("test"))
                .findFirst()
                .or(() -> sets.stream().findFirst());
    }
}
