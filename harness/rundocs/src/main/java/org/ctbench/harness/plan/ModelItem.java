package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.WrittenAs;

/**
 * A model to train: written as the id of a model, which then is the id of the item too, or as a group of keys. Or one that
 * ctbench does not train, whose predictions are scored.
 *
 * @param id name of the item, part of file names
 * @param model id of the model; that of the item if it is not written
 * @param title heading in reports
 * @param options what the model leaves open, complete, of the model's own class
 * @param startFrom id of an earlier item, from whose trained weights this one starts
 * @param start file of weights from which this one starts
 * @param protocol how to train this model; the plan's protocol if absent
 * @param control of a negative control: of which model, and what it changes
 * @param foreign of a model that ctbench does not train: where its predictions come from
 */
@JsonDeserialize(using = ModelItemReader.class)
@WrittenAs(WrittenModel.class)
public record ModelItem(
        String id,
        String model,
        Optional<String> title,
        ModelOptions options,
        Optional<String> startFrom,
        Optional<StartFile> start,
        Optional<Protocol> protocol,
        Optional<Control> control,
        Optional<ForeignModel> foreign) {
    /** A model to train. */
    public ModelItem(
            String id,
            String model,
            Optional<String> title,
            ModelOptions options,
            Optional<String> startFrom,
            Optional<StartFile> start,
            Optional<Protocol> protocol) {
        this(id, model, title, options, startFrom, start, protocol, Optional.empty(), Optional.empty());
    }

    public ModelItem {
        Checks.id("id", id);
        Checks.id("model", model);
        Objects.requireNonNull(title);
        title.ifPresent(t -> Checks.text("title", t));
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(startFrom);
        Objects.requireNonNull(start);
        if (startFrom.isPresent() && start.isPresent()) {
            throw new InvalidValue(
                    "start", "the model starts from '" + startFrom.get() + "' already", "remove one of the two");
        }
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(control);
        Objects.requireNonNull(foreign);
    }

    /** A model that ctbench does not train. */
    static ModelItem scored(String id, Optional<String> title, ForeignModel foreign) {
        ModelProvider model = new ScoredModel(foreign);
        return new ModelItem(
                id,
                model.id(),
                title,
                model.options(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(foreign));
    }

    /**
     * A model by its id alone, with its standard options.
     *
     * @throws IllegalArgumentException if there is no such model
     */
    public static ModelItem of(String model) {
        ModelOptions options = Models.get(model).options();
        return new ModelItem(
                model, model, Optional.empty(), options, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** This model trained with one of the plan's seeds, by a protocol that is otherwise {@code protocol}. */
    ModelItem withSeed(long seed, Protocol protocolOfItem) {
        Optional<String> ofSeed = Optional.of(heading() + ", seed " + seed);
        if (foreign.isPresent() && foreign.get() instanceof ForeignProgram program) {
            return scored(idOfSeed(seed), ofSeed, program.withSeed(seed));
        }
        return new ModelItem(
                idOfSeed(seed),
                model,
                ofSeed,
                options,
                startFrom.map(earlier -> ofSeed(earlier, seed)),
                start,
                Optional.of(protocolOfItem.with(new Seeds(seed, seed))),
                control.map(own -> own.of(ofSeed(own.of(), seed))),
                Optional.empty());
    }

    /** Id of this model trained with one of the plan's seeds. */
    public String idOfSeed(long seed) {
        return ofSeed(id, seed);
    }

    private static String ofSeed(String item, long seed) {
        return item + "-seed" + seed;
    }

    /** Whether ctbench does not train the model and scores predictions that come from elsewhere. */
    public boolean isScored() {
        return foreign.isPresent();
    }

    /** Whether it is another model with each seed of a plan. */
    boolean hasSeeds() {
        return foreign.map(ForeignModel::hasSeeds).orElse(true);
    }

    /** Whether its predictions of a set are known or computed; a model that ctbench trains is evaluated on all. */
    public boolean covers(EvaluationSet set) {
        return foreign.map(model -> model.covers(set)).orElse(true);
    }

    /** Whether it needs the images of the splits. */
    public boolean readsImages() {
        return foreign.map(ForeignModel::readsImages).orElse(true);
    }

    /** Its files of predictions by the split that they are about; empty for every other model. */
    public Map<String, PredictionSource> predictions() {
        return foreign.filter(ForeignPredictions.class::isInstance)
                .map(model -> ((ForeignPredictions) model).bySplit())
                .orElse(Map.of());
    }

    /** The program that predicts, if it is one. */
    public Optional<ForeignProgram> program() {
        return foreign.filter(ForeignProgram.class::isInstance).map(ForeignProgram.class::cast);
    }

    /** The network of another framework, if it is one. */
    public Optional<ForeignNetwork> network() {
        return foreign.filter(ForeignNetwork.class::isInstance).map(ForeignNetwork.class::cast);
    }

    /** The predicted classes that are read for a split. */
    public Optional<PredictionSource> classesOf(String split) {
        return Optional.ofNullable(predictions().get(split)).filter(source -> !source.ofLesions());
    }

    /** The predicted lesions that are read for a split. */
    public Optional<PredictionSource> lesionsOf(String split) {
        return Optional.ofNullable(predictions().get(split)).filter(PredictionSource::ofLesions);
    }

    /** What makes the model; one that is scored cannot be made. */
    public ModelProvider provider() {
        return foreign.<ModelProvider>map(ScoredModel::new).orElseGet(() -> Models.get(model));
    }

    /** Heading in reports: the title, or else the id. */
    public String heading() {
        return title.orElse(id);
    }

    /** As a plan has it in full: the id alone if it says everything. */
    @JsonValue
    Object written() {
        if (foreign.isPresent()) {
            return WrittenModel.scored(id, title, foreign.get());
        }
        boolean standard = options instanceof ModelOptions.None;
        boolean fresh = startFrom.isEmpty() && start.isEmpty() && control.isEmpty();
        if (id.equals(model) && title.isEmpty() && standard && fresh && protocol.isEmpty()) {
            return id;
        }
        Optional<JsonNode> keys = standard ? Optional.empty() : Optional.of(Documents.toTree(options));
        return WrittenModel.trained(this, keys);
    }
}
