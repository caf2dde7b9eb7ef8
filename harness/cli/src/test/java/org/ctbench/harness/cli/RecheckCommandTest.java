package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.recheck.DetectionChance;
import org.ctbench.harness.recheck.Draw;
import org.ctbench.harness.recheck.RecheckFinding;
import org.ctbench.harness.recheck.RecheckFinding.CheckedSlices;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.recheck.RecheckFinding.Cost;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecheckCommandTest {
    private static final Sha256 HEAD = Sha256.of(new byte[0]);

    @Test
    void saysWhatWasDrawnWhatItCostAndWhatItIsWorth() {
        RecheckFinding finding = new RecheckFinding(
                RecheckFinding.SCHEMA,
                HEAD,
                Draw.ofSeed(7),
                0.03,
                List.of(
                        new CheckedStretch("affinity-8/train", 10, 20, 1_200, Optional.empty()),
                        new CheckedStretch(
                                "resnet18/train", 2, 3, 1_200, Optional.of("the state after epoch 3 is another"))),
                List.of(
                        new CheckedSlices("affinity-8/evaluate-test", 4, 900, List.of()),
                        new CheckedSlices("resnet18/evaluate-test", 1, 900, List.of("a.png is given [1.0, 0.0]"))),
                new Cost(2_405, 96_200, 12.4),
                List.of(
                        new DetectionChance("one epoch", 1, 40, 2, 0.0500001),
                        new DetectionChance("one prediction", 1, 1_800, 5, 0.00277)),
                List.of(new Unchecked("mine", "its predictions are those of another program")),
                List.of(new Unchecked("resnet18/evaluate-test, 3 drawn slices", "the weights are missing")));

        assertEquals("""
                same        affinity-8/train, epochs 11 to 20
                DIFFERENT   resnet18/train, epoch 3: the state after epoch 3 is another
                same        affinity-8/evaluate-test, 4 of 900 slices
                DIFFERENT   resnet18/evaluate-test, 1 of 900 slices
                            a.png is given [1.0, 0.0]
                NOT CHECKED mine: its predictions are those of another program
                NOT SHOWN   resnet18/evaluate-test, 3 drawn slices: the weights are missing
                drawn by seed 7, of the run with the head %s
                cost: 2,405 of the run's 96,200 images (2.50 %%), 12 s
                A forgery in what could be drawn would have been found with a probability of at least
                    5.0 %%  one epoch (2 of 40 drawn)
                    0.2 %%  one prediction (5 of 1,800 drawn)
                not rechecked: 2 parts differ
                """.formatted(HEAD), RecheckText.of(finding));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--share 0%|--share is '0%', expected a percentage such as 3%, at most 100%",
                "--share 0.03|--share is '0.03', expected a percentage such as 3%, at most 100%",
                "--share 101%|--share is '101%', expected a percentage such as 3%, at most 100%",
                "--seed 1 --beacon x|--seed and --beacon exclude each other",
                "--checkpoints target/none|--checkpoints is 'target/none', which is no folder",
                "--threads 0|--threads is 0, expected 1 or more",
                "--share 3%|no such file",
            })
    void refusesWhatCannotBeMeant(String arguments, String problem) {
        StringWriter err = new StringWriter();
        String[] all = ("recheck target/nowhere " + arguments).split(" ");

        int code = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
                .execute(all);

        assertEquals(2, code);
        assertTrue(err.toString().contains(problem), err.toString());
    }
}
