package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineInfo;
import org.junit.jupiter.api.Test;

class Nd4jProviderTest {
    private static final Accelerators NO_GPU = new Accelerators(List.of(), Optional.of("no driver"));
    private static final Map<String, String> QUIET = Map.of("GOMP_SPINCOUNT", "1000");

    private static List<String> findings(Optional<String> instructions, EngineHost host) {
        EngineInfo info =
                new EngineInfo("nd4j-cpu", Optional.empty(), 1, "oneDNN presets", instructions, Map.of("nd4j", "1"));
        return new Nd4jProvider(Backend.CPU)
                .advice(info, host).stream().map(EngineAdvice::finding).toList();
    }

    @Test
    void nothingIsToBeChangedWhereAllIsWell() {
        assertEquals(List.of(), findings(Optional.of("avx2"), new EngineHost(true, QUIET, Optional.of(NO_GPU))));
    }

    @Test
    void withoutOneDnnConvolutionsAreSlow() {
        assertEquals(
                List.of("oneDNN is not active: convolutions are ND4J's, which are several times slower"),
                findings(Optional.empty(), new EngineHost(true, QUIET, Optional.of(NO_GPU))));
    }

    @Test
    void namesVariablesOfTheEnvironment() {
        assertEquals(
                List.of(
                        "GOMP_SPINCOUNT is not set: threads that wait for work keep their cores busy, which slows a shared"
                                + " machine down",
                        "DNNL_MAX_CPU_ISA=SSE41 limits the instructions of oneDNN, its speed and the last bits of its"
                                + " results"),
                findings(
                        Optional.of("sse41"),
                        new EngineHost(true, Map.of("DNNL_MAX_CPU_ISA", "SSE41"), Optional.of(NO_GPU))));
    }

    @Test
    void aGpuWithoutCodeAndOneThatIdlesAreNamed() {
        assertEquals(
                List.of("this GPU is an NVIDIA H100 (sm_90); nd4j-cuda-11.6 has no code for it"),
                findings(Optional.of("avx2"), new EngineHost(true, QUIET, Optional.of(gpu("NVIDIA H100", "9.0")))));
        assertEquals(
                List.of("the GPU is not used: NVIDIA A100"),
                findings(Optional.of("avx2"), new EngineHost(true, QUIET, Optional.of(gpu("NVIDIA A100", "8.0")))));
    }

    private static Accelerators gpu(String name, String capability) {
        return new Accelerators(
                List.of(new Accelerator(name, capability, OptionalLong.of(1L << 30), "550.54.15", "GPU-a")),
                Optional.empty());
    }
}
