package org.ctbench.harness.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.plan.Seeds;
import org.ctbench.harness.plan.StartFile;
import org.ctbench.harness.segmentation.MaskAp;
import org.ctbench.harness.segmentation.SegmentationCounts;
import org.ctbench.harness.segmentation.SegmentationScores;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsFileTest {
    private static final Sha256 DIGEST = Sha256.of(new byte[] {1});
    private static final EngineInfo ENGINE =
            new EngineInfo("nd4j-cpu", Optional.empty(), 2, "ND4J", Optional.empty(), Map.of("nd4j", "1", "dnnl", "2"));

    private static final int STRIDE = 61;

    private static final String EVENT = "images without region";

    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrites() throws IOException {
        RunResults results = results(0.5);

        Path file = ResultsFile.write(folder, results);

        assertEquals(folder.resolve("results.json"), file);
        assertEquals(results, ResultsFile.read(folder));
    }

    @Test
    void keepsTheOptionsOfAModel() throws IOException {
        ModelResults model = results(0.5).numbers().models().get(0);
        ModelItem affinity = new ModelItem(
                "affinity-8",
                "affinity",
                Optional.empty(),
                AffinityOptions.standard(8),
                Optional.empty(),
                Optional.of(new StartFile("affinity_model_8.pth", Optional.of(DIGEST))),
                Optional.of(Plans.load("demo").protocol()));
        ModelResults written =
                new ModelResults("affinity-8", affinity, model.training(), List.of(), Optional.empty(), List.of());

        ModelResults read = Documents.parseJson(Documents.toJson(written), "model.json", ModelResults.class);

        assertEquals(written, read);
    }

    /** Pins the schema: a change of this file asks for a new one. From 0.1.0 on the file of a released schema must still be read. */
    @Test
    void writesTheDocumentAsItIsDescribed() throws IOException {
        String expected = text("/results/results-7.json");

        assertEquals(expected, Checksum.OF_ALL.json(complete()));
        assertEquals(complete(), ResultsFile.parse(expected, "results-7.json"));
    }

    /** The digest was computed by src/test/golden/numbers_digest.py from the document. */
    @Test
    void carriesTheDigestOfItsNumbers() throws IOException {
        assertEquals(
                Optional.of(new Sha256("dab42f4c1b80472996042049a630b8a123c274f0171071cd025c7b9c833cda67")),
                ResultsFile.parse(text("/results/results-7.json"), "results-7.json")
                        .digest());
        assertEquals(Optional.empty(), results(0.5).digest(), "a part of the plan has no result");
    }

    /** The link was computed by src/test/golden/training_chain.py from the document. */
    @Test
    void carriesTheChainOfItsTrainings() throws IOException {
        ModelResults model = ResultsFile.parse(text("/results/results-7.json"), "results-7.json")
                .numbers()
                .models()
                .get(0);
        Sha256 head = new Sha256("b1c51be10a82b308c25c36b4f28028b6ab1bcf59132dd7f45158fd24b0e0a15d");

        assertEquals(head, model.training().orElseThrow().head().orElseThrow().link());
        assertEquals(
                head,
                model.evaluations()
                        .get(0)
                        .fineTuning()
                        .orElseThrow()
                        .head()
                        .orElseThrow()
                        .link());
    }

    @Test
    void refusesTheDigestOfOtherNumbers() throws IOException {
        String text = text("/results/results-7.json");
        String changed = text.replace(complete().digest().orElseThrow().hex(), DIGEST.hex());

        var e = assertThrows(UserException.class, () -> ResultsFile.parse(changed, "results-7.json"));

        assertEquals("digest: it is not that of the numbers", e.problem());
    }

    @Test
    void refusesADocumentOfAnotherSchemaForThatAlone() throws IOException {
        String earlier = text("/results/results-7.json")
                .replace("ctbench/results/7", "ctbench/results/6")
                .replace("\"numbers\"", "\"values\"");

        var e = assertThrows(UserException.class, () -> ResultsFile.parse(earlier, "results.json"));

        assertEquals("schema: 'ctbench/results/6' is not read by this version", e.problem());
        assertEquals("results.json:2", e.where());
        assertEquals(
                "recreate the file with this version, which reads ctbench/results/7, or read it with the version that"
                        + " made it",
                e.fix());
    }

    /** Of one bit in {@value #STRIDE}: one that is not what it was is found, or changes no value. */
    @Test
    void noChangedBitGoesUnnoticed() throws IOException {
        byte[] document = Checksum.OF_ALL.json(results(0.5)).getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int bit = 0; bit < 8 * document.length; bit += STRIDE) {
            Optional<RunResults> read = readChanged(document, bit);
            read.ifPresent(same -> assertEquals(results(0.5), same));
            refused += read.isEmpty() ? 1 : 0;
        }
        assertTrue(refused > 8 * document.length / STRIDE * 0.9, refused + " bits refused");
    }

    private static Optional<RunResults> readChanged(byte[] document, int bit) {
        byte[] changed = document.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        try {
            return Optional.of(ResultsFile.parse(new String(changed, StandardCharsets.UTF_8), "changed"));
        } catch (UserException refused) {
            return Optional.empty();
        }
    }

    @Test
    void everyFieldOfTheDocumentIsDescribed() throws IOException {
        String description = Files.readString(Path.of("../RESULTS.md"));
        List<String> keys = Checksum.OF_ALL
                .json(results(0.5))
                .lines()
                .filter(line -> line.contains("\" : "))
                .map(line -> line.replaceFirst("^ *\"([^\"]*)\".*$", "$1"))
                .distinct()
                .filter(key -> !ENGINE.libraries().containsKey(key))
                .filter(key -> !key.equals(EVENT))
                .toList();

        assertTrue(keys.size() > 40, "the sample document has every field");
        assertEquals(
                List.of(),
                keys.stream()
                        .filter(key -> !description.contains("`" + key + "`"))
                        .toList());
    }

    @Test
    void theNumbersOfTwoRunsAreEqualWhereverTheyRan() {
        RunResults one = results(0.5);
        RunResults other = RunResults.of(
                one.numbers(),
                new Provenance(
                        new CodeVersion("9", Optional.empty(), Optional.empty()),
                        ENGINE,
                        one.provenance().java(),
                        one.provenance().system(),
                        new Provenance.Hardware(Optional.empty(), 64, OptionalLong.empty())),
                new Timing(9, List.of()));

        assertNotEquals(one, other);
        assertEquals(one.numbers().digest(), other.numbers().digest());
        assertNotEquals(one.numbers().digest(), results(0.25).numbers().digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ctbench/results/7|ctbench/results/9|schema: 'ctbench/results/9' is not read by this version"
                        + "|recreate the file with this version, which reads ctbench/results/7, or read it with the version"
                        + " that made it",
                "\"losses\"|\"loses\"|unknown key 'numbers.models[0].training.curve[0].loses'|did you mean 'losses'?",
                "\"id\" : \"again\",|\"id\" : \"other\",|numbers.models[0].item: it is that of 'again', not of 'other'"
                        + "|restore the file as the run wrote it",
                "\"totalSeconds\"|\"totalSecond\"|unknown key 'timing.totalSecond'|did you mean 'totalSeconds'?",
                "\"slices\" : 4,|\"slices\" : 5,|numbers.models[0].evaluations[0].confusion: the counts add up to 4, slices says 5"
                        + "|restore the file as the run wrote it",
                "\"epoch\" : 1,|\"epoch\" : 7,|numbers.models[0].training.curve[0]: expected epoch 1, found 7"
                        + "|restore the file as the run wrote it",
                "\"meanLoss\" : 0.5,|\"meanLoss\" : 0.25,|numbers.models[0].training.chain[1]: the link does not follow from the"
                        + " one before it and its epoch|restore the file as the run wrote it",
                "\"epoch\" : 0,|\"epoch\" : 1,|numbers.models[0].training.chain[0]: the link does not follow from its state"
                        + "|restore the file as the run wrote it",
                "\"meanLoss\" : 0.5,|\"meanLoss\" : \"NaN\",|numbers.models[0].training.curve[0].meanLoss: expected a number,"
                        + " found the text 'NaN'|write a number",
            })
    void refusesADocumentThatDoesNotFitTheSchema(String from, String to, String problem, String fix)
            throws IOException {
        String text = Checksum.OF_ALL.json(results(0.5));
        Files.writeString(folder.resolve("results.json"), text.replaceFirst(java.util.regex.Pattern.quote(from), to));

        var e = assertThrows(UserException.class, () -> ResultsFile.read(folder));

        assertEquals(problem, e.problem());
        assertEquals(fix, e.fix());
        assertTrue(e.where().matches(".*results\\.json:\\d+"), e.where());
    }

    @Test
    void refusesMetricsThatDoNotFollowFromTheCounts() throws IOException {
        String text = Checksum.OF_ALL.json(results(0.5));
        int scores = text.indexOf("\"scores\"");
        String embellished = text.substring(0, scores)
                + text.substring(scores).replaceFirst("\"sensitivity\" : 0.0", "\"sensitivity\" : 0.5");
        Files.writeString(folder.resolve("results.json"), embellished);

        var e = assertThrows(UserException.class, () -> ResultsFile.read(folder));

        assertEquals("numbers.models[0].evaluations[0].scores: the metrics do not follow from the counts", e.problem());
    }

    @Test
    void aTruncatedDocumentIsNotRead() throws IOException {
        String text = Checksum.OF_ALL.json(results(0.5));
        Files.writeString(folder.resolve("results.json"), text.substring(0, text.length() / 2));

        var e = assertThrows(UserException.class, () -> ResultsFile.read(folder));

        assertTrue(e.problem().startsWith("not well-formed: "), e.problem());
    }

    private static String text(String resource) throws IOException {
        return new String(ResultsFileTest.class.getResourceAsStream(resource).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The document of a run of which every part has its result. */
    private static RunResults complete() {
        RunResults some = results(0.5);
        return RunResults.of(withNothingMissing(some.numbers()), some.provenance(), some.timing());
    }

    private static Numbers withNothingMissing(Numbers numbers) {
        return new Numbers(
                numbers.plan(), numbers.seeds(), numbers.splits(), numbers.checks(), numbers.models(), List.of());
    }

    private static RunResults results(double loss) {
        ConfusionMatrix confusion =
                ConfusionMatrix.of(List.of("Normal", "CP", "NCP"), new long[][] {{2, 0, 0}, {1, 0, 0}, {0, 0, 1}});
        Scores scores = Scores.of(confusion, Map.of(Weighting.CODE, List.of(0.45, 0.35, 0.20)));
        ChainLink start = ChainLink.start(Sha256.of(new byte[] {1}));
        ChainLink first = start.next(Sha256.of(new byte[] {2}), loss, Map.of("image", loss), Optional.of(confusion));
        ChainLink second = first.next(Sha256.of(new byte[] {3}), 0.1, Map.of("image", 0.1), Optional.empty());
        Training training = new Training(
                "phantom-covidx/sample",
                11_178_051,
                DIGEST,
                List.of(
                        new EpochResults(1, loss, Map.of("image", loss), Optional.of(scores)),
                        new EpochResults(2, 0.1, Map.of("image", 0.1), Optional.empty())),
                Optional.of(new LesionCounts("phantom-lesion/train", 50, 7, 90, 1, 2)),
                Map.of(EVENT, 3L),
                List.of(start, first, second));
        EvaluationResults test = new EvaluationResults(
                "test",
                "phantom-covidx/test",
                4,
                Optional.of(training),
                confusion,
                scores,
                new FileReference("predictions/resnet18-test.csv", DIGEST),
                Map.of(EVENT, 1L),
                List.of());
        Numbers numbers = new Numbers(
                new PlanReference("demo", DIGEST),
                new Seeds(1, 2),
                List.of(new SplitReference(
                        "phantom-covidx/test", DIGEST, 40, Optional.of(DIGEST), Optional.of(DIGEST))),
                List.of(new Check("duplicates", List.of("phantom-covidx/test"), Check.Verdict.OK, "every image once")),
                List.of(new ModelResults(
                        "again",
                        new ModelItem(
                                "again",
                                "resnet18",
                                Optional.of("ResNet18, once more"),
                                new ModelOptions.None(),
                                Optional.of("resnet18"),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.of(training),
                        List.of(test),
                        Optional.of(segmentation()),
                        List.of(new CaptureReference(
                                CaptureReference.Kind.AFFINITY,
                                "NCP_1.png",
                                Optional.of("NCP"),
                                OptionalInt.of(1),
                                Optional.empty(),
                                "captures/again/affinity-epoch-1-NCP.npz",
                                DIGEST)))),
                List.of(new MissingCell(
                        "again/fine-tune-ictcf",
                        "again",
                        Optional.of("ictcf"),
                        true,
                        "diverged: the image loss is NaN")));
        Provenance provenance = new Provenance(
                new CodeVersion("0.1.0", Optional.of("0123456789012345678901234567890123456789"), Optional.of(false)),
                ENGINE,
                new Provenance.JavaRuntime("17.0.1+1", "a vendor", "a machine"),
                new Provenance.OperatingSystem("Linux", "6.1", "amd64"),
                new Provenance.Hardware(Optional.of("a processor"), 2, OptionalLong.of(1L << 34)));
        return RunResults.of(
                numbers, provenance, new Timing(12.5, List.of(new Timing.Phase("train resnet18", 900, 9.25))));
    }

    private static SegmentationResults segmentation() {
        MaskAp ap = new MaskAp(List.of(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0));
        SegmentationScores scores =
                new SegmentationScores(Optional.of(ap), Optional.empty(), new SegmentationCounts(40, 9, 8, 70, 60));
        return new SegmentationResults(
                new LesionCounts("phantom-lesion/test", 40, 9, 60, 0, 0),
                List.of(new SegmentationResults.AtScore(0.05f, scores)),
                new FileReference("lesions/affinity-8.json", Sha256.of(new byte[] {9})),
                Optional.of(new FileReference("regions/affinity-8.json", Sha256.of(new byte[] {11}))),
                Optional.of(new FileReference("masks/affinity-8.json", Sha256.of(new byte[] {10}))));
    }

    @Test
    void runsOfEarlierVersionsHaveNeitherRegionsNorMasks() {
        String digest = "0".repeat(64);

        SegmentationResults read = Documents.parseJson(
                "{\"lesions\": {\"split\": \"a/b\", \"slices\": 1, \"negative\": 1, \"lesions\": 0, \"planesLost\": 0,"
                        + " \"vanished\": 0}, \"atScores\": [], \"found\": {\"file\": \"f\", \"digest\": \"" + digest
                        + "\"}}",
                "results.json",
                SegmentationResults.class);

        assertEquals(Optional.empty(), read.regions());
        assertEquals(Optional.empty(), read.masks());
    }

    @Test
    void refersToAPlanByItsDigest() throws IOException {
        PlanReference reference = PlanReference.to(Plans.load("demo"));

        assertEquals(new PlanReference("demo", Plans.load("demo").digest()), reference);
    }
}
