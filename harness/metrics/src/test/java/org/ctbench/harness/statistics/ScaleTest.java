package org.ctbench.harness.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScaleTest {
    private record Held(Scale scale) {}

    @ParameterizedTest
    @EnumSource
    void isReadBackAsItWasWritten(Scale scale) {
        Held held = new Held(scale);

        assertEquals(held, Documents.parseJson(Documents.toJson(held), "held", Held.class));
    }
}
