package org.ctbench.harness.papers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PapersTest {
    @Test
    void theCellsOfThePaperAreThere() throws IOException {
        Paper paper = Papers.load("ter-sarkisov-2022");

        assertEquals(
                Optional.of("93.55"), paper.table(4).cell("affinity-16", "NCP").digits());
    }
}
