package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    @Test
    void readsThePeakInBytes() {
        List<String> status = List.of("Name:\tjava", "VmPeak:\t  900 kB", "VmHWM:\t    12 kB", "VmRSS:\t    11 kB");

        assertEquals(OptionalLong.of(12_288), ResidentMemory.peakBytes(status));
    }

    @Test
    void aSystemThatDoesNotTellLeavesItUnknown() {
        assertEquals(OptionalLong.empty(), ResidentMemory.peakBytes(List.of("Name:\tjava")));
    }
}
