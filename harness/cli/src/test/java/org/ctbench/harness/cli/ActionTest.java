package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of the GitHub Action, in the environment that its action.yml gives it, beside a ctbench and a gh that note their arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the action is a bash script")
class ActionTest {
    private static final Path ACTION = Path.of("../action");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (\\S+) }}");

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void copyTheAction() throws IOException {
        output = folder.resolve("output");
        script("harness/action/run.sh", Files.readString(ACTION.resolve("run.sh")));
        script("ctbench", """
                echo "$@" >>ctbench.log
                while (($#)); do
                    case $1 in --markdown) echo '| metric | failed |' >"$2" ;; --out) mkdir -p "$2" ;; esac
                    shift
                done
                exit "$(cat code 2>/dev/null || echo 0)"
                """);
        script("programs/gh", """
                echo "$@" >>gh.log
                case $* in *--paginate*) cat comments 2>/dev/null ;; esac
                ! [[ -f refused ]]
                """);
    }

    @Test
    void aRunIsCheckedAndTheTableBecomesAComment() throws Exception {
        assertEquals(0, run(Map.of("baseline", "ci/base.yaml"), "7"));

        List<String> commands = Files.readAllLines(folder.resolve("ctbench.log"));
        assertEquals(
                List.of(
                        "reproduce demo --out out/ctbench",
                        "check --baseline ci/base.yaml --junit out/ctbench/check.xml --markdown out/ctbench/check.md out/ctbench"),
                commands);
        commands.forEach(ActionTest::assertUnderstood);
        assertEquals("report=out/ctbench/report\n", Files.readString(output));
        assertEquals(
                "<!-- ctbench demo -->\n| metric | failed |\n",
                Files.readString(folder.resolve("out/ctbench/comment.md")));
        assertEquals(
                "api --silent repos/them/theirs/issues/7/comments -F body=@out/ctbench/comment.md",
                Files.readAllLines(folder.resolve("gh.log")).get(1));
    }

    @Test
    void aLaterRunReplacesTheComment() throws Exception {
        Files.writeString(folder.resolve("comments"), "4711\n4712\n");

        assertEquals(0, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(
                "api --silent --method PATCH repos/them/theirs/issues/comments/4711 -F body=@out/ctbench/comment.md",
                Files.readAllLines(folder.resolve("gh.log")).get(1));
    }

    @Test
    void aFailedCheckIsCommentedAndIsTheExitCode() throws Exception {
        script(
                "ctbench",
                Files.readString(folder.resolve("ctbench"))
                        .replace("exit ", "[[ $(tail -n 1 ctbench.log) != check* ]] || exit "));
        Files.writeString(folder.resolve("code"), "1");

        assertEquals(1, run(Map.of("baseline", "b.yaml", "exact", "true", "data", "/data/my ct"), "7"));

        List<String> commands = Files.readAllLines(folder.resolve("ctbench.log"));
        assertEquals("reproduce demo --out out/ctbench --data /data/my ct", commands.get(0));
        assertTrue(commands.get(1).contains(" --exact "), commands.get(1));
        assertEquals(2, Files.readAllLines(folder.resolve("gh.log")).size());
    }

    @Test
    void aRunThatFailsIsNotChecked() throws Exception {
        Files.writeString(folder.resolve("code"), "2");

        assertEquals(2, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(1, Files.readAllLines(folder.resolve("ctbench.log")).size());
    }

    @Test
    void nothingIsCommentedOutsideOfAPullRequestOrAgainstTheWill() throws Exception {
        assertEquals(0, run(Map.of("baseline", "b.yaml"), ""));
        assertEquals(0, run(Map.of("baseline", "b.yaml", "comment", "false"), "7"));

        assertTrue(Files.notExists(folder.resolve("gh.log")));
    }

    @Test
    void aTokenThatMayNotCommentCostsAWarning() throws Exception {
        Files.writeString(folder.resolve("refused"), "");

        assertEquals(0, run(Map.of("baseline", "b.yaml"), "7"));

        assertTrue(Files.readString(folder.resolve("said")).startsWith("::warning::ctbench could not comment"));
    }

    private static void assertUnderstood(String command) {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        assertDoesNotThrow(() -> Main.commandLine(none, none).parseArgs(command.split(" ")));
    }

    /** Runs the script with these inputs, and for the others their defaults. */
    private int run(Map<String, String> inputs, String pullRequest) throws Exception {
        JsonNode action = new YAMLMapper().readTree(ACTION.resolve("action.yml").toFile());
        JsonNode step = action.at("/runs/steps/0");
        assertEquals("\"$GITHUB_ACTION_PATH/run.sh\"", step.get("run").asText());
        ProcessBuilder builder = new ProcessBuilder(
                        "bash", folder.resolve("harness/action/run.sh").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
        builder.environment().put("GITHUB_OUTPUT", output.toString());
        builder.environment().put("GITHUB_REPOSITORY", "them/theirs");
        step.get("env")
                .properties()
                .forEach(variable -> builder.environment()
                        .put(variable.getKey(), value(variable.getValue().asText(), action, inputs, pullRequest)));
        return builder.start().waitFor();
    }

    private static String value(String text, JsonNode action, Map<String, String> inputs, String pullRequest) {
        Matcher expression = EXPRESSION.matcher(text);
        assertTrue(expression.matches(), text);
        String name = expression.group(1);
        if (name.equals("github.event.pull_request.number")) {
            return pullRequest;
        }
        assertTrue(name.startsWith("inputs."), name);
        String input = name.substring("inputs.".length());
        JsonNode declared = action.get("inputs").get(input);
        assertTrue(inputs.containsKey(input) || declared.has("default"), input + " is required");
        return inputs.getOrDefault(input, declared.path("default").asText());
    }

    private void script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, body.startsWith("#!") ? body : "#!/bin/bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
