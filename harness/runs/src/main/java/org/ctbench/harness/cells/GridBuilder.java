package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ForeignNetwork;
import org.ctbench.harness.plan.ForeignProgram;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.PinnedFile;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.models.affinity.AffinitySource;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.splits.documents.Documents;

/** Puts the cells of a plan in order, each with everything that determines its results. */
final class GridBuilder {
    private static final String STAGE = "stage";
    private static final String WEIGHTS = "weights";

    private final Plan plan;
    private final Computer computer;
    private final Grid.Facts facts;
    private final Map<CellName, Cell> cells = new LinkedHashMap<>();
    private final Map<CellName, Set<String>> splits = new HashMap<>();
    private Set<String> reading = new LinkedHashSet<>(); // splits of the cell that is being added

    GridBuilder(Plan plan, Computer computer, Grid.Facts facts) {
        this.plan = plan;
        this.computer = computer;
        this.facts = facts;
    }

    Grid build() {
        plan.grid().forEach(this::add);
        return new Grid(cells, splits);
    }

    private void add(ModelItem item) {
        if (item.isScored()) {
            addForeign(item);
            return;
        }
        CellName training = train(item);
        if (item.provider().makes(ImageClassifier.class)) {
            for (EvaluationSet set : plan.evaluate()) {
                Optional<FineTune> tune = set.fineTune();
                evaluate(item, set, tune.isPresent() ? fineTune(item, training, set, tune.get()) : training);
            }
        }
        if (item.provider().makes(Segmenter.class) && plan.segmentation().isPresent()) {
            segment(item, training, plan.segmentation().get());
        }
    }

    private void addForeign(ModelItem item) {
        Optional<CellName> run = item.program().map(program -> run(item, program));
        for (EvaluationSet set : plan.evaluate()) {
            if (!item.covers(set)) {
                continue;
            }
            if (run.isPresent()) {
                pick(item, set, run.get());
            } else if (item.network().isPresent()) {
                compute(item, set, item.network().get());
            } else {
                score(item, set, item.classesOf(set.split()).orElseThrow());
            }
        }
        plan.segmentation()
                .ifPresent(lesions ->
                        item.lesionsOf(lesions.test()).ifPresent(source -> scoreLesions(item, lesions, source)));
    }

    /** An evaluation of a network of others. Its golden images count, since they decide whether there is a result. */
    private void compute(ModelItem item, EvaluationSet set, ForeignNetwork network) {
        ObjectNode inputs = inputs("compute");
        inputs.put("computer", computer.code().hex());
        inputs.setAll(facts.foreign().apply(item));
        inputs.put("network", digest(network.file()));
        inputs.put("card", digest(network.card()));
        put(inputs, "split", set.split());
        inputs.set("classes", Documents.toTree(facts.classesOf().apply(set)));
        long images = facts.split().apply(set.split()).slices();
        add(new Cell(CellName.evaluation(item.id(), set.id()), item, Optional.of(set), inputs, List.of(), images));
    }

    /** The one run of a program. Of a command nothing is known but its text and the files that the plan lists. */
    private CellName run(ModelItem item, ForeignProgram program) {
        ObjectNode inputs = inputs("program");
        inputs.put("computer", computer.code().hex());
        inputs.setAll(facts.foreign().apply(item));
        program.command().ifPresent(words -> inputs.set("command", Documents.toTree(words)));
        program.files()
                .ifPresent(files -> inputs.set(
                        "files",
                        Documents.toTree(files.stream().map(GridBuilder::digest).toList())));
        inputs.set("values", Documents.toTree(program.values().orElse(PredictedValues.PROBABILITIES)));
        inputs.put("seed", plan.seedsOf(item).weights());
        inputs.set("classes", Documents.toTree(facts.classes()));
        program.train().ifPresent(split -> put(inputs, "train", split));
        long images = 0;
        List<JsonNode> predicted = new ArrayList<>();
        for (EvaluationSet set : plan.evaluate()) {
            if (item.covers(set) && reading.add(set.split())) {
                SplitReference split = facts.split().apply(set.split());
                predicted.add(Documents.toTree(split));
                images += split.slices();
            }
        }
        inputs.set("predict", Documents.toTree(predicted));
        return add(new Cell(CellName.programRun(item.id()), item, Optional.empty(), inputs, List.of(), images));
    }

    /** An evaluation of what a program predicted. */
    private void pick(ModelItem item, EvaluationSet set, CellName run) {
        ObjectNode inputs = inputs("pick");
        inputs.put("run", cells.get(run).digest().hex());
        inputs.put("code", computer.code().hex());
        put(inputs, "split", set.split());
        inputs.set("classes", Documents.toTree(facts.classesOf().apply(set)));
        long images = facts.split().apply(set.split()).slices();
        add(new Cell(CellName.evaluation(item.id(), set.id()), item, Optional.of(set), inputs, List.of(run), images));
    }

    private static String digest(PinnedFile file) {
        return file.sha256().orElseThrow().hex();
    }

    private CellName train(ModelItem item) {
        Protocol protocol = plan.protocolOf(item);
        ModelProvider provider = item.provider();
        boolean classifies = provider.makes(ImageClassifier.class);
        ObjectNode inputs = inputs("train", item);
        inputs.set("computer", Documents.toTree(computer));
        inputs.put("model", item.model());
        ComputingCode.digest(provider).ifPresent(code -> inputs.put("provider", code.hex()));
        inputs.set("options", Documents.toTree(item.options()));
        inputs.set("protocol", Documents.toTree(protocol));
        long images = 0;
        boolean trains = plan.trains(item);
        item.start()
                .ifPresent(
                        file -> inputs.put("start", file.sha256().orElseThrow().hex()));
        if (classifies && !trains) {
            inputs.set("classes", Documents.toTree(facts.classes()));
            if (protocol.image().normalisation().usesTrainingSplit()) {
                put(inputs, "statistics", plan.train().orElseThrow());
            }
        } else if (classifies) {
            images = facts.split().apply(plan.train().orElseThrow()).slices();
            inputs.set("classes", Documents.toTree(facts.classes()));
            put(inputs, "train", plan.train().orElseThrow());
            plan.validate().ifPresent(split -> put(inputs, "validate", split));
            if (provider.makes(AffinitySource.class)) {
                plan.capturedSet().ifPresent(set -> reading.add(set.split()));
                facts.captured().ifPresent(digest -> inputs.put("captured", digest.hex()));
            }
        } else if (protocol.image().normalisation().usesTrainingSplit()) {
            put(inputs, "statistics", plan.train().orElseThrow());
        }
        if (provider.makes(LearnsLesions.class) && trains) {
            String split = plan.segmentation().orElseThrow().training();
            putMasked(inputs, "lesions", split);
            images = classifies ? images : facts.masked().apply(split).slices();
        }
        List<CellName> needs = new ArrayList<>();
        if (item.startFrom().isPresent()) {
            CellName start = CellName.training(item.startFrom().get());
            inputs.put("startFrom", cells.get(start).digest().hex());
            needs.add(start);
        }
        return add(new Cell(
                CellName.training(item.id()), item, Optional.empty(), inputs, needs, images * protocol.epochs()));
    }

    /** An evaluation of predictions that are read. No image is: what counts are the list, the files and the code that reads. */
    private void score(ModelItem item, EvaluationSet set, PredictionSource source) {
        ObjectNode inputs = scoring("score", source);
        reading.add(set.split());
        SplitReference split = facts.split().apply(set.split());
        inputs.set("split", Documents.toTree(split.listed()));
        inputs.set("classes", Documents.toTree(facts.classesOf().apply(set)));
        CellName name = CellName.evaluation(item.id(), set.id());
        add(new Cell(name, item, Optional.of(set), inputs, List.of(), split.slices()));
    }

    /** An evaluation of lesions that are read, against the lesion masks. */
    private void scoreLesions(ModelItem item, Segmentation lesions, PredictionSource source) {
        ObjectNode inputs = scoring("score-lesions", source);
        putMasked(inputs, "split", lesions.test());
        inputs.set("scores", Documents.toTree(lesions.scores()));
        long images = facts.masked().apply(lesions.test()).slices();
        add(new Cell(CellName.segmentation(item.id()), item, Optional.empty(), inputs, List.of(), images));
    }

    private ObjectNode scoring(String stage, PredictionSource source) {
        ObjectNode inputs = inputs(stage);
        inputs.put("code", computer.code().hex());
        ObjectNode files = (ObjectNode) Documents.toTree(source);
        files.remove("images"); // its digest is the last of the files'
        files.set("files", Documents.toTree(facts.predictions().apply(source)));
        inputs.set("predictions", files);
        return inputs;
    }

    private CellName fineTune(ModelItem item, CellName training, EvaluationSet set, FineTune tune) {
        ObjectNode inputs = inputs("fine-tune", item);
        inputs.put(WEIGHTS, cells.get(training).digest().hex());
        ObjectNode tuning = (ObjectNode) Documents.toTree(tune);
        tuning.set("classes", Documents.toTree(facts.classesOf().apply(set)));
        inputs.set("fineTune", tuning);
        put(inputs, "train", tune.split());
        if (item.provider().makes(LearnsLesions.class) && tune.lesions()) {
            putMasked(inputs, "lesions", plan.segmentation().orElseThrow().training());
        }
        long images = facts.split().apply(tune.split()).slices() * tune.epochs();
        CellName name = CellName.fineTuning(item.id(), set.id());
        return add(new Cell(name, item, Optional.of(set), inputs, List.of(training), images));
    }

    private void evaluate(ModelItem item, EvaluationSet set, CellName weights) {
        ObjectNode inputs = inputs("evaluate", item);
        inputs.put(WEIGHTS, cells.get(weights).digest().hex());
        put(inputs, "split", set.split());
        inputs.set("classes", Documents.toTree(facts.classesOf().apply(set)));
        CellName name = CellName.evaluation(item.id(), set.id());
        long images = facts.split().apply(set.split()).slices();
        add(new Cell(name, item, Optional.of(set), inputs, List.of(weights), images));
    }

    private void segment(ModelItem item, CellName training, Segmentation lesions) {
        ObjectNode inputs = inputs("segment", item);
        inputs.put(WEIGHTS, cells.get(training).digest().hex());
        putMasked(inputs, "split", lesions.test());
        inputs.set("scores", Documents.toTree(lesions.scores()));
        CellName name = CellName.segmentation(item.id());
        long images = facts.masked().apply(lesions.test()).slices();
        add(new Cell(name, item, Optional.empty(), inputs, List.of(training), images));
    }

    private CellName add(Cell cell) {
        if (cells.put(cell.name(), cell) != null) {
            throw new IllegalArgumentException("two cells are called " + cell.name());
        }
        splits.put(cell.name(), reading);
        return cell.name();
    }

    private ObjectNode inputs(String stage) {
        reading = new LinkedHashSet<>();
        return tree(Map.of()).put(STAGE, stage);
    }

    /** Inputs of a cell of a model that ctbench computes: what is done to images and labels of a negative control is among them. */
    private ObjectNode inputs(String stage, ModelItem item) {
        ObjectNode inputs = inputs(stage);
        item.control()
                .ifPresent(control -> inputs.put("control", control.alteration().id()));
        return inputs;
    }

    private static ObjectNode tree(Map<String, ?> values) {
        return (ObjectNode) Documents.toTree(values);
    }

    private void put(ObjectNode inputs, String key, String split) {
        reading.add(split);
        inputs.set(key, Documents.toTree(facts.split().apply(split)));
    }

    private void putMasked(ObjectNode inputs, String key, String split) {
        reading.add(split);
        inputs.set(key, Documents.toTree(facts.masked().apply(split)));
    }
}
