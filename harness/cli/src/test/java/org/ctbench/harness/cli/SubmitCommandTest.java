package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmitCommandTest {
    @Test
    void theNumberOfAJobIsFoundAmongWarnings() {
        assertEquals(Optional.of("4711"), SubmitCommand.job("4711"));
        assertEquals(Optional.of("4711"), SubmitCommand.job("sbatch: warning: 2 tasks\n4711;cluster"));
        assertEquals(Optional.of("4711"), SubmitCommand.job("4711\nsbatch: lua: account set to default"));
        assertEquals(Optional.empty(), SubmitCommand.job("sbatch: 4711 was queued"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo | where to? name --slurm or --spark",
                "demo --slurm --spark=local[*] | name one of --slurm and --spark, not both",
                "demo --spark=local[*] --print | --print is for Slurm; remove it",
                "demo --spark=local[*] --workers=0 | --workers is 0, expected 1 or more",
                "demo --spark=local[*] --conf=spark.task.cpus=x | spark.task.cpus is x, expected 1 or more",
            })
    void mistakesHaveOneMessage(String options, String problem) {
        StringWriter err = new StringWriter();

        int code = Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(err))
                .execute(("submit " + options).split(" "));

        assertEquals(2, code);
        assertTrue(err.toString().startsWith("error: " + problem), err.toString());
    }
}
