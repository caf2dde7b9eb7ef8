package org.ctbench.harness.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.fixtures.Zips;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.Numbers;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgers who make every digest anew, so that all files agree with each other: what replay finds, and what it cannot find. */
@Tag("slow")
class ForgeryTest {
    private static final Terms TERMS = new Terms(LocalDate.of(2026, 1, 2), "https://spdx.org/licenses/CC-BY-4.0");
    private static final Locks NONE = Locks.of(List.of());
    private static final int HEADER = 33; // bytes of signature and IHDR of a PNG
    private static final String TEST = "predictions/resnet18/test.csv";

    @TempDir
    Path temp;

    private Path run;

    @BeforeEach
    void writeAnHonestRun() throws IOException {
        run = new FinishedRun(temp.resolve("run"))
                .with("verdict.replicates=1000")
                .write();
    }

    @Test
    void aMetricOfTheResults() throws IOException {
        forge(evaluation -> {
            Scores s = evaluation.scores();
            Map<Weighting, OptionalDouble> weighted = new EnumMap<>(s.weightedF1());
            weighted.put(Weighting.ACTUAL, OptionalDouble.of(0.9999));
            Scores forged = new Scores(s.accuracy(), s.classes(), weighted, s.undefined());
            return with(evaluation, evaluation.confusion(), forged, evaluation.predictions());
        });

        assertRefused("the metrics of resnet18 on test in the results do not follow from the predictions");
    }

    @Test
    void theConfusionMatrixOfTheResults() throws IOException {
        forge(evaluation -> {
            ConfusionMatrix m = evaluation.confusion();
            long[][] right = new long[m.size()][m.size()];
            for (int c = 0; c < m.size(); c++) {
                right[c][c] = m.slices(c);
            }
            ConfusionMatrix forged = ConfusionMatrix.of(m.classes(), right);
            return with(evaluation, forged, scores(forged), evaluation.predictions());
        });

        assertRefused("the counts of resnet18 on test in the results do not follow from the predictions");
    }

    @Test
    void hardSlicesThatAreLeftOut() throws IOException {
        Predictions all = predictions();
        List<Prediction> easy = new ArrayList<>();
        int left = 0;
        for (Prediction row : all.rows()) {
            if (row.label() != row.predicted() && left < 57) {
                left++;
            } else {
                easy.add(row);
            }
        }
        predict(new Predictions(all.classes(), easy));

        assertEquals(57, left);
        UserException e = refused();
        assertTrue(e.problem().startsWith("57 of 540 slices of covidx-ct-v1/test are missing: '"), e.problem());
    }

    @Test
    void trueClassesThatAreChanged() throws IOException {
        Predictions all = predictions();
        List<Prediction> relabelled = new ArrayList<>();
        int changed = 0;
        for (Prediction row : all.rows()) {
            boolean wrong = row.label() != row.predicted() && changed++ < 6;
            relabelled.add(wrong ? Prediction.of(row.image(), row.predicted(), floats(row)) : row);
        }
        predict(new Predictions(all.classes(), relabelled));

        UserException e = refused();
        assertTrue(
                e.problem().matches("'\\w+\\.png' is of class \\w+ here, and of class \\w+ in covidx-ct-v1/test"),
                e.problem());
    }

    @Test
    void anAveragePrecisionOfTheResults() throws IOException {
        run = new FinishedRun(temp.resolve("looking")).looking("maskrcnn").write();
        RunResults results = ResultsFile.read(run);
        ModelResults model = results.numbers().models().get(0);
        SegmentationResults s = model.segmentation().orElseThrow();
        List<SliceLesions> found =
                LesionFile.read(run.resolve(s.found().file())).slices();
        List<SliceLesions> hit =
                found.stream().filter(slice -> slice.found(0, 0.5)).toList();
        SegmentationResults better = SegmentationResults.of(s.lesions(), hit, List.of(0.05f, 0.75f), s.found());
        write(
                results,
                new ModelResults(
                        model.id(),
                        model.item(),
                        model.training(),
                        model.evaluations(),
                        Optional.of(
                                better.with(s.regions().orElseThrow(), s.masks().orElseThrow())),
                        model.captures()));

        assertRefused(
                "the values of maskrcnn on the lesions of cncb-lesion/test in the results do not follow from what was found");
    }

    /** Of a split that is not the published one, lists, manifest and lock agree; only who knows the published one can tell. */
    @Test
    void splitsThatAreNotThePublishedOnesAndFindingsAboutThem() throws IOException {
        RunResults results = ResultsFile.read(run);
        Numbers n = results.numbers();
        assertTrue(n.checks().size() > 1, n.checks().toString());
        ResultsFile.write(
                run,
                RunResults.of(
                        new Numbers(
                                n.plan(),
                                n.seeds(),
                                n.splits(),
                                n.checks().subList(1, n.checks().size()),
                                n.models(),
                                n.missing()),
                        results.provenance(),
                        results.timing()));

        assertEquals(
                List.of(
                        "covidx-ct-v1/test is not the published split of that name: its manifest differs",
                        "ictcf/test is not the published split of that name: its manifest differs",
                        "the checks of the splits in results.json do not follow from their manifests"),
                replay(bundle(), Locks.shipped()).different());
    }

    @Test
    void metadataDigestsListedTwiceAndWordsInsideAPicture() throws IOException {
        Map<String, byte[]> files = Zips.read(bundle());
        String picture = files.keySet().stream()
                .filter(name -> name.endsWith(".png"))
                .findFirst()
                .orElseThrow();
        files.put(picture, withWords(files.get(picture)));
        String metadata = new String(files.get(CrateMetadata.NAME), StandardCharsets.UTF_8);
        files.put(
                CrateMetadata.NAME,
                metadata.replace("A plan of my own", "A better plan").getBytes(StandardCharsets.UTF_8));
        StringBuilder sums = new StringBuilder();
        files.forEach((name, bytes) ->
                sums.append(name.equals(Bundle.SUMS) ? "" : Sha256.of(bytes).hex() + "  " + name + "\n"));
        files.put(Bundle.SUMS, (sums.toString() + sums).getBytes(StandardCharsets.UTF_8));

        assertEquals(
                List.of(
                        "ro-crate-metadata.json does not follow from the run",
                        "SHA256SUMS has more than the digests of the files",
                        picture + " came out differently"),
                replay(Zips.write(files, temp.resolve("forged.zip")), NONE).different());
    }

    /** A PNG with a chunk {@code tEXt} after its header. */
    private static byte[] withWords(byte[] png) {
        byte[] text = "tEXtComment\0verified by the authors".getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(text);
        return ByteBuffer.allocate(png.length + text.length + 8)
                .put(png, 0, HEADER)
                .putInt(text.length - 4)
                .put(text)
                .putInt((int) sum.getValue())
                .put(png, HEADER, png.length - HEADER)
                .array();
    }

    /** Nothing but computing them again tells better predictions from those of a better model. */
    @Test
    void betterPredictionsAreNotFoundByReplay() throws IOException {
        Predictions all = predictions();
        predict(new Predictions(
                all.classes(),
                all.rows().stream()
                        .map(row -> {
                            float[] certain = new float[all.classes().size()];
                            certain[row.label()] = 1;
                            return Prediction.of(row.image(), row.label(), certain);
                        })
                        .toList()));

        assertTrue(replay(bundle(), NONE).passed());
    }

    private static float[] floats(Prediction row) {
        float[] values = new float[row.probabilities().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = row.probabilities().get(c);
        }
        return values;
    }

    private Predictions predictions() throws IOException {
        byte[] bytes = Files.readAllBytes(run.resolve(TEST));
        return PredictionFile.readSealed(bytes, run.resolve(TEST), Sha256.of(bytes));
    }

    /** Writes other predictions, and results that follow from them. */
    private void predict(Predictions forged) throws IOException {
        Sha256 digest = PredictionFile.write(run.resolve(TEST), forged);
        ConfusionMatrix matrix = forged.confusionMatrix();
        forge(evaluation -> with(evaluation, matrix, scores(matrix), new FileReference(TEST, digest)));
    }

    private Scores scores(ConfusionMatrix matrix) {
        try {
            return Scores.of(matrix, RunEvidence.read(run).plan().f1Weights().byWeighting(matrix.classes()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EvaluationResults with(
            EvaluationResults e, ConfusionMatrix matrix, Scores scores, FileReference predictions) {
        return new EvaluationResults(
                e.id(),
                e.split(),
                matrix.total(),
                e.fineTuning(),
                matrix,
                scores,
                predictions,
                e.events(),
                e.warnings());
    }

    /** Changes the results of the set {@code test}, and all digests. */
    private void forge(UnaryOperator<EvaluationResults> change) throws IOException {
        RunResults results = ResultsFile.read(run);
        ModelResults model = results.numbers().models().get(0);
        List<EvaluationResults> evaluations = model.evaluations().stream()
                .map(e -> e.id().equals("test") ? change.apply(e) : e)
                .toList();
        write(
                results,
                new ModelResults(
                        model.id(),
                        model.item(),
                        model.training(),
                        evaluations,
                        model.segmentation(),
                        model.captures()));
    }

    private void write(RunResults results, ModelResults model) throws IOException {
        Numbers n = results.numbers();
        ResultsFile.write(
                run,
                RunResults.of(
                        new Numbers(n.plan(), n.seeds(), n.splits(), n.checks(), List.of(model), n.missing()),
                        results.provenance(),
                        results.timing()));
    }

    private void assertRefused(String problem) {
        assertEquals(problem, refused().problem());
    }

    /** The message of who seals the forged run, which is that of who replays it: both read it in the same way. */
    private UserException refused() {
        return assertThrows(UserException.class, this::bundle);
    }

    private Path bundle() throws IOException {
        Path file = temp.resolve("run.zip");
        Bundle.write(run, file, Optional.empty(), TERMS, temp.resolve("cache"));
        return file;
    }

    private Replay replay(Path bundle, Locks published) throws IOException {
        return Replay.of(bundle, Optional.empty(), temp.resolve("cache"), published);
    }
}
