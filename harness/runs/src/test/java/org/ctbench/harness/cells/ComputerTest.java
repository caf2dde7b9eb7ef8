package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;
import org.junit.jupiter.api.Test;

class ComputerTest {
    private static final EngineProvider ENGINE = EngineRegistry.load().get("exact");

    private static Provenance on(Optional<String> arithmetic, int threads, String processor, String arch) {
        return new Provenance(
                new CodeVersion("1.0", Optional.empty(), Optional.empty()),
                new EngineInfo("an engine", arithmetic, threads, "vectors", Optional.empty(), Map.of()),
                new Provenance.JavaRuntime("17.0.1", "vendor", "VM"),
                new Provenance.OperatingSystem("Linux", "6", arch),
                new Provenance.Hardware(Optional.of(processor), threads, OptionalLong.empty()));
    }

    @Test
    void anArithmeticThatIsTheSameEverywhereMakesAllMachinesOneComputer() {
        Optional<String> exact = Optional.of("exact/1");

        assertEquals(
                Computer.of(on(exact, 1, "Intel", "amd64"), ENGINE),
                Computer.of(on(exact, 8, "Neoverse", "aarch64"), ENGINE));
        assertNotEquals(
                Computer.of(on(exact, 1, "Intel", "amd64"), ENGINE),
                Computer.of(on(Optional.of("exact/2"), 1, "Intel", "amd64"), ENGINE));
    }

    /** A network that another library computes has not the engine's arithmetic. */
    @Test
    void besideAnotherLibraryNoArithmeticIsTheSameEverywhere() {
        Provenance exact = on(Optional.of("exact/1"), 1, "Intel", "amd64");
        EngineInfo beside = exact.engine().beside(Map.of("deeplearning4j", "1.0"));

        assertEquals(Optional.empty(), beside.arithmetic());
        assertEquals(Map.of("deeplearning4j", "1.0"), beside.libraries());
        assertEquals(exact.engine(), exact.engine().beside(Map.of()));
    }

    @Test
    void otherwiseProcessorArchitectureAndThreadsCount() {
        Computer computer = Computer.of(on(Optional.empty(), 1, "Intel", "amd64"), ENGINE);

        assertEquals(computer, Computer.of(on(Optional.empty(), 1, "Intel", "amd64"), ENGINE));
        assertNotEquals(computer, Computer.of(on(Optional.empty(), 2, "Intel", "amd64"), ENGINE));
        assertNotEquals(computer, Computer.of(on(Optional.empty(), 1, "AMD", "amd64"), ENGINE));
        assertNotEquals(computer, Computer.of(on(Optional.empty(), 1, "Intel", "aarch64"), ENGINE));
    }
}
