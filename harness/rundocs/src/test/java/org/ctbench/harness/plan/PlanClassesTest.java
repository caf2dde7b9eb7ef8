package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class PlanClassesTest {
    @Test
    void takesTheClassesOfTheTrainingSplitAndThoseOfAFineTuning() throws IOException {
        PlanFile file = Plans.read("paper", List.of());

        PlanClasses classes = PlanClasses.of(file, Locks.shipped());

        assertEquals(List.of("Normal", "CP", "NCP"), classes.trained());
        assertEquals(
                List.of("Normal", "CP", "NCP"),
                classes.of(file.plan().evaluate().get(0)));
        EvaluationSet tuned = file.plan().evaluate().get(3);
        assertEquals(List.of("Normal", "NCP"), classes.of(tuned));
    }

    @Test
    void upperAndLowerCaseOfClassesDoNotMatter() throws IOException {
        PlanFile file = Plans.read("paper", List.of("evaluate[3].fineTune.classes=[NORMAL, ncp]"));

        PlanClasses classes = PlanClasses.of(file, Locks.shipped());

        assertEquals(List.of("Normal", "NCP"), classes.of(file.plan().evaluate().get(3)));
        assertEquals(Plans.load("paper").digest(), file.plan().digest());
    }

    @Test
    void refusesAClassThatTheDataSetDoesNotHave() throws IOException {
        PlanFile file = Plans.read("paper", List.of("evaluate[3].fineTune.classes=[Normal, COVID]"));

        var e = assertThrows(UserException.class, () -> PlanClasses.of(file, Locks.shipped()));

        assertEquals("no class 'COVID'", e.problem());
        assertEquals("known: Normal, NCP, CP", e.fix());
    }

    @Test
    void aNewLastLayerMayKeepTheClassesOfTheTraining() throws IOException {
        PlanFile file = Plans.read("paper", List.of("evaluate[3].fineTune.classes=[Normal, CP, NCP]"));

        assertEquals(
                List.of("Normal", "CP", "NCP"),
                PlanClasses.of(file, Locks.shipped()).of(file.plan().evaluate().get(3)));
    }

    @Test
    void refusesToTrainWithoutClasses() throws IOException {
        PlanFile file = Plans.read("paper", List.of("train=cncb-lesion/train"));

        var e = assertThrows(UserException.class, () -> PlanClasses.of(file, Locks.shipped()));

        assertEquals("train: the slices of cncb-lesion/train have no classes to tell apart", e.problem());
    }

    @Test
    void refusesWeightsOfOtherClassesAsTheMainMetric() throws IOException {
        PlanFile file = Plans.read("paper", List.of("train=ictcf/train"));

        var e = assertThrows(UserException.class, () -> PlanClasses.of(file, Locks.shipped()));

        assertTrue(
                e.problem()
                        .endsWith(".f1: these weights are for Normal, CP, NCP, and the models distinguish Normal, NCP"),
                e.problem());
    }

    @Test
    void refusesStatedWeightsThatNoSetCanUse() throws IOException {
        PlanFile file = Plans.read(
                "paper",
                List.of(
                        "evaluate=[{id: test, split: covidx-ct-v1/test}]",
                        "f1Weights={code: [0.5, 0.5], paper: [0.6, 0.4]}"));

        var e = assertThrows(UserException.class, () -> PlanClasses.of(file, Locks.shipped()));

        assertEquals("f1Weights: weights for 2 classes, and no set of the plan has as many: test has 3", e.problem());
        assertEquals("write one weight for each class, or leave f1Weights out", e.fix());
    }

    @Test
    void thePublishedWeightsWeighThePublishedClassesAlone() throws IOException {
        F1Weights published = Plans.load("paper").f1Weights();

        assertTrue(published.arePublished());
        assertEquals(2, published.byWeighting(List.of("NORMAL", "CP", "NCP")).size());
        assertEquals(Map.of(), published.byWeighting(List.of("CP", "Normal", "NCP")));
        assertEquals(Map.of(), published.byWeighting(List.of("Normal", "NCP")));
        List<Double> own = List.of(0.2, 0.3, 0.5);
        assertEquals(
                2, new F1Weights(own, own).byWeighting(List.of("a", "b", "c")).size());
    }
}
