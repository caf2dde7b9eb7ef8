package org.ctbench.harness.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code damaged/x.yaml} is {@code mine.yaml} with one fault; {@code x.txt} is the message: problem, where, fix. */
class DamagedPlansTest {
    private static final Path FOLDER = Path.of("src/test/resources/plans/damaged");

    static List<String> damaged() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void aDamagedPlanIsRefusedWithItsExactMessage(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        String expected = Files.readString(FOLDER.resolve(name.replace(".yaml", ".txt")));

        var e = assertThrows(UserException.class, () -> Plans.load(file.toString()));

        String message = e.problem() + "\n" + e.where() + "\n" + e.fix() + "\n";
        assertEquals(expected, message.replace(FOLDER + "/", "").replace(FOLDER + "\\", ""));
    }

    @Test
    void thePlanWithoutDamageIsRead() throws IOException {
        assertEquals(
                "mine",
                Plans.load(FOLDER.resolveSibling("mine.yaml").toString()).id());
        assertTrue(damaged().size() >= 70, "the folder of damaged plans is complete");
    }
}
