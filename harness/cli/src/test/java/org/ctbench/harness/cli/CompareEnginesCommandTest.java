package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.harness.findings.Difference;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.findings.Kind;
import org.ctbench.harness.findings.LayerDifference;
import org.ctbench.harness.findings.MetricDifference;
import org.ctbench.harness.findings.Rounding;
import org.ctbench.harness.findings.SetDifference;
import org.ctbench.harness.findings.StepDifference;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.Scale;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareEnginesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void anEngineThatIsNotThereIsRefusedBeforeAnythingIsTrained() {
        int code = execute(
                "demo",
                "--engines",
                "exact,torch",
                "--out",
                folder.resolve("out").toString());

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("error: no engine 'torch'\n   at: --engines\n"), err.toString());
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void anUnknownPlanIsSaidBeforeAnUnknownEngine() {
        assertEquals(2, execute("dmeo", "--engines", "exact,torch"));
        assertTrue(err.toString().startsWith("error: no plan 'dmeo'\n"), err.toString());
    }

    @Test
    void twoDifferentEnginesAreNeeded() {
        assertEquals(2, execute("demo", "--engines", "exact"));
        assertTrue(
                err.toString().startsWith("error: two engines are compared, not exact\n   at: --engines\n"),
                err.toString());

        assertEquals(2, execute("demo", "--engines", "exact,exact"));
        assertTrue(err.toString().contains("error: two engines are compared, not exact, exact\n"), err.toString());
    }

    @Test
    void aModelThatThePlanLacksIsRefused() {
        assertEquals(2, execute("demo", "--engines", "exact,nd4j", "--model", "resnet81"));
        assertTrue(
                err.toString().startsWith("error: the plan demo has no model 'resnet81'\n   at: --model\n"),
                err.toString());
        assertTrue(err.toString().contains("resnet18"), err.toString());
    }

    @Test
    void aFolderThatIsNoRunOfThePlanIsRefused() throws IOException {
        assertEquals(2, execute("demo", "--engines", "exact,nd4j", "--run", folder.toString()));
        assertEquals(
                "error: no run of ctbench\n   at: " + folder
                        + "\n  fix: name the folder that `ctbench reproduce` wrote\n",
                err.toString());

        Files.writeString(
                folder.resolve("plan.yaml"),
                Plans.read("paper-small", List.of()).resolved());
        assertEquals(2, execute("demo", "--engines", "exact,nd4j", "--run", folder.toString()));
        assertTrue(
                err.toString().contains("error: the run is one of another plan than demo on these engines\n"),
                err.toString());
    }

    @Test
    void noStepsAreRefused() {
        assertEquals(2, execute("demo", "--steps", "0"));
        assertTrue(err.toString().startsWith("error: --steps is 0, expected 1 or more\n"), err.toString());
    }

    @Test
    void textShowsLayersStepsAndMetrics() {
        Difference results = difference(Kind.ACTIVATION, 1, "conv1", 6.1e-7, 1.5);
        Difference gradients = difference(Kind.GRADIENT, 1, "conv1", 1.6e-4, 2.5);
        List<StepDifference> steps = List.of(
                step(1, 5.9e-7, 1.9e-3),
                step(2, 1.5e-5, 0.24),
                step(3, 1e-4, 0.3),
                step(4, 7e-3, 0.61),
                step(5, 9e-3, 0.7));
        SetDifference test = new SetDifference(
                "test",
                450,
                true,
                Optional.of(new SetDifference.Flips(
                        17, List.of(new SetDifference.Flip("NCP_1_2.png", "NCP", "NCP", "CP")))),
                List.of(
                        metric("accuracy", true, 0.9111, 0.92, Optional.of(new Interval(-0.005, 0.021))),
                        metric("precision of CP", false, 0.9, 0.9, Optional.empty()),
                        metric("sensitivity of CP", true, 0.9, 0.9, Optional.empty())));
        EnginesFinding finding = new EnginesFinding(
                EnginesFinding.SCHEMA,
                "resnet18",
                "ResNet18",
                List.of(computed("exact", Optional.empty()), computed("nd4j", Optional.of("avx512_core"))),
                true,
                List.of(
                        new LayerDifference("conv1", Optional.of(results), Optional.of(gradients)),
                        new LayerDifference("heads", Optional.of(lost()), Optional.empty())),
                new Rounding(900, 1100),
                steps,
                Optional.empty(),
                List.of(test),
                List.of("resnet18/evaluate-ictcf on nd4j: not a number"));

        assertEquals("""
                ResNet18 of the plan demo on two engines; initial weights of the same bits, the same batches and random draws
                  exact: convolutions by 512-bit vectors, 2 threads
                  nd4j: convolutions by 512-bit vectors, 2 threads, avx512_core
                  on Some Processor, Linux amd64, Java 17.0.1

                first step, layer by layer: the largest difference of two values, and its share of the layer's largest value
                layer      results    share  gradients    share
                conv1      6.1e-07  4.1e-07    1.6e-04  6.4e-05
                heads  other shape        -          -        -

                step by step: the loss and the parameter that differ most, and the share of their largest value
                step  loss     share  weights      share
                   1  image  5.9e-07  fc.weight  1.9e-03
                   2  image  1.5e-05  fc.weight  2.4e-01
                   4  image  7.0e-03  fc.weight  6.1e-01
                   5  image  9.0e-03  fc.weight  7.0e-01
                Beyond rounding is a loss that differs by more than 7.5e-04 of itself, or a weight by more than 1.7e-03 of the largest of \
                its parameter (2 lambda u times the sum over the layers of sqrt(n), the root of the number of terms of a result; \
                lambda = 7, u = 2^-24; Higham and Mary 2019).
                  losses: beyond rounding first at step 4, loss image: 1 of 1 value, by at most 7.0e-03 (largest value 1.0e+00)
                  weights: beyond rounding first at step 1, weight fc.weight: 1 of 1 value, by at most 1.9e-03 (largest value 1.0e+00)

                test, 450 slices, 17 predictions differ (3.8 %)
                  NCP_1_2.png (NCP): NCP, CP
                  ... and 16 more
                  metric               exact     nd4j  difference, interval by patient
                  accuracy           91.11 %  92.00 %  +0.89, -0.50 to +2.10 percentage points
                  sensitivity of CP  90.00 %  90.00 %  +0.00, no interval

                Each engine has trained once: what another seed would change is not in the intervals.
                not compared: resnet18/evaluate-ictcf on nd4j: not a number
                """, EnginesText.of(finding));
    }

    private static StepDifference step(int step, double loss, double weights) {
        return new StepDifference(
                step,
                difference(Kind.LOSS, step, "image", loss, 1),
                difference(Kind.WEIGHT, step, "fc.weight", weights, 1));
    }

    private static Difference difference(Kind kind, int step, String name, double largest, double magnitude) {
        return new Difference(kind, step, name, 1, 1, OptionalDouble.of(largest), OptionalDouble.of(magnitude));
    }

    private static Difference lost() {
        return new Difference(Kind.ACTIVATION, 1, "heads", 9, 9, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static MetricDifference metric(
            String words, boolean main, double first, double second, Optional<Interval> interval) {
        return new MetricDifference(
                words,
                words,
                Scale.PERCENT,
                main,
                OptionalDouble.of(first),
                OptionalDouble.of(second),
                interval,
                interval.isPresent() ? Optional.empty() : Optional.of("too few errors"));
    }

    private static EnginesFinding.Computed computed(String id, Optional<String> instructions) {
        return new EnginesFinding.Computed(
                id,
                new PlanReference("demo", Sha256.of(new byte[0])),
                new Provenance(
                        new CodeVersion("1.0", Optional.empty(), Optional.empty()),
                        new EngineInfo(id, Optional.empty(), 2, "512-bit vectors", instructions, Map.of()),
                        new Provenance.JavaRuntime("17.0.1", "Some Vendor", "VM"),
                        new Provenance.OperatingSystem("Linux", "6", "amd64"),
                        new Provenance.Hardware(Optional.of("Some Processor"), 2, OptionalLong.empty())));
    }

    private int execute(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "compare-engines";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(line);
    }
}
