package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs of sh that predict generated slices. */
@Tag("slow")
@Tag("computes")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are of sh")
class RunPredictionsCommandTest {
    /** Predicts NCP where the last byte of the checksum of the image's pixels is even, else CP. */
    private static final String EVEN_OR_ODD = """
            cp $CTBENCH_IN/*.csv $CTBENCH_OUT
            cd $CTBENCH_IN
            echo image,p_Normal,p_CP,p_NCP >$CTBENCH_OUT/predictions.csv
            tail -n +2 predict.csv | while read image; do
                byte=$(tail -c 13 $image | head -c 1 | od -An -tu1)
                if [ $((byte % 2)) = 0 ]; then p=0,0,1; else p=0,1,0; fi
                echo $image,$p
            done >>$CTBENCH_OUT/predictions.csv
            """;

    @TempDir
    static Path temp;

    private static Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void generate() throws IOException {
        data = StandardPhantom.data();
    }

    @Test
    void predictionsBelongToTheSlicesThatTheProgramSaw() throws IOException {
        Path file = temp.resolve("mine.csv");

        assertEquals(0, run(file, EVEN_OR_ODD, "--train", "phantom-covidx/sample"), err.toString());

        List<String> rows = Files.readAllLines(file);
        assertEquals("image,label,p_Normal,p_CP,p_NCP", rows.get(0));
        assertEquals(91, rows.size());
        Map<String, Path> images = images();
        int even = 0;
        for (String row : rows.subList(1, rows.size())) {
            byte[] png = Files.readAllBytes(images.get(row.substring(0, row.indexOf(','))));
            boolean isEven = png[png.length - 13] % 2 == 0;
            even += isEven ? 1 : 0;
            assertTrue(row.matches(isEven ? ".*,0(\\.0)?,0(\\.0)?,1(\\.0)?" : ".*,0(\\.0)?,1(\\.0)?,0(\\.0)?"), row);
        }
        assertTrue(even > 0 && even < 90, even + " of 90");
        try (Stream<Path> left = Files.list(temp.resolve("mine.csv.program"))) {
            assertEquals(
                    List.of("out", "program.exit", "program.log"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
        List<String> list = Files.readAllLines(temp.resolve("mine.csv.program/out/predict.csv"));
        assertEquals("images/predict/000000.png", list.get(1));
        assertTrue(list.stream().noneMatch(line -> line.contains("CP") || line.contains("Normal")));
        List<String> learnt = Files.readAllLines(temp.resolve("mine.csv.program/out/train.csv"));
        assertEquals("image,label,patient", learnt.get(0));
        assertEquals(451, learnt.size());
        assertTrue(learnt.get(1).matches("images/train/([A-Za-z]+)_[0-9_]+\\.png,\\1,\\1_[0-9]+"), learnt.get(1));
    }

    @Test
    void aProgramThatFailsLeavesItsLogAndNoPredictions() {
        Path file = temp.resolve("failed.csv");

        assertEquals(2, run(file, "echo no module named torch; exit 1"));

        assertTrue(err.toString().contains("ended with exit code 1; its last output:"), err.toString());
        assertTrue(Files.notExists(file));
        assertTrue(Files.exists(temp.resolve("failed.csv.program/program.log")));
    }

    @Test
    void whatAKilledRunLeftDoesNotStopTheNext() throws IOException {
        Path file = temp.resolve("again.csv");
        Path work = Files.createDirectories(temp.resolve("again.csv.program"));
        Files.createDirectories(work.resolve("in/images"));
        Files.createFile(work.resolve("ctbench-run.lock"));
        Files.writeString(work.resolve("program.log"), "epoch 1");

        assertEquals(0, run(file, EVEN_OR_ODD), err.toString());

        assertEquals("epoch 1", Files.readString(work.resolve("killed-1/program.log")));
        assertTrue(
                err.toString().contains("warning: an earlier run was killed; what its program wrote is in " + work),
                err.toString());
        assertTrue(Files.notExists(work.resolve("in")));
    }

    @Test
    void predictionsAreCheckedAsThoseOfAFile() {
        Path file = temp.resolve("few.csv");

        assertEquals(2, run(file, "echo image,p_Normal,p_CP,p_NCP >$CTBENCH_OUT/predictions.csv"));
        assertTrue(err.toString().contains("90"), err.toString());
        assertTrue(Files.notExists(file));

        assertEquals(2, run(temp.resolve("none.csv"), "true"));
        assertTrue(err.toString().contains("the program wrote no predictions.csv"), err.toString());
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        Path file = temp.resolve("refused.csv");

        assertEquals(2, run(file, "true", "--train", "phantom-covidx/val"));
        assertEquals(2, run(file, "true", "--minutes", "0"));
        assertEquals(2, run(file, "true", "--values", "labels"));
        assertTrue(Files.notExists(temp.resolve("refused.csv.program")));
    }

    private static Map<String, Path> images() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("phantom-covidx"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
        }
    }

    private int run(Path file, String script, String... options) {
        List<String> arguments = new ArrayList<>(List.of("predictions", "run", "--split", "phantom-covidx/val"));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of("--cache", temp.resolve("cache").toString(), "--out", file.toString()));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--", "sh", "-c", script));
        return Main.commandLine(new PrintWriter(out), new PrintWriter(err)).execute(arguments.toArray(String[]::new));
    }
}
