package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.device.Capability;
import org.ctbench.models.device.Gpu;
import org.ctbench.models.device.Gpus;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.junit.jupiter.api.Test;

class Nd4jProviderTest {
    private static final Gpus NO_GPU = new Gpus(List.of(), Optional.of("no driver"));
    private static final Map<String, String> QUIET = Map.of("GOMP_SPINCOUNT", "1000");

    private static List<String> findings(Optional<String> instructions, EngineHost host) {
        EngineInfo info =
                new EngineInfo("nd4j-cpu", Optional.empty(), 1, "oneDNN presets", instructions, Map.of("nd4j", "1"));
        return new Nd4jProvider(Backend.CPU)
                .advice(info, host).stream().map(EngineAdvice::finding).toList();
    }

    @Test
    void nothingIsToBeChangedWhereAllIsWell() {
        assertEquals(List.of(), findings(Optional.of("avx2"), new EngineHost(true, QUIET, NO_GPU)));
    }

    @Test
    void withoutOneDnnConvolutionsAreSlow() {
        assertEquals(
                List.of("oneDNN is not active: convolutions are ND4J's, which are several times slower"),
                findings(Optional.empty(), new EngineHost(true, QUIET, NO_GPU)));
    }

    @Test
    void namesVariablesOfTheEnvironment() {
        assertEquals(
                List.of(
                        "GOMP_SPINCOUNT is not set: threads that wait for work keep their cores busy, which slows a shared"
                                + " machine down",
                        "DNNL_MAX_CPU_ISA=SSE41 limits the instructions of oneDNN, its speed and the last bits of its"
                                + " results"),
                findings(Optional.of("sse41"), new EngineHost(true, Map.of("DNNL_MAX_CPU_ISA", "SSE41"), NO_GPU)));
    }

    @Test
    void aGpuWithoutCodeAndOneThatIdlesAreNamed() {
        assertEquals(
                List.of("this GPU is an NVIDIA H100 (sm_90); nd4j-cuda-11.6 has no code for it"),
                findings(Optional.of("avx2"), new EngineHost(true, QUIET, gpu("NVIDIA H100", new Capability(9, 0)))));
        assertEquals(
                List.of("the GPU is not used: NVIDIA A100"),
                findings(Optional.of("avx2"), new EngineHost(true, QUIET, gpu("NVIDIA A100", new Capability(8, 0)))));
    }

    @Test
    void withoutAvx2ItIsNotStarted() {
        var e = assertThrows(
                EngineUnavailableException.class,
                () -> Nd4jProvider.requireAvx2("amd64", "processor : 0\nflags : fpu sse2 avx\n"));

        assertEquals("the processor has no AVX2, which this build of ND4J needs", e.getMessage());
        assertDoesNotThrow(() -> Nd4jProvider.requireAvx2("amd64", "flags : fpu sse2 avx avx2\n"));
        assertDoesNotThrow(() -> Nd4jProvider.requireAvx2("amd64", ""));
        assertDoesNotThrow(() -> Nd4jProvider.requireAvx2("aarch64", "Features : fp asimd\n"));
    }

    private static Gpus gpu(String name, Capability capability) {
        return new Gpus(
                List.of(new Gpu(name, capability, OptionalLong.of(1L << 30), "550.54.15", "GPU-a")), Optional.empty());
    }
}
