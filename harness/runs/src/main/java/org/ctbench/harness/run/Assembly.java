package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellResult.Evaluated;
import org.ctbench.harness.cells.CellResult.Trained;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Divergence;
import org.ctbench.harness.cells.EpochRecord;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Timing;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.work.ClassifierRun;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.SegmentationRun;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/** Puts the results of a run together from the records and files of its cells. */
final class Assembly {
    private final Plan plan;
    private final Grid grid;
    private final CellStore store;
    private final Map<CellName, CellRecord> records;
    private final Map<CellName, String> holes;

    /**
     * Of a run.
     *
     * @param records of all cells that are finished, failed ones included
     * @param holes why others that are asked for have no result
     */
    Assembly(Plan plan, Grid grid, CellStore store, Map<CellName, CellRecord> records, Map<CellName, String> holes) {
        this.plan = plan;
        this.grid = grid;
        this.store = store;
        this.records = records;
        this.holes = holes;
    }

    /** The models whose training is there, or whose predictions were read, with all that is there of them. */
    List<ModelResults> models() throws IOException {
        List<ModelResults> models = new ArrayList<>();
        for (ModelItem item : plan.grid()) {
            Optional<CellRecord> trained = succeeded(new CellName(item.id(), Kind.TRAIN, Optional.empty()));
            if (item.isScored()) {
                models.add(new ModelResults(
                        item.id(), item, Optional.empty(), evaluations(item), segmentation(item), List.of()));
            } else if (trained.isPresent()) {
                models.add(model(item, trained.get()));
            }
        }
        return models;
    }

    private List<EvaluationResults> evaluations(ModelItem item) throws IOException {
        List<EvaluationResults> evaluations = new ArrayList<>();
        for (EvaluationSet set : plan.evaluate()) {
            Optional<CellRecord> evaluated = succeeded(new CellName(item.id(), Kind.EVALUATE, Optional.of(set.id())));
            if (evaluated.isPresent()) {
                evaluations.add(evaluation(item, set, evaluated.get()));
            }
        }
        return evaluations;
    }

    private ModelResults model(ModelItem item, CellRecord trained) throws IOException {
        List<CaptureReference> captures = new ArrayList<>(captures(trained));
        Optional<CellRecord> segmented = succeeded(new CellName(item.id(), Kind.SEGMENT, Optional.empty()));
        segmented.ifPresent(record -> captures.addAll(captures(record)));
        for (EvaluationSet set : plan.evaluate()) {
            succeeded(new CellName(item.id(), Kind.EVALUATE, Optional.of(set.id())))
                    .ifPresent(record -> captures.addAll(captures(record)));
        }
        String split = item.provider().makes(ImageClassifier.class)
                ? plan.train().orElseThrow()
                : plan.segmentation().orElseThrow().training();
        Training training = training(split, trained.result().training().orElseThrow());
        return new ModelResults(
                item.id(), item, Optional.of(training), evaluations(item), segmentation(item), captures);
    }

    private EvaluationResults evaluation(ModelItem item, EvaluationSet set, CellRecord record) throws IOException {
        Evaluated evaluated = record.result().evaluation().orElseThrow();
        Path file = file(record, ClassifierRun.PREDICTIONS);
        Sha256 digest = record.files().get(ClassifierRun.PREDICTIONS);
        ConfusionMatrix confusion = PredictionFile.readSealed(Documents.readBytes(file), file, digest)
                .confusionMatrix();
        Optional<Training> fineTuning = set.fineTune()
                .flatMap(tune -> succeeded(new CellName(item.id(), Kind.FINE_TUNE, Optional.of(set.id())))
                        .map(r -> training(tune.split(), r.result().training().orElseThrow())));
        return new EvaluationResults(
                set.id(),
                set.split(),
                confusion.total(),
                fineTuning,
                confusion,
                scores(confusion),
                new FileReference(Publication.place(record.cell(), ClassifierRun.PREDICTIONS), digest),
                evaluated.events(),
                evaluated.warnings());
    }

    private Training training(String split, Trained trained) {
        List<EpochResults> curve = new ArrayList<>();
        for (EpochRecord epoch : trained.curve()) {
            curve.add(new EpochResults(
                    epoch.epoch(),
                    epoch.meanLoss(),
                    epoch.losses(),
                    epoch.validation().map(this::scores)));
        }
        return new Training(
                split,
                trained.parameters(),
                trained.weights(),
                curve,
                trained.lesions(),
                trained.events(),
                trained.chain());
    }

    private Scores scores(ConfusionMatrix confusion) {
        return Scores.of(confusion, plan.f1Weights().byWeighting(confusion.classes()));
    }

    private Optional<SegmentationResults> segmentation(ModelItem item) throws IOException {
        Optional<CellRecord> segmented = succeeded(new CellName(item.id(), Kind.SEGMENT, Optional.empty()));
        if (segmented.isEmpty()) {
            return Optional.empty();
        }
        CellRecord record = segmented.get();
        LesionCounts lesions = record.result().segmentation().orElseThrow().lesions();
        List<SliceLesions> slices =
                LesionFile.read(file(record, SegmentationRun.LESIONS)).slices();
        return Optional.of(SegmentationResults.of(
                        lesions,
                        slices,
                        plan.segmentation().orElseThrow().scores(),
                        reference(record, SegmentationRun.LESIONS))
                .with(reference(record, SegmentationRun.REGIONS), reference(record, SegmentationRun.MASKS)));
    }

    private static FileReference reference(CellRecord record, String file) {
        return new FileReference(
                Publication.place(record.cell(), file), record.files().get(file));
    }

    private Path file(CellRecord record, String name) {
        return store.folder(grid.cell(record.cell())).resolve(name);
    }

    private static List<CaptureReference> captures(CellRecord record) {
        return record.result().captures().stream()
                .map(c -> new CaptureReference(
                        c.kind(),
                        c.slice(),
                        c.label(),
                        c.epoch(),
                        c.set(),
                        Publication.place(record.cell(), c.file()),
                        c.digest()))
                .toList();
    }

    private Optional<CellRecord> succeeded(CellName name) {
        return Optional.ofNullable(records.get(name)).filter(CellRecord::succeeded);
    }

    /** The cells without result, with the reason. */
    List<MissingCell> missing() {
        Map<CellName, MissingCell> missing = new LinkedHashMap<>();
        for (Cell cell : grid.cells()) {
            if (succeeded(cell.name()).isEmpty()) {
                missing.put(cell.name(), missing(cell, missing));
            }
        }
        return List.copyOf(missing.values());
    }

    private MissingCell missing(Cell cell, Map<CellName, MissingCell> before) {
        Optional<Divergence> failure = Optional.ofNullable(records.get(cell.name()))
                .flatMap(record -> record.result().failure());
        Optional<CellName> lacking =
                cell.needs().stream().filter(before::containsKey).findFirst();
        String because;
        boolean failed = failure.isPresent() || holes.containsKey(cell.name());
        if (holes.containsKey(cell.name())) {
            because = holes.get(cell.name());
        } else if (failed) {
            because = "diverged: " + failure.get().text();
        } else if (lacking.isPresent() && before.get(lacking.get()).failed()) {
            because = "it needs " + lacking.get() + ", which has no result";
            failed = true;
        } else {
            because = "it was not asked for";
        }
        return new MissingCell(
                cell.name().toString(), cell.name().model(), cell.name().set(), failed, because);
    }

    /** How long the cells took. */
    Timing timing(RunContext run, List<Timing.Phase> before) {
        List<Timing.Phase> phases = new ArrayList<>(before);
        for (Cell cell : grid.cells()) {
            CellRecord record = records.get(cell.name());
            if (record != null) {
                phases.add(new Timing.Phase(run.title(cell.name()), record.images(), record.seconds()));
            }
        }
        return new Timing(phases.stream().mapToDouble(Timing.Phase::seconds).sum(), phases);
    }
}
