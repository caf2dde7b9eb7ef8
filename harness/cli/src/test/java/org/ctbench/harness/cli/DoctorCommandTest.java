package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.doctor.Disk;
import org.ctbench.harness.doctor.DoctorReport;
import org.ctbench.harness.doctor.EngineExam;
import org.ctbench.harness.doctor.Host;
import org.ctbench.harness.doctor.Problem;
import org.ctbench.harness.doctor.Processor;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.models.tensor.Accelerators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void examinesThisMachine() throws IOException {
        int code = Main.commandLine(new PrintWriter(out), new PrintWriter(err))
                .execute("doctor", "--out", folder.toString(), "--cache", folder.toString(), "--json");

        assertEquals("", err.toString());
        assertEquals(0, code);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(
                List.of(
                        "schema",
                        "code",
                        "java",
                        "system",
                        "processor",
                        "memoryBytes",
                        "heapBytes",
                        "engine",
                        "engines",
                        "gpus",
                        "disks",
                        "findings",
                        "passed"),
                keys);
        assertEquals("ctbench/doctor/1", json.get("schema").asText());
        assertTrue(json.get("passed").asBoolean());
        assertEquals(4, json.get("engine").get("checks").size());
        assertEquals("output", json.get("disks").get(0).get("purpose").asText());
    }

    @Test
    void textNamesWhatIsUnknownAndWhatToChange() {
        DoctorReport report = new DoctorReport(
                DoctorReport.SCHEMA,
                new CodeVersion("1.0", Optional.empty(), Optional.empty()),
                new Host.Java(17, "17.0.1", "VM"),
                "Linux amd64",
                new Processor(Optional.empty(), 2, Optional.empty()),
                OptionalLong.empty(),
                1L << 30,
                new EngineExam("nd4j", Optional.empty(), List.of(), Optional.of("it does not load"), Optional.empty()),
                List.of("exact"),
                Optional.of(new Accelerators(List.of(), Optional.of("no driver"))),
                List.of(new Disk("output", "out", 3L << 30, Optional.empty(), Optional.of("not writable"))),
                List.of(new Problem(Problem.Level.FAILED, "it does not load", "mend it")),
                false);

        assertEquals("""
                ctbench     1.0 (commit unknown)
                Java        17.0.1, VM
                system      Linux amd64
                processor   unknown, cores for this process: 2
                            features unknown
                memory      unknown, of which the Java heap may take 1.0 GiB
                engine      nd4j did not start
                engines     exact; for nd4j: ./ctbench --nd4j COMMAND ... (downloads 138 MB once)
                GPU         none found: no driver
                output      out: 3.0 GiB free, not writable

                FAILED: it does not load
                     fix: mend it
                """, DoctorText.of(report));
    }
}
