package org.ctbench.harness.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.statistics.Answers;
import org.ctbench.harness.statistics.Figure;
import org.ctbench.splits.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAnswersTest {
    @TempDir
    Path folder;

    @Test
    void answersAreThoseOfThePredictionsWithPatientsWhereNamesTellThem() throws IOException {
        RunAnswers run = RunAnswers.open(new FinishedRun(folder).write());

        SetAnswers test = run.find("resnet18", "test").orElseThrow();
        SetAnswers ictcf = run.find("resnet18", "ictcf").orElseThrow();

        Answers answers = test.answers();
        assertEquals(540, answers.slices());
        assertEquals(Optional.of(90), answers.patients());
        assertEquals(test.results().confusion(), answers.matrix());
        assertTrue(ictcf.answers().patients().isEmpty());
        assertEquals(List.of("Normal", "NCP"), ictcf.answers().classes());
        assertEquals("weighted-f1/code", test.weightedF1());
        assertEquals(
                List.of("accuracy", "weighted-f1/code", "sensitivity/Normal", "sensitivity/CP", "sensitivity/NCP"),
                test.mainFigures().stream().map(Figure::id).toList());
    }

    @Test
    void trainingsWithOtherSeedsAreFound() throws IOException {
        RunAnswers run =
                RunAnswers.open(new FinishedRun(folder).with("seeds=[4, 5]").write());
        SetAnswers one = run.find("resnet18-seed5", "test").orElseThrow();

        List<SetAnswers> all = run.overSeeds(one);

        assertEquals(
                List.of("resnet18-seed4", "resnet18-seed5"),
                all.stream().map(SetAnswers::model).toList());
        assertEquals("test", all.get(0).set().id());
    }

    @Test
    void aChangedPredictionIsNotRead() throws IOException {
        RunAnswers run = RunAnswers.open(new FinishedRun(folder).write());
        Path file = run.find("resnet18", "test").orElseThrow().file();
        Files.writeString(file, Files.readString(file).replaceFirst("1.0", "1"));

        var e = assertThrows(
                UserException.class,
                () -> run.find("resnet18", "test").orElseThrow().answers());

        assertTrue(e.problem().matches("the file has digest [0-9a-f]{12}, expected [0-9a-f]{12}"), e.problem());
        assertEquals(file.toString(), e.where());
    }

    @Test
    void aPlanOfAnotherRunIsRefused() throws IOException {
        new FinishedRun(folder).write();
        Path plan = folder.resolve("plan.yaml");
        Files.writeString(plan, Files.readString(plan).replace("epochs: 100", "epochs: 99"));

        var e = assertThrows(UserException.class, () -> RunAnswers.open(folder));

        assertTrue(e.problem().startsWith("the plan is not the one of the results: digest "), e.problem());
    }
}
