package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlanCommandTest {
    private final StringWriter out = new StringWriter();
    private final CommandLine command = new CommandLine(new PlanCommand())
            .setOut(new PrintWriter(out))
            .setExecutionExceptionHandler((e, line, parsed) -> {
                out.write(e instanceof UserException u ? u.where() : e.toString());
                return 2;
            });

    @Test
    void listsTheShippedPlans() {
        int code = command.execute("list");

        assertEquals(0, code);
        assertEquals("""
                demo         ResNet18 and Affinity on generated phantom CT
                paper        Affinity models and baselines on COVIDx-CT v1 and iCTCF, by the paper's protocol
                paper-seeds  Affinity models and baselines on COVIDx-CT v1 and iCTCF, five seeds each
                paper-small  The paper's grid, small, on generated phantom CT
                """, out.toString());
    }

    @Test
    void listsAsJson() throws IOException {
        int code = command.execute("list", "--json");

        assertEquals(0, code);
        Map<?, ?>[] rows = Documents.parseJson(out.toString(), "out", Map[].class);
        assertEquals(4, rows.length);
        assertEquals(Plans.load("paper").digest().hex(), rows[1].get("digest"));
    }

    @Test
    void showsAPlanInFullWithItsDigest() throws IOException {
        int code = command.execute("show", "demo", "--set", "protocol.epochs=2", "--set", "protocol.batch=4");

        assertEquals(0, code);
        String text = out.toString();
        assertTrue(text.startsWith("# digest "), text);
        assertTrue(text.contains("\n  epochs: 2  # setting\n  batch: 4  # setting\n"), text);
        Plan shown = Documents.parseYaml(text, "out", Plan.class);
        assertEquals("# digest " + shown.digest(), text.lines().findFirst().orElseThrow());
    }

    @Test
    void showsAPlanAsJson() throws IOException {
        int code = command.execute("show", "paper", "--json");

        assertEquals(0, code);
        assertEquals(Plans.load("paper"), Documents.parseJson(out.toString(), "out", Plan.class));
    }

    @Test
    void checksAPlan() throws IOException {
        int code = command.execute("check", "../rundocs/src/test/resources/plans/mine.yaml");

        assertEquals(0, code);
        assertEquals(
                "plan mine is well-formed, digest "
                        + Plans.load("../rundocs/src/test/resources/plans/mine.yaml")
                                .digest() + "\n",
                out.toString());
    }

    @Test
    void leavesAFaultToTheBoundary() {
        int code = command.execute("check", "../rundocs/src/test/resources/plans/damaged/size-63.yaml");

        assertEquals(2, code);
        assertEquals("../rundocs/src/test/resources/plans/damaged/size-63.yaml:9", out.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "check"})
    void theHelpHasAnExample(String subcommand) {
        int code = command.execute(subcommand, "--help");

        assertEquals(0, code);
        assertTrue(out.toString().contains("ctbench plan " + subcommand), out.toString());
    }
}
