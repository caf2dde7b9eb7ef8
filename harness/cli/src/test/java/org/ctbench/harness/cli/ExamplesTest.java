package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples print what their pages say. Later ones use what earlier ones left. */
@Tag("slow")
@Tag("computes")
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Pattern CONSOLE = Pattern.compile("(?ms)^```console\n(.*?)^```");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\$ ctbench (.*?)(?: # exits (\\d))?\n((?:(?!\\$ ).*\n)*)");

    @TempDir
    static Path temp;

    @BeforeAll
    static void copyExamples() throws IOException {
        FolderCopy.copy(EXAMPLES, temp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01-audit-a-table", "02-score-predictions", "06-seeds-and-power", "07-gate-in-ci", "09-recheck"})
    void printsWhatItsPageSays(String name) throws Exception {
        Path folder = temp.resolve(name);
        int commands = 0;
        for (MatchResult block : CONSOLE.matcher(Files.readString(folder.resolve("README.md")))
                .results()
                .toList()) {
            for (MatchResult command : COMMAND.matcher(block.group(1)).results().toList()) {
                Path said = temp.resolve("said");
                Process process = start(folder, List.of(command.group(1).split(" ")), said);
                int code = process.waitFor();
                assertEquals(
                        command.group(2) == null ? 0 : Integer.parseInt(command.group(2)),
                        code,
                        () -> command.group() + errors());
                String printed = Files.readString(said).replaceAll("(?m) +$", "");
                if (!pattern(command.group(3)).matcher(printed).matches()) {
                    assertEquals(command.group(3), printed);
                }
                commands++;
            }
        }
        assertTrue(commands >= 1, name);
    }

    /** A line of three dots stands for any lines, three dots in a line for any text of it. */
    private static Pattern pattern(String expected) {
        return Pattern.compile(expected.lines()
                .map(line -> line.equals("...")
                        ? "(?:.*\n)*"
                        : Stream.of(line.split("\\.\\.\\.", -1))
                                        .map(Pattern::quote)
                                        .collect(Collectors.joining(".*")) + "\n")
                .collect(Collectors.joining()));
    }

    private static Process start(Path folder, List<String> arguments, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        arguments.get(0).equals("reproduce") || arguments.get(0).equals("recheck")
                                ? ChildProcess.command(arguments)
                                : ChildProcess.quick(arguments))
                .directory(folder.toFile())
                .redirectOutput(said.toFile())
                .redirectError(temp.resolve("errors").toFile());
        builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
        return builder.start();
    }

    private static String errors() {
        try {
            return Files.readString(temp.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
