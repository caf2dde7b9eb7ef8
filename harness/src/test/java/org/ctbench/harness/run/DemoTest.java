package org.ctbench.harness.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.EvaluationResults;
import org.ctbench.harness.results.RunResults;
import org.ctbench.models.nd4j.EngineOptions;
import org.ctbench.models.nd4j.Nd4jEngine;
import org.ctbench.splits.Locks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped demo, whole. */
@Tag("slow")
class DemoTest {
    @TempDir
    Path temp;

    @Test
    void resNet18LearnsThePhantomFromTheShippedPlan() throws IOException {
        var folders = new Reproduction.Folders(temp.resolve("data"), temp.resolve("out"), temp.resolve("cache"));

        RunResults results = Reproduction.run(
                Plans.read("demo", List.of()),
                folders,
                () -> Nd4jEngine.open(EngineOptions.threads(2)),
                Progress.standard());

        EvaluationResults test = results.numbers().models().get(0).evaluations().get(0);
        assertEquals("phantom-covidx/test", test.split());
        assertEquals(450, test.slices());
        assertEquals(
                Locks.shipped().split("phantom-covidx/test").manifest(),
                results.numbers().splits().stream()
                        .filter(s -> s.id().equals(test.split()))
                        .findFirst()
                        .orElseThrow()
                        .digest());
        double f1 = test.scores().weightedF1().get(Weighting.CODE).orElseThrow();
        assertTrue(f1 >= 0.90, "class-weighted F1 on the phantom test split is " + f1);
    }
}
