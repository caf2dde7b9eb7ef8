package org.ctbench.harness.recheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ctbench.harness.cells.KeptStates;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunLock;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.Reproduction;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An honest run passes on other hardware; forgers who make every digest anew are found when their part is drawn. */
@Tag("slow")
@Tag("computes")
class RecheckTest {
    private static final String PLAN = "../rundocs/src/test/resources/plans/tiny.yaml";
    private static final String ONE_SET = "evaluate=[{id: test, split: phantom-covidx/test, f1: code}]";
    private static final String TEST = "predictions/tiny/test.csv";
    private static final String WEIGHTS = "weights/tiny.safetensors";
    private static final double ALL = 1;

    @TempDir
    static Path temp;

    @BeforeAll
    static void runOnce() throws IOException {
        run("honest", List.of());
    }

    /** Without vectors and with another number of threads, as on a machine of another kind. */
    @Test
    void anHonestRunPassesOnAnotherMachine() throws IOException {
        RecheckFinding finding = recheck("honest", ALL, () -> ExactEngine.openScalar(3));

        assertTrue(finding.passed(), finding.toString());
        assertEquals(
                List.of("tiny/train 0-1", "tiny/train 1-2", "tiny/fine-tune-ictcf 0-1"),
                finding.stretches().stream()
                        .map(s -> s.cell() + " " + s.from() + "-" + s.to())
                        .toList());
        assertEquals(
                List.of(12, 12, 7),
                finding.slices().stream()
                        .map(RecheckFinding.CheckedSlices::drawn)
                        .toList());
        assertTrue(finding.chances().stream().allMatch(chance -> chance.probability() == 1));
        assertEquals(List.of(), finding.unchecked());
        assertEquals(finding.cost().ofImages(), finding.cost().images());
    }

    /** The share bounds what goes through the networks; what was finished before an interruption is remembered. */
    @Test
    void theShareBoundsTheCost() throws IOException {
        RecheckFinding little = recheck("honest", 0.1, () -> ExactEngine.open(1));
        RecheckFinding half = recheck("honest", 0.5, () -> ExactEngine.open(1));

        assertEquals(List.of(), little.stretches());
        assertEquals(3, little.cost().images());
        assertTrue(
                little.unchecked().get(0).because().startsWith("one stretch between two checkpoints takes up to 44 %"),
                little.unchecked().toString());
        assertEquals(1, half.stretches().size());
        assertTrue(half.cost().images() <= 0.5 * half.cost().ofImages());
        assertTrue(half.passed());
        Path known;
        try (Stream<Path> files = Files.walk(folders("honest-recheck-0.5").out())) {
            known = files.filter(file -> file.endsWith("checked.json"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(known, Files.readString(known).replace("null", "\"as it was remembered\""));
        assertEquals(List.of("as it was remembered"), problems(recheck("honest", 0.5, () -> ExactEngine.open(1))));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Path run = copy("honest", "bare");
        for (Path state : KeptStates.below(run).values()) {
            Files.delete(state);
        }
        Files.delete(run.resolve(WEIGHTS));
        DrawnParts drawn =
                SeedSelector.select(RunParts.of(RunEvidence.read(run), Optional.empty()), Draw.ofSeed(1), ALL);

        assertEquals(List.of("tiny/train 0-2"), named(drawn.stretches()));
        assertEquals(
                List.of(
                        "tiny/fine-tune-ictcf, epoch 1: the weights that it starts from are missing",
                        "tiny/evaluate-test: the weights are missing",
                        "tiny/evaluate-remainder: the weights are missing"),
                texts(drawn.unchecked()));
        assertEquals(
                List.of("tiny/train 0-1", "tiny/train 1-2", "tiny/fine-tune-ictcf 0-1"),
                named(SeedSelector.select(
                                RunParts.of(RunEvidence.read(run), Optional.of(temp.resolve("honest"))),
                                Draw.ofSeed(1),
                                ALL)
                        .stretches()));
    }

    /** Whoever withholds files does not change what is drawn, and does not pass. */
    @Test
    void aBeaconDrawsTheSamePartsWhateverFilesAreThere() throws IOException {
        Path run = copy("honest", "withheld");
        RunParts all = RunParts.of(RunEvidence.read(run), Optional.empty());
        Draw draw = draws("tiny/train 1-2", all);
        Map<Sha256, Path> states = KeptStates.below(run);
        ChainLink before = model(run).training().orElseThrow().chain().get(1);
        Files.delete(states.get(before.state()));
        Files.delete(run.resolve(WEIGHTS));
        RunParts few = RunParts.of(RunEvidence.read(run), Optional.empty());

        DrawnParts shown = BeaconSelector.select(all, draw, 0.5);
        DrawnParts withheld = BeaconSelector.select(few, draw, 0.5);
        RecheckFinding finding = new Recheck(RunEvidence.read(run), draw, 0.5, Optional.empty())
                .run(folders("withheld-recheck"), environment(() -> ExactEngine.open(1)));

        assertEquals(List.of(), shown.notShown());
        assertEquals(List.of(), withheld.stretches());
        assertEquals(
                "tiny/train, epoch 2: from the last state that is there, after epoch 0, it takes more images than the share has room"
                        + " for; get " + KeptStates.name(before),
                texts(withheld.notShown()).get(0));
        assertEquals(
                shown.slices().stream()
                        .map(one -> one.set().cell() + " " + one.indices())
                        .filter(one -> one.contains("ictcf"))
                        .toList(),
                withheld.slices().stream()
                        .map(one -> one.set().cell() + " " + one.indices())
                        .toList());
        assertEquals(
                shown.slices().stream()
                        .filter(one -> !one.set().cell().toString().contains("ictcf"))
                        .map(one -> one.set().cell() + ", " + one.indices().size()
                                + " drawn slices: the weights are missing")
                        .toList(),
                texts(withheld.notShown()).subList(1, withheld.notShown().size()));
        assertEquals(0, finding.differences());
        assertFalse(finding.passed());
        assertEquals(List.of(), finding.chances());
    }

    @Test
    void aBeaconIsWorthTheEpochsThatItDraws() throws IOException {
        RunParts parts = RunParts.of(RunEvidence.read(temp.resolve("honest")), Optional.empty());

        DrawnParts drawn = BeaconSelector.select(parts, draws("tiny/train 1-2", parts), 0.5);

        assertEquals(DetectionChance.of("one epoch", 1, 3, 1), drawn.chances().get(0));
        assertEquals(
                List.of("tiny/fine-tune-ictcf 0-1", "tiny/train 0-1", "tiny/train 1-2"),
                named(BeaconSelector.select(parts, draws("tiny/train 1-2", parts), ALL)
                                .stretches())
                        .stream()
                        .sorted()
                        .toList());
    }

    /** A beacon that draws this part alone. */
    private static Draw draws(String part, RunParts parts) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> Draw.ofBeacon(Sha256.of(new byte[0]), "beacon " + i))
                .filter(draw -> named(BeaconSelector.select(parts, draw, 0.5).stretches())
                        .equals(List.of(part)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> named(List<TrainedPart> parts) {
        return parts.stream()
                .map(p ->
                        p.cell() + " " + p.stretch().from() + "-" + p.stretch().to())
                .toList();
    }

    private static List<String> texts(List<RecheckFinding.Unchecked> parts) {
        return parts.stream().map(u -> u.part() + ": " + u.because()).toList();
    }

    /** A model of zero epochs has no chain; what it starts from is known all the same. */
    @Test
    void editedWeightsOfAModelThatIsNotTrainedAreFound() throws IOException {
        String start = temp.resolve("honest").resolve(WEIGHTS).toString();
        run(
                "untrained",
                List.of(
                        "models=[{id: tiny, model: tiny-test-network, start: {weights: " + start + "}}]",
                        "protocol.epochs=0",
                        ONE_SET));
        Path run = copy("untrained", "untrained-edited");
        Path file = run.resolve(WEIGHTS);
        byte[] edited = withOther(Files.readAllBytes(file), "fc.bias");
        Files.delete(file);
        Files.write(file, edited);
        Training honest = model(run).training().orElseThrow();
        forge(run, model -> with(model, with(honest, List.of(), weights(edited))));

        RecheckFinding finding = recheck("untrained", 0.1, () -> ExactEngine.open(1));
        RecheckFinding forged = recheck("untrained-edited", 0.1, () -> ExactEngine.open(1));

        assertTrue(finding.passed(), finding.toString());
        assertEquals(1, finding.stretches().size());
        assertEquals(List.of("it is not trained, and its weights are not those that it starts from"), problems(forged));
    }

    @Test
    void modelsThatDrawForAllSlicesFromOneStreamAreLeftOut() throws IOException {
        assertFalse(AffinityOptions.standard(8).drawsFromOneStream());
        assertTrue(Plans.read("demo", List.of("models=[{id: a, model: affinity, options: {roiPad: random}}]"))
                .plan()
                .models()
                .get(0)
                .options()
                .drawsFromOneStream());
    }

    @Test
    void damagedCheckpointsAreNamed() throws IOException {
        Path run = copy("honest", "damaged");
        Path kept = KeptStates.below(run)
                .get(model(run).training().orElseThrow().chain().get(1).state());
        Files.delete(kept);
        Files.writeString(kept, "no checkpoint");

        var e = assertThrows(UserException.class, () -> recheck("damaged", ALL, () -> ExactEngine.open(1)));

        assertTrue(e.problem().startsWith("the file is not a checkpoint: "), e.problem());
        assertEquals(kept.toString(), e.where());
    }

    /** The state after the first epoch is another, and its checkpoint is damaged. */
    @Test
    void aDamagedCheckpointDoesNotHideADifference() throws IOException {
        Path run = copy("honest", "hidden");
        Training honest = model(run).training().orElseThrow();
        Path kept = KeptStates.below(run).get(honest.chain().get(1).state());
        List<ChainLink> chain = relinked(honest, Map.of(1, Sha256.of(new byte[0])));
        Files.delete(kept);
        Path damaged = kept.resolveSibling(KeptStates.name(chain.get(1)));
        Files.writeString(damaged, "no checkpoint");
        forge(run, model -> with(model, with(honest, chain, honest.weights())));
        RunParts parts = RunParts.of(RunEvidence.read(run), Optional.empty());
        Draw draw = Stream.iterate(0L, seed -> seed + 1)
                .map(Draw::ofSeed)
                .filter(one ->
                        named(SeedSelector.select(parts, one, 0.5).stretches()).equals(List.of("tiny/train 0-1")))
                .findFirst()
                .orElseThrow();

        RecheckFinding finding = new Recheck(RunEvidence.read(run), draw, 0.5, Optional.empty())
                .run(folders("hidden-recheck"), environment(() -> ExactEngine.open(1)));

        assertEquals(
                List.of("the state after epoch 1 is another; after epoch 1 the first tensor that differs is unknown: "
                        + damaged + " cannot be read as a checkpoint"),
                problems(finding));
    }

    @Test
    void unfinishedWorkHasAFolderOfItsOwn() throws IOException {
        Recheck recheck = new Recheck(RunEvidence.read(temp.resolve("honest")), Draw.ofSeed(1), ALL, Optional.empty());
        Reproduction.Environment environment = environment(() -> ExactEngine.open(1));

        var inside = assertThrows(UserException.class, () -> recheck.run(folders("honest/recheck"), environment));
        assertEquals("unfinished work would be written into the run", inside.problem());
        Path out = Files.createDirectories(temp.resolve("taken"));
        try (RunLock lock = RunLock.take(out)) {
            var taken = assertThrows(UserException.class, () -> recheck.run(folders("taken"), environment));
            assertTrue(taken.problem().startsWith("another process works on this run: "), lock + taken.problem());
        }
    }

    /** The state after the first epoch is changed, and all digests are made anew, also those of the checkpoint's name. */
    @Test
    void aChangedEpochIsFoundWithItsFirstChangedTensor() throws IOException {
        Path run = copy("honest", "epoch");
        Training honest = model(run).training().orElseThrow();
        Path kept = KeptStates.below(run).get(honest.chain().get(1).state());
        byte[] file = withOther(Files.readAllBytes(kept), "model.fc.bias");
        List<ChainLink> chain = relinked(honest, Map.of(1, state(file)));
        Files.delete(kept);
        Files.write(kept.resolveSibling(KeptStates.name(chain.get(1))), file);
        forge(run, model -> with(model, with(honest, chain, honest.weights())));

        RecheckFinding finding = recheck("epoch", ALL, () -> ExactEngine.open(1));

        assertEquals(
                List.of(
                        "the state after epoch 1 is another; after epoch 1 the first tensor that differs is model.fc.bias",
                        "the state after epoch 2 is another; there is no checkpoint that tells which tensor differs"),
                problems(finding).subList(0, 2));
    }

    /** The digest of a state is that of its checkpoint file, computed here from the bytes alone. */
    @Test
    void theStateInTheChainIsThatOfTheKeptFile() throws IOException {
        Training training = model(temp.resolve("honest")).training().orElseThrow();
        Sha256 state = training.chain().get(1).state();

        assertEquals(
                state,
                state(Files.readAllBytes(
                        KeptStates.below(temp.resolve("honest")).get(state))));
    }

    /** Trained on slices of an evaluation set, and passed off as trained on those of the plan. */
    @Test
    void imagesOfAnEvaluationSetInTheTrainingAreFound() throws IOException {
        run("cheat", List.of("train=phantom-covidx/remainder", ONE_SET));
        Path run = copy("honest", "smuggled");
        ModelResults cheat = model(temp.resolve("cheat"));
        Files.copy(temp.resolve("cheat").resolve(TEST), replaced(run.resolve(TEST)));
        Files.copy(temp.resolve("cheat").resolve(WEIGHTS), replaced(run.resolve(WEIGHTS)));
        Training forged = cheat.training().orElseThrow();
        forge(
                run,
                model -> new ModelResults(
                        model.id(),
                        model.item(),
                        Optional.of(new Training(
                                model.training().orElseThrow().split(),
                                forged.parameters(),
                                forged.weights(),
                                forged.curve(),
                                forged.lesions(),
                                forged.events(),
                                forged.chain())),
                        List.of(cheat.evaluations().get(0)),
                        model.segmentation(),
                        List.of()));

        RecheckFinding finding = recheck("smuggled", ALL, () -> ExactEngine.open(1));

        assertEquals(
                List.of("the state after epoch 1 is another; there is no checkpoint that tells which tensor differs"),
                problems(finding));
        assertTrue(finding.slices().get(0).problems().isEmpty(), "the predictions are those of the weights");
    }

    @Test
    void swappedPredictionsAreFound() throws IOException {
        Path run = copy("honest", "swapped");
        Path file = run.resolve(TEST);
        Predictions honest = PredictionFile.readSealed(Files.readAllBytes(file), file, Sha256.of(file));
        List<Prediction> rows = new ArrayList<>(honest.rows());
        Prediction first = rows.get(0);
        Prediction last = rows.get(11);
        rows.set(0, new Prediction(first.image(), first.label(), last.probabilities()));
        rows.set(11, new Prediction(last.image(), last.label(), first.probabilities()));
        Predictions forged = new Predictions(honest.classes(), rows);
        Files.delete(file);
        Sha256 digest = PredictionFile.write(file, forged);
        forge(run, model -> with(model, forged.confusionMatrix(), digest, run));

        RecheckFinding finding = recheck("swapped", 0.9, () -> ExactEngine.open(1));
        List<String> problems = finding.slices().get(0).problems();

        assertTrue(problems.size() > 0, finding.slices().toString());
        assertTrue(
                problems.get(0)
                                .equals(first.image() + " is given " + first.probabilities() + ", the run says "
                                        + last.probabilities())
                        || problems.get(0).startsWith(last.image() + " is given "),
                problems.toString());
        assertTrue(finding.stretches().stream().allMatch(s -> s.problem().isEmpty()));
    }

    @Test
    void editedWeightsAreFoundByTheLastEpochs() throws IOException {
        Path run = copy("honest", "edited");
        Path file = run.resolve(WEIGHTS);
        byte[] edited = withOther(Files.readAllBytes(file), "fc.bias");
        Files.delete(file);
        Files.write(file, edited);
        Training honest = model(run).training().orElseThrow();
        forge(run, model -> with(model, with(honest, honest.chain(), weights(edited))));

        RecheckFinding finding = recheck("edited", ALL, () -> ExactEngine.open(1));

        assertEquals(
                "the weights after the last epoch differ from those in the results",
                problems(finding).get(0));
        assertEquals(12, finding.slices().get(0).problems().size());
    }

    @Test
    void weightsOfOthersAreRefused() throws IOException {
        Path run = copy("honest", "others");
        Path file = run.resolve(WEIGHTS);
        byte[] edited = withOther(Files.readAllBytes(file), "fc.bias");
        Files.delete(file);
        Files.write(file, edited);

        var weights = assertThrows(UserException.class, () -> recheck("others", 0.1, () -> ExactEngine.open(1)));
        assertTrue(weights.problem().startsWith("the weights are not those of tiny/train: digest "), weights.problem());
        assertEquals(file.toString(), weights.where());
    }

    private static List<String> problems(RecheckFinding finding) {
        return finding.stretches().stream()
                .map(CheckedStretch::problem)
                .flatMap(Optional::stream)
                .toList();
    }

    private static RunResults run(String out, List<String> settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("models=[{id: tiny, model: tiny-test-network}]"));
        all.addAll(settings);
        return Reproduction.run(
                Plans.read(PLAN, all),
                folders(out),
                RunSettings.standard().keepingEvery(1),
                environment(() -> ExactEngine.open(2)));
    }

    private static Reproduction.Environment environment(Reproduction.EngineSource engines) {
        return Reproduction.Environment.of(
                engines, Progress.lines(new PrintStream(new ByteArrayOutputStream()), () -> 0));
    }

    private static Reproduction.Folders folders(String out) {
        return new Reproduction.Folders(temp.resolve("data"), temp.resolve(out), temp.resolve("cache"));
    }

    private static RecheckFinding recheck(String name, double share, Reproduction.EngineSource engines)
            throws IOException {
        RunEvidence run = RunEvidence.read(temp.resolve(name));
        return new Recheck(run, Draw.ofSeed(1), share, Optional.empty())
                .run(folders(name + "-recheck-" + share), environment(engines));
    }

    private static ModelResults model(Path run) throws IOException {
        return ResultsFile.read(run).numbers().models().get(0);
    }

    /** Changes the model of a run, and all digests. */
    private static void forge(Path run, UnaryOperator<ModelResults> change) throws IOException {
        RunResults results = ResultsFile.read(run);
        Numbers n = results.numbers();
        ModelResults forged = change.apply(n.models().get(0));
        Files.delete(run.resolve(ResultsFile.NAME));
        ResultsFile.write(
                run,
                RunResults.of(
                        new Numbers(n.plan(), n.seeds(), n.splits(), n.checks(), List.of(forged), n.missing()),
                        results.provenance(),
                        results.timing()));
    }

    private static ModelResults with(ModelResults model, Training training) {
        return new ModelResults(
                model.id(),
                model.item(),
                Optional.of(training),
                model.evaluations(),
                model.segmentation(),
                model.captures());
    }

    private static ModelResults with(ModelResults model, ConfusionMatrix counts, Sha256 predictions, Path run) {
        List<EvaluationResults> evaluations = new ArrayList<>(model.evaluations());
        EvaluationResults e = evaluations.get(0);
        try {
            Scores scores =
                    Scores.of(counts, RunEvidence.read(run).plan().f1Weights().byWeighting(counts.classes()));
            evaluations.set(
                    0,
                    new EvaluationResults(
                            e.id(),
                            e.split(),
                            counts.total(),
                            e.fineTuning(),
                            counts,
                            scores,
                            new FileReference(TEST, predictions),
                            e.events(),
                            e.warnings()));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
        return new ModelResults(
                model.id(), model.item(), model.training(), evaluations, model.segmentation(), model.captures());
    }

    private static Training with(Training training, List<ChainLink> chain, Sha256 weights) {
        return new Training(
                training.split(),
                training.parameters(),
                weights,
                training.curve(),
                training.lesions(),
                training.events(),
                chain);
    }

    /** The chain with other states after some epochs. */
    private static List<ChainLink> relinked(Training training, Map<Integer, Sha256> states) {
        List<ChainLink> chain = new ArrayList<>(training.chain().subList(0, 1));
        for (EpochResults epoch : training.curve()) {
            ChainLink honest = training.chain().get(epoch.epoch());
            chain.add(chain.get(epoch.epoch() - 1)
                    .next(
                            states.getOrDefault(epoch.epoch(), honest.state()),
                            epoch.meanLoss(),
                            epoch.losses(),
                            honest.validation()));
        }
        return chain;
    }

    private static Sha256 weights(byte[] file) {
        try (Engine engine = ExactEngine.open(1);
                Model model = RunEvidence.read(temp.resolve("honest"))
                        .plan()
                        .models()
                        .get(0)
                        .provider()
                        .create(new ModelSpec(
                                new ModelForm(3, 64, 64),
                                1,
                                engine,
                                RunEvidence.read(temp.resolve("honest"))
                                        .plan()
                                        .models()
                                        .get(0)
                                        .options()))) {
            WeightFile.read(new ByteArrayInputStream(file)).into(model.module());
            return new Sha256(WeightDigest.of(model.module()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A safetensors file: its header, and where its values begin. */
    private record Tensors(JsonNode header, int begin) {
        static Tensors of(byte[] file) {
            int length =
                    (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            String json = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
            return new Tensors(Documents.parseJson(json, "header", JsonNode.class), Long.BYTES + length);
        }
    }

    /** The file with another first value of a tensor. */
    private static byte[] withOther(byte[] file, String tensor) {
        Tensors tensors = Tensors.of(file);
        byte[] other = file.clone();
        int at = tensors.begin()
                + tensors.header().get(tensor).get("data_offsets").get(0).asInt();
        ByteBuffer values = ByteBuffer.wrap(other).order(ByteOrder.LITTLE_ENDIAN);
        values.putFloat(at, values.getFloat(at) + 1);
        return other;
    }

    private static Sha256 state(byte[] file) {
        Tensors tensors = Tensors.of(file);
        Map<String, JsonNode> sorted = new TreeMap<>();
        tensors.header().properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        String metadata = sorted.remove("__metadata__").get("checkpoint").asText();
        var sha = Sha256.digest();
        sorted.forEach((name, tensor) -> {
            String shape = tensor.get("shape").toString().replace(",", ", ");
            sha.update(
                    (name + " " + tensor.get("dtype").asText() + " " + shape + "\n").getBytes(StandardCharsets.UTF_8));
            int begin = tensor.get("data_offsets").get(0).asInt();
            sha.update(
                    file,
                    tensors.begin() + begin,
                    tensor.get("data_offsets").get(1).asInt() - begin);
        });
        var checkpoint = Documents.parseJson(metadata, "metadata", JsonNode.class);
        assertTrue(
                checkpoint.get("model").isEmpty() && checkpoint.get("trainer").isEmpty(), metadata);
        return Sha256.finish(sha);
    }

    private static Path replaced(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    /** A copy without the cells, but with their kept states. */
    private static Path copy(String from, String to) throws IOException {
        Path source = temp.resolve(from);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = temp.resolve(to).resolve(source.relativize(file).toString());
                boolean cell = source.relativize(file).startsWith("cells")
                        && !file.getFileName().toString().startsWith("epoch-");
                if (!cell) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
        return temp.resolve(to);
    }
}
