package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;
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

    private static final String COMMIT = "3ff4d08c";
    private static final String NO_RESULT =
            "<!-- ctbench demo b.yaml  -->\n**ctbench has no result** of plan `demo` for commit " + COMMIT
                    + ": it ended with exit code %d. The log of the job says why.\n";
    private static final boolean JQ = Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(programs -> Files.isExecutable(Path.of(programs, "jq")));

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void copyTheAction() throws IOException {
        output = folder.resolve("output");
        script("harness/action/run.sh", Files.readString(ACTION.resolve("run.sh")));
        script("ctbench", """
                echo "$@" >>ctbench.log
                env >>environment
                while (($#)); do
                    case $1 in --markdown) echo '| metric | failed |' >"$2" ;; --out) mkdir -p "$2" ;; esac
                    shift
                done
                exit "$(cat code 2>/dev/null || echo 0)"
                """);
        script("programs/gh", """
                echo "$@" >>gh.log
                echo "$GH_TOKEN" >token
                while (($#)); do
                    case $1 in
                        --jq) [[ ! -f comments ]] || jq -r "$2" comments ;;
                        body=@-) cat >body ;;
                    esac
                    shift
                done
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
                "<!-- ctbench demo ci/base.yaml  -->\n| metric | failed |\n", Files.readString(folder.resolve("body")));
        assertEquals(
                "api --silent repos/them/theirs/issues/7/comments -F body=@-",
                Files.readAllLines(folder.resolve("gh.log")).get(1));
    }

    @Test
    void aLaterRunReplacesItsCommentAndNoOther() throws Exception {
        assumeTrue(JQ, "there is no jq");
        Files.writeString(folder.resolve("comments"), """
                [{"id": 1, "user": {"type": "User"}, "body": "<!-- ctbench demo b.yaml  -->"},
                 {"id": 2, "user": {"type": "Bot"}, "body": "<!-- ctbench demo b.yaml --exact -->"},
                 {"id": 3, "user": {"type": "Bot"}, "body": "<!-- ctbench demo other.yaml  -->"},
                 {"id": 4, "user": {"type": "Bot"}, "body": null},
                 {"id": 4711, "user": {"type": "Bot"}, "body": "<!-- ctbench demo b.yaml  -->\\n| old |"},
                 {"id": 4712, "user": {"type": "Bot"}, "body": "<!-- ctbench demo b.yaml  -->\\n| older |"}]
                """);

        assertEquals(0, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(
                "api --silent --method PATCH repos/them/theirs/issues/comments/4711 -F body=@-",
                Files.readAllLines(folder.resolve("gh.log")).get(1));
    }

    @Test
    void aFailedCheckIsCommentedAndIsTheExitCode() throws Exception {
        failingCheck(1);

        assertEquals(1, run(Map.of("baseline", "b.yaml", "exact", "true", "data", "/data/my ct"), "7"));

        List<String> commands = Files.readAllLines(folder.resolve("ctbench.log"));
        assertEquals("reproduce demo --out out/ctbench --data /data/my ct", commands.get(0));
        assertTrue(commands.get(1).contains(" --exact "), commands.get(1));
        assertEquals(
                "<!-- ctbench demo b.yaml --exact -->\n| metric | failed |\n",
                Files.readString(folder.resolve("body")));
    }

    @Test
    void aRunThatFailsIsNotCheckedAndTheCommentSaysSo() throws Exception {
        Files.writeString(folder.resolve("code"), "2");

        assertEquals(2, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(1, Files.readAllLines(folder.resolve("ctbench.log")).size());
        assertTrue(Files.notExists(output));
        assertEquals(NO_RESULT.formatted(2), Files.readString(folder.resolve("body")));
    }

    @Test
    void aCheckThatCannotTellLeavesNoTableOfAnEarlierRun() throws Exception {
        failingCheck(3);

        assertEquals(3, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(NO_RESULT.formatted(3), Files.readString(folder.resolve("body")));
    }

    @Test
    void onlyTheProgramThatCommentsHasTheToken() throws Exception {
        assertEquals(0, run(Map.of("baseline", "b.yaml", "token", "secret-of-the-job"), "7"));

        assertEquals("secret-of-the-job\n", Files.readString(folder.resolve("token")));
        assertFalse(Files.readString(folder.resolve("environment")).contains("secret-of-the-job"));
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

    private void failingCheck(int code) throws IOException {
        script(
                "ctbench",
                Files.readString(folder.resolve("ctbench"))
                        .replace("exit ", "[[ $(tail -n 1 ctbench.log) != check* ]] || exit "));
        Files.writeString(folder.resolve("code"), Integer.toString(code));
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
        if (name.startsWith("github.event.pull_request.")) {
            return name.endsWith(".number") ? pullRequest : COMMIT;
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
