package org.ctbench.harness.determinism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.Kind;
import org.ctbench.harness.findings.Level;
import org.ctbench.harness.findings.PairComparison;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Tag("computes")
class DeterminismCheckTest {
    private static final Subject SUBJECT = subject("resnet18", 64, 1);

    private static final List<PairComparison> TOLD = new ArrayList<>();

    /** One thread again, and beside it what is called two threads: one with a linear layer that changes in its second step. */
    private static DeterminismFinding finding;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws IOException {
        DeterminismCheck.Source source =
                threads -> new LocalTraining(threads == 1 ? open() : changed(open(), 2), SUBJECT);
        finding = new DeterminismCheck(SUBJECT, 2, source).run(List.of(1, 2), TOLD::add);
    }

    @Test
    void aTrainingComesToTheSameBitsAgain() {
        assertEquals(new PairComparison(1, 1, List.of()), finding.comparisons().get(0));
        assertEquals(
                "resnet18, 2 steps on generated images of 64 x 64 pixels, 1 at once",
                finding.training().text());
        assertEquals(1, finding.provenance().engine().threads());
        assertEquals(finding.comparisons(), TOLD);
    }

    @Test
    void anEngineThatDiffersInItsSecondStepIsCaughtThere() {
        List<Difference> differences = finding.comparisons().get(1).differences();

        assertEquals(
                List.of(Kind.LOSS, Kind.WEIGHT, Kind.MOMENT, Kind.PROBABILITY),
                differences.stream().map(Difference::kind).toList());
        assertTrue(differences.stream().allMatch(difference -> difference.step() == 2), differences.toString());
        Difference loss = differences.get(0);
        assertEquals("image", loss.name());
        assertEquals(1, loss.differing());
        assertTrue(loss.largest().getAsDouble() > 1e-4, loss.toString());
        assertEquals("conv1.weight", differences.get(1).name());
        assertEquals(9408, differences.get(1).values());
    }

    @Test
    void otherBitsWithOtherThreadsAreAFailureOfAnArithmeticWithANameAndElseAFinding() {
        DeterminismFinding other = DeterminismFinding.of(finding.training(), other(), finding.comparisons());

        assertFalse(finding.passed());
        assertTrue(other.passed());
        assertEquals(Level.SAME_THREADS, other.level());
        assertEquals("on 1 and on 2 threads", other.comparisons().get(1).text());
    }

    @Test
    void otherBitsWithTheSameThreadsAreAFailureOfEveryEngine() {
        assertFalse(failed().passed());
        assertFalse(DeterminismFinding.of(finding.training(), other(), failed().comparisons())
                .passed());
    }

    @Test
    void theFindingIsKeptInTheFolderOfTheRun() throws IOException {
        finding.write(folder);

        assertEquals(Optional.of(finding), DeterminismFinding.read(folder));
        assertTrue(
                Files.readString(folder.resolve("determinism.json"))
                        .startsWith(
                                "{\n  \"schema\" : \"ctbench/determinism/3\",\n  \"training\" : {\n    \"model\" : \"resnet18\""));
        assertEquals(Optional.empty(), DeterminismFinding.read(folder.resolve("other")));
    }

    @Test
    void aDocumentWhoseLevelIsNotThatOfItsComparisonsIsRefused() throws IOException {
        failed().write(folder);
        Path file = folder.resolve("determinism.json");
        Files.writeString(file, Files.readString(file).replace("\"level\" : \"NONE\"", "\"level\" : \"SAME_THREADS\""));

        UserException e = assertThrows(UserException.class, () -> DeterminismFinding.read(folder));

        assertTrue(e.problem().contains("level is SAME_THREADS, the comparisons say NONE"), e.problem());
    }

    @Test
    void allThreadsNeedsMoreThanTheRepetition() {
        PairComparison again = new PairComparison(1, 1, List.of());
        PairComparison beside = new PairComparison(1, 2, List.of());

        assertEquals(Level.SAME_THREADS, Level.of(List.of(again)));
        assertEquals(Level.ALL_THREADS, Level.of(List.of(again, beside)));
    }

    @Test
    void aDifferenceSaysHowManyValuesAndByHowMuch() {
        Difference some =
                Difference.between(Kind.WEIGHT, 3, "fc.weight", new double[] {1, -4, 0.0}, new double[] {1, -3, -0.0});
        Difference longer = Difference.between(Kind.PROBABILITY, 3, "all images", new double[2], new double[3]);

        assertEquals(
                "step 3, weight fc.weight: 2 of 3 values, by at most 1.0e+00 (largest value 4.0e+00)", some.text());
        assertEquals("step 3, probability all images: not the same number of values", longer.text());
        assertEquals(OptionalDouble.empty(), longer.largest());
    }

    @Test
    void aModelThatDoesNotTakeTheImagesIsRefused() {
        UserException size = assertThrows(UserException.class, () -> subject("affinity", 72, 1));
        UserException batch = assertThrows(UserException.class, () -> subject("maskrcnn", 64, 2));

        assertEquals("--size 72", size.where());
        UserException small = assertThrows(UserException.class, () -> subject("resnet18", 63, 1));
        assertEquals("expected a size of 64 or more, and 1 image or more", small.problem());
        assertEquals("maskrcnn learns from one image at a time", batch.problem());
    }

    /** As if the repetition had differed. */
    private static DeterminismFinding failed() {
        List<Difference> differences = finding.comparisons().get(1).differences();
        return DeterminismFinding.of(
                finding.training(), finding.provenance(), List.of(new PairComparison(1, 1, differences)));
    }

    /** The provenance of an engine whose results depend on the machine. */
    private static Provenance other() {
        return Provenance.collect(
                new EngineInfo("another", Optional.empty(), 1, "its own", Optional.empty(), Map.of()));
    }

    private static Subject subject(String model, int size, int batch) {
        ModelProvider provider = ModelRegistry.load().get(model);
        return new Subject(provider, provider.options(), size, batch);
    }

    private static Engine open() {
        return ExactEngine.open(1);
    }

    /** An engine whose linear layer is another one from a step on. */
    private static Engine changed(Engine right, int step) {
        int[] calls = new int[1];
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(right, arguments);
                        boolean late = method.getName().equals("linear") && ++calls[0] >= step;
                        return late ? right.scale((Tensor) result, 1.01f) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
