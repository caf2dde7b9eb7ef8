package org.ctbench.harness.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.MissingCell;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.results.Timing;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.Locks;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.files.Sha256;
import org.ctbench.splits.random.SeededRandom;

/**
 * The folder of a finished run of {@code plans/mine.yaml} whose answers are drawn, for tests: 30 patients of each class with
 * 6 slices each in the set {@code test}, 60 slices of two classes without patients in the set {@code ictcf}; for models that look
 * for lesions, 20 patients with 5 slices each.
 */
public final class FinishedRun {
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});
    private static final EpochResults EPOCH = new EpochResults(1, 0.5, Map.of("image", 0.5), Optional.empty());
    private static final String LESION_SPLIT = "cncb-lesion/test";
    private static final List<String> CLASSES = List.of("Normal", "CP", "NCP");

    private final Path folder;
    private final List<String> settings = new ArrayList<>();
    private final Map<String, Double> right = new LinkedHashMap<>();
    private final Set<String> unsure = new LinkedHashSet<>();
    private Optional<String> arithmetic = Optional.empty();
    private Sha256 images = DIGEST;
    private Sha256 masks = DIGEST;
    private boolean withIctcf = true;
    private boolean withLesions = true;
    private boolean withCovid = true;
    private Optional<MissingCell> missing = Optional.empty();

    public FinishedRun(Path folder) {
        this.folder = folder;
    }

    /** Puts a value over the plan's. */
    public FinishedRun with(String setting) {
        settings.add(setting);
        return this;
    }

    /** Answers of a model are right with this probability; 0.85 for models of whom nothing is said. */
    public FinishedRun right(String model, double probability) {
        right.put(model, probability);
        return this;
    }

    /** The run was computed by an arithmetic that is the same everywhere. */
    public FinishedRun by(String name) {
        arithmetic = Optional.of(name);
        return this;
    }

    /** Of this slice every model is less sure than it would be; which class it gives, and which lesions it finds, stays. */
    public FinishedRun unsure(String slice) {
        unsure.add(slice);
        return this;
    }

    /** These models are trained, and lesions are there to look for. */
    public FinishedRun looking(String models) {
        return with("models=[" + models + "]")
                .with("segmentation={train: cncb-lesion/train, test: cncb-lesion/test, scores: [0.05, 0.75]}");
    }

    /** No slice of the set {@code test} is one of COVID-19. */
    public FinishedRun withoutCovid() {
        withCovid = false;
        return this;
    }

    /** No slice of the lesion test split has a lesion, and none is found. */
    public FinishedRun withoutLesions() {
        withLesions = false;
        return this;
    }

    /** The bytes of the lesion masks have another digest. */
    public FinishedRun ofOtherMasks() {
        masks = Sha256.of(new byte[] {2});
        return this;
    }

    /** The bytes of the images have another digest. */
    public FinishedRun ofOtherImages() {
        images = Sha256.of(new byte[] {2});
        return this;
    }

    /** There is no evaluation on the set {@code ictcf}. */
    public FinishedRun withoutIctcf(String because) {
        withIctcf = false;
        missing = Optional.of(
                new MissingCell("resnet18/evaluate-ictcf", "resnet18", Optional.of("ictcf"), true, because));
        return this;
    }

    /** Writes the folder. */
    public Path write() throws IOException {
        PlanFile file = Plans.read("src/test/resources/plans/mine.yaml", settings);
        List<SplitReference> splits = new ArrayList<>();
        List<SplitLock> locks = new ArrayList<>();
        for (EvaluationSet set : file.plan().evaluate()) {
            SplitLock lock = Locks.shipped().split(set.split());
            locks.add(lock);
            splits.add(new SplitReference(lock.id(), lock.manifest(), lock.images(), images, Optional.empty()));
        }
        if (file.plan().segmentation().isPresent()) {
            SplitLock lock = Locks.shipped().split(LESION_SPLIT);
            locks.add(lock);
            splits.add(new SplitReference(lock.id(), lock.manifest(), lock.images(), images, Optional.of(masks)));
        }
        List<ModelResults> models = new ArrayList<>();
        for (ModelItem item : file.plan().grid()) {
            models.add(model(file, item));
        }
        Numbers numbers = new Numbers(
                PlanReference.to(file.plan()),
                file.plan().protocol().seeds(),
                splits,
                List.of(),
                models,
                missing.map(List::of).orElse(List.of()));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("plan.yaml"), file.resolved());
        RunLocks.write(folder, locks);
        ResultsFile.write(folder, RunResults.of(numbers, provenance(), new Timing(1, List.of())));
        return folder;
    }

    private ModelResults model(PlanFile file, ModelItem item) throws IOException {
        Training training =
                new Training("covidx-ct-v1/sample-3000", 1, DIGEST, List.of(EPOCH), Optional.empty(), Map.of());
        List<EvaluationResults> evaluations = new ArrayList<>();
        for (EvaluationSet set : file.plan().evaluate()) {
            boolean left = set.id().equals("ictcf") && !withIctcf;
            if (left || !(item.provider() instanceof ClassifierProvider)) {
                continue;
            }
            Predictions predictions = set.id().equals("test") ? test(item.id()) : ictcf(item.id());
            String name = "predictions/" + item.id() + "/" + set.id() + ".csv";
            Sha256 digest = PredictionFile.write(folder.resolve(name), predictions);
            ConfusionMatrix confusion = predictions.confusionMatrix();
            evaluations.add(new EvaluationResults(
                    set.id(),
                    set.split(),
                    confusion.total(),
                    Optional.empty(),
                    confusion,
                    Scores.of(confusion, file.plan().f1Weights().byWeighting()),
                    new FileReference(name, digest),
                    Map.of()));
        }
        Optional<SegmentationResults> segmentation =
                item.provider().findsLesions() ? Optional.of(lesions(file, item.id())) : Optional.empty();
        return new ModelResults(item.id(), item, training, evaluations, segmentation, List.of());
    }

    private SegmentationResults lesions(PlanFile file, String model) throws IOException {
        List<SliceLesions> slices = new ArrayList<>();
        SeededRandom patients = SeededRandom.of(4, "patients");
        SeededRandom random = SeededRandom.of(5, model);
        for (int patient = 1; patient <= 20; patient++) {
            double own = right.getOrDefault(model, 0.85) + 0.1 * (2 * patients.nextDouble() - 1);
            for (int slice = 0; slice < 5; slice++) {
                slices.add(found(patient + "_" + slice + ".jpg", withLesions ? slice : 0, own, random));
            }
        }
        String name = "lesions/" + model + ".json";
        FileReference reference = new FileReference(name, LesionFile.write(folder.resolve(name), LESION_SPLIT, slices));
        LesionCounts counts = withLesions
                ? new LesionCounts(LESION_SPLIT, slices.size(), 20, 200, 0, 0)
                : new LesionCounts(LESION_SPLIT, slices.size(), slices.size(), 0, 0, 0);
        return SegmentationResults.of(
                counts, slices, file.plan().segmentation().orElseThrow().scores(), reference);
    }

    /** As many lesions of 400 pixels as said; one that is found is covered by 300 to 400 of them, one that is not by 150. */
    private SliceLesions found(String slice, int lesions, double probability, SeededRandom random) {
        List<Double> scores = new ArrayList<>();
        List<List<Integer>> shared = new ArrayList<>();
        for (int lesion = 0; lesion < lesions; lesion++) {
            boolean covered = random.nextDouble() < probability;
            List<Integer> row = new ArrayList<>(Collections.nCopies(lesions, 0));
            row.set(lesion, covered ? 300 + random.nextInt(101) : 150);
            shared.add(row);
            double score = 0.1 + 0.9 * random.nextDouble();
            scores.add(unsure.contains(slice) ? score * 0.75 : score);
        }
        return new SliceLesions(
                slice, scores, Collections.nCopies(lesions, 400), Collections.nCopies(lesions, 400), shared);
    }

    private Predictions test(String model) {
        SeededRandom patients = SeededRandom.of(1, "patients"); // as hard for every model
        SeededRandom random = SeededRandom.of(2, model);
        List<Prediction> rows = new ArrayList<>();
        for (int truth = 0; truth < (withCovid ? CLASSES.size() : CLASSES.indexOf("NCP")); truth++) {
            for (int patient = 0; patient < 30; patient++) {
                double own = right.getOrDefault(model, 0.85) + 0.1 * (2 * patients.nextDouble() - 1);
                for (int slice = 0; slice < 6; slice++) {
                    String image = CLASSES.get(truth) + "_" + patient + "_1_000" + slice + ".png";
                    rows.add(row(image, truth, CLASSES.size(), random.nextDouble() < own, random));
                }
            }
        }
        return new Predictions(CLASSES, rows);
    }

    private Predictions ictcf(String model) {
        SeededRandom random = SeededRandom.of(3, model);
        List<Prediction> rows = new ArrayList<>();
        for (int slice = 0; slice < 60; slice++) {
            boolean correct = random.nextDouble() < right.getOrDefault(model, 0.85);
            rows.add(row((slice % 2 == 0 ? "nCT" : "pCT") + (slice + 1) + ".jpg", slice % 2, 2, correct, random));
        }
        return new Predictions(List.of("Normal", "NCP"), rows);
    }

    private Prediction row(String image, int truth, int classes, boolean correct, SeededRandom random) {
        int given = correct ? truth : (truth + 1 + random.nextInt(classes - 1)) % classes;
        float[] probabilities = new float[classes];
        probabilities[given] = unsure.contains(image) ? 0.75f : 1;
        probabilities[(given + 1) % classes] += 1 - probabilities[given];
        return Prediction.of(image, truth, probabilities);
    }

    private Provenance provenance() {
        return new Provenance(
                new CodeVersion("0.1.0", Optional.empty(), Optional.empty()),
                new EngineInfo(
                        arithmetic.map(name -> "exact").orElse("nd4j-cpu"),
                        arithmetic,
                        2,
                        "ND4J",
                        Optional.empty(),
                        Map.of("nd4j", "1")),
                new Provenance.JavaRuntime("17", "a vendor", "a machine"),
                new Provenance.OperatingSystem("Linux", "6.1", "amd64"),
                new Provenance.Hardware(Optional.empty(), 2, OptionalLong.empty()));
    }
}
