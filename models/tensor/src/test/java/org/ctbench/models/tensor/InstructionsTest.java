package org.ctbench.models.tensor;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class InstructionsTest {
    @Test
    void aLibraryThatNeedsAvx2IsNotLoadedWithoutIt() {
        var e = assertThrows(
                EngineUnavailableException.class,
                () -> Instructions.requireAvx2("this build of ND4J", "amd64", "processor : 0\nflags : fpu sse2 avx\n"));

        assertEquals("the processor has no AVX2, which this build of ND4J needs", e.getMessage());
        assertDoesNotThrow(
                () -> Instructions.requireAvx2("this build of ND4J", "amd64", "flags : fpu sse2 avx avx2\n"));
        assertDoesNotThrow(() -> Instructions.requireAvx2("this build of ND4J", "amd64", ""));
        assertDoesNotThrow(() -> Instructions.requireAvx2("this build of ND4J", "aarch64", "Features : fp asimd\n"));
    }
}
