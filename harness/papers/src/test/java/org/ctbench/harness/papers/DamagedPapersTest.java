package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code damaged/x.yaml} is {@code mine.yaml} with one fault; {@code x.txt} is the message: problem, where, fix. */
class DamagedPapersTest {
    private static final Path FOLDER = Path.of("src/test/resources/papers/damaged");

    @TempDir
    Path folder;

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
    void aDamagedPaperIsRefusedWithItsExactMessage(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        String expected = Files.readString(FOLDER.resolve(name.replace(".yaml", ".txt")));

        var e = assertThrows(UserException.class, () -> Papers.load(file.toString()));

        String message = e.problem() + "\n" + e.where() + "\n" + e.fix() + "\n";
        assertEquals(expected, message.replace(FOLDER + "/", "").replace(FOLDER + "\\", ""));
    }

    @Test
    void theFolderOfDamagedPapersIsComplete() throws IOException {
        assertTrue(damaged().size() >= 40);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "paper: mine | paper: yours | paper: the cells are of 'yours', not of 'mine' | name the paper that they are of",
                "1/theirs | 2/theirs | cells.2/theirs/well: no table 2 in mine | known: 1",
                "1/theirs | 1/their | cells.1/their/well: no row 'their' in mine | did you mean 'theirs'?",
                "theirs/well | theirs/wel | cells.1/theirs/wel: no column 'wel' in mine | did you mean 'well'?",
                "1/theirs/well | theirs-well | cells.theirs-well: 'theirs-well' names no cell | write table/row/column, as in"
                        + " 4/affinity-8/NCP",
                "'\"99.0\"' | unrecoverable | cells.1/theirs/well: the cell has no number | write its digits as printed, as"
                        + " in \"93.55\"",
                "'\"99.0\"' | '\"199.0\"' | cells.1/theirs/well: 199.0 is not a percentage from 0 to 100 | correct it, or the"
                        + " unit of its column",
                "published/1 | published/2 | schema: 'ctbench/published/2' is not read by this version | write"
                        + " ctbench/published/1"
            })
    void aDamagedOverlayIsRefusedWithItsExactMessage(String sound, String damaged, String problem, String fix)
            throws IOException {
        Path file = folder.resolve("cells.yaml");
        String text = Files.readString(FOLDER.resolveSibling("cells.yaml"));
        assertTrue(text.contains(sound));
        Files.writeString(file, text.replace(sound, damaged));

        var e = assertThrows(
                UserException.class,
                () -> Papers.load(FOLDER.resolveSibling("mine.yaml").toString(), Optional.of(file)));

        assertEquals(problem + " | " + fix, e.problem() + " | " + e.fix());
        assertTrue(e.where().startsWith(file + ":"), e.where());
    }
}
