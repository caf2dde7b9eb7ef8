package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubmitCommandTest {
    @Test
    void theNumberOfAJobIsFoundAmongWarnings() {
        assertEquals(Optional.of("4711"), SubmitCommand.job("4711"));
        assertEquals(Optional.of("4711"), SubmitCommand.job("sbatch: warning: 2 tasks\n4711;cluster"));
        assertEquals(Optional.of("4711"), SubmitCommand.job("4711\nsbatch: lua: account set to default"));
        assertEquals(Optional.empty(), SubmitCommand.job("sbatch: 4711 was queued"));
    }
}
