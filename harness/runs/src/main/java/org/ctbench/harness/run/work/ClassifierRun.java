package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.Grey;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellResult;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.BatchReader;
import org.ctbench.harness.run.data.FirstSlices;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.models.affinity.AffinitySource;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.Sha256;

/** Computes a cell of a classifier: its training, a fine-tuning, an evaluation. */
public final class ClassifierRun {
    /** Name of the predictions file in the folder of an evaluation. */
    public static final String PREDICTIONS = "predictions.csv";

    private final CellRun own;
    private final Plan plan;
    private final PreparedImages images;
    private final BatchReader batches;

    /** @param batches of {@code images}, closed by the caller */
    ClassifierRun(CellRun own, PreparedImages images, BatchReader batches) {
        this.own = own;
        this.plan = own.run().plan();
        this.images = images;
        this.batches = batches;
    }

    /**
     * The training.
     *
     * @param start cell from whose weights it starts
     */
    CellResult train(Optional<Cell> start) throws IOException {
        try (ImageClassifier model =
                started(start.isPresent() ? Optional.of(own.weightsOf(start.get())) : Optional.empty())) {
            if (!plan.trains(own.item())) {
                return CellResult.of(trained(model, Epochs.NONE, Optional.empty()), List.of());
            }
            Captures captures = new Captures(own.folder());
            Epochs epochs = learn(model, captures, Optional.empty());
            return CellResult.of(trained(model, epochs, own.lesions()), captures.references());
        }
    }

    /** A part of the training again. */
    Recomputation.Retraced retrace(Optional<WeightFile> start, Stretch stretch) throws IOException {
        try (ImageClassifier model = started(start)) {
            return retraced(model, learn(model, new Captures(own.folder()), Optional.of(stretch)));
        }
    }

    private ImageClassifier started(Optional<WeightFile> start) throws IOException {
        ImageClassifier model = own.classifier();
        try {
            own.start(model, start);
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private Epochs learn(ImageClassifier model, Captures captures, Optional<Stretch> stretch) throws IOException {
        TrainingLoop loop = new TrainingLoop(
                own, own.training(own.lesions()), own.protocol().epochs(), captures, stretch);
        return loop.run(
                model,
                batches,
                own.toLearn(plan.train().orElseThrow(), own.classes()),
                new AfterEpochs(model, captures));
    }

    private static Recomputation.Retraced retraced(ImageClassifier model, Epochs epochs) {
        return new Recomputation.Retraced(
                epochs.chain(), new Sha256(WeightDigest.of(model.module())), epochs.differing());
    }

    /** Validation and captures of a training. */
    private final class AfterEpochs implements AfterEpoch {
        private final ImageClassifier model;
        private final Captures captures;

        AfterEpochs(ImageClassifier model, Captures captures) {
            this.model = model;
            this.captures = captures;
        }

        @Override
        public Optional<ConfusionMatrix> validate() throws IOException {
            if (plan.validate().isEmpty()) {
                return Optional.empty();
            }
            EvaluationLoop loop = new EvaluationLoop(
                    own.run(), batches, "validate " + own.item().id());
            List<Prediction> rows = loop.run(model, own.slices(plan.validate().get(), own.classes()));
            return Optional.of(new Predictions(own.classes(), rows).confusionMatrix());
        }

        @Override
        public void capture(int epoch) throws IOException {
            Optional<EvaluationSet> shown = plan.capturedSet();
            boolean wanted = epoch == 1 || epoch == own.protocol().epochs();
            Optional<AffinitySource> source = model.as(AffinitySource.class);
            if (wanted && shown.isPresent() && source.isPresent()) {
                List<LabelledSlice> slices = own.slices(shown.get().split(), own.classes());
                captures.affinities(source.get(), epoch, images, FirstSlices.of(slices, own.classes()));
            }
        }
    }

    /** The training on of a trained model with a new last layer. */
    CellResult fineTune(Cell trained, EvaluationSet set) throws IOException {
        try (ImageClassifier model = withNewHead(own.weightsOf(trained), set)) {
            Epochs epochs = learn(model, set, Optional.empty());
            return CellResult.of(trained(model, epochs, lesions(set)), List.of());
        }
    }

    /** A part of the fine-tuning again. */
    Recomputation.Retraced retrace(WeightFile trained, EvaluationSet set, Stretch stretch) throws IOException {
        try (ImageClassifier model = withNewHead(trained, set)) {
            return retraced(model, learn(model, set, Optional.of(stretch)));
        }
    }

    private ImageClassifier withNewHead(WeightFile trained, EvaluationSet set) throws IOException {
        ImageClassifier model = own.classifier();
        try {
            trained.into(model.module());
            model.replaceHead(
                    own.run().classes().of(set).size(), own.protocol().seeds().weights());
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private Optional<LesionSet> lesions(EvaluationSet set) throws IOException {
        return set.fineTune().orElseThrow().lesions() ? own.lesions() : Optional.empty();
    }

    private Epochs learn(ImageClassifier model, EvaluationSet set, Optional<Stretch> stretch) throws IOException {
        FineTune tune = set.fineTune().orElseThrow();
        TrainingLoop loop =
                new TrainingLoop(own, own.training(lesions(set)), tune.epochs(), new Captures(own.folder()), stretch);
        List<String> classes = own.run().classes().of(set);
        return loop.run(model, batches, own.toLearn(tune.split(), classes), AfterEpoch.NOTHING);
    }

    private CellResult.Trained trained(ImageClassifier model, Epochs epochs, Optional<LesionSet> lesions)
            throws IOException {
        Weights.write(own.folder(), own.cell(), model.module());
        Optional<LesionCounts> counts = lesions.map(LesionSet::counts);
        return new CellResult.Trained(
                model.module().parameterCount(),
                new Sha256(WeightDigest.of(model.module())),
                epochs.curve(),
                counts,
                model.events(),
                epochs.chain());
    }

    /** The evaluation of a trained model. */
    CellResult evaluate(Cell trained, EvaluationSet set) throws IOException {
        List<String> classes = own.run().classes().of(set);
        try (ImageClassifier model = trained(own.weightsOf(trained), set)) {
            List<LabelledSlice> slices = own.slices(set.split(), classes);
            Predictions predictions = new Predictions(classes, predict(model, slices));
            PredictionFile.write(own.folder().resolve(PREDICTIONS), predictions);
            CellResult.Evaluated evaluated = new CellResult.Evaluated(model.events(), List.of());
            Captures captures = new Captures(own.folder());
            captures.errors(
                    set.id(), predictions, i -> look(model, slices.get(i).slice()));
            return CellResult.of(evaluated, captures.references());
        }
    }

    private ImageClassifier trained(WeightFile weights, EvaluationSet set) throws IOException {
        ImageClassifier model = own.classifier();
        try {
            if (set.fineTune().isPresent()) {
                model.replaceHead(
                        own.run().classes().of(set).size(),
                        own.protocol().seeds().weights());
            }
            weights.into(model.module());
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Predictions of some slices again.
     *
     * @param some indices in the split
     * @throws IllegalStateException if a prediction depends on the slices before: the model draws all of them from one stream
     */
    List<Prediction> predictions(WeightFile weights, EvaluationSet set, List<Integer> some) throws IOException {
        List<LabelledSlice> slices = own.slices(set.split(), own.run().classes().of(set));
        try (ImageClassifier model = trained(weights, set)) {
            Map<String, Long> before = drawn(model);
            List<Prediction> rows = new EvaluationLoop(own.run(), batches, own.title())
                    .run(model, some.stream().map(slices::get).toList());
            if (!drawn(model).equals(before)) {
                throw new IllegalStateException(own.item().id() + " draws for all slices from one stream");
            }
            return rows;
        }
    }

    /** What a model keeps between images beside counts of events: where its random streams are. */
    private static Map<String, Long> drawn(ImageClassifier model) {
        Map<String, Long> state = new LinkedHashMap<>(model.state());
        state.keySet().removeAll(model.events().keySet());
        return state;
    }

    /** A slice as the model saw it, with the lesions that it finds there if the plan has it look for them. */
    private ErrorCapture look(ImageClassifier model, Slice slice) throws IOException {
        Grey grey = Grey.of(images.resized(slice));
        Optional<Segmenter> segmenter = plan.lesions().flatMap(looked -> model.as(Segmenter.class));
        if (segmenter.isEmpty()) {
            return ErrorCapture.of(grey, Optional.empty());
        }
        float score = plan.lesions().orElseThrow().lowestScore();
        return ErrorCapture.of(grey, Optional.of(segmenter.get().segment(images.image(slice), score)));
    }

    private List<Prediction> predict(ImageClassifier model, List<LabelledSlice> slices) throws IOException {
        PartialEvaluation partial = new PartialEvaluation(own, PartialEvaluation.State.of(model), slices.size());
        List<Prediction> before = partial.restore();
        return new EvaluationLoop(own.run(), batches, own.title()).run(model, slices, before, partial);
    }
}
