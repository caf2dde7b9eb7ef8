package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.EngineUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaBuildTest {
    private static final Accelerator A100 = gpu("NVIDIA A100", "8.0", "535.104.05");
    private static final Accelerator H100 = gpu("NVIDIA H100", "9.0", "550.54.15");

    @ParameterizedTest
    @CsvSource({
        "3.5, false",
        "3.7, true",
        "5.0, true",
        "5.3, true",
        "6.1, true",
        "7.0, true",
        "7.5, true",
        "8.0, true",
        "8.6, true",
        "8.9, true",
        "9.0, false",
        "10.0, false",
        "12.0, false"
    })
    void machineCodeRunsOnLaterGpusOfItsGeneration(String capability, boolean runs) {
        assertEquals(runs, CudaBuild.has(ComputeCapability.parse(capability).orElseThrow()));
    }

    @Test
    void aGpuWithoutCodeIsNamedWithAWayOut() {
        EngineUnavailableException e =
                assertThrows(EngineUnavailableException.class, () -> CudaBuild.require(gpus(H100)));

        assertEquals("this GPU is an NVIDIA H100 (sm_90); nd4j-cuda-11.6 has no code for it", e.getMessage());
        assertEquals("use the CPU: the same command with --nd4j in place of --cuda", e.fix());
    }

    @Test
    void besideAnOldGpuTheUsableOneIsNamed() {
        EngineUnavailableException e =
                assertThrows(EngineUnavailableException.class, () -> CudaBuild.require(gpus(A100, H100)));

        assertEquals(
                "choose another by CUDA_VISIBLE_DEVICES: GPU-NVIDIA A100 (NVIDIA A100); or use the CPU: the same command"
                        + " with --nd4j in place of --cuda",
                e.fix());
    }

    @Test
    void noGpuIsOneMessage() {
        Accelerators none =
                new Accelerators(List.of(), Optional.of("no NVIDIA driver: cannot find the program nvidia-smi"));

        EngineUnavailableException e = assertThrows(EngineUnavailableException.class, () -> CudaBuild.require(none));

        assertEquals("no GPU: no NVIDIA driver: cannot find the program nvidia-smi", e.getMessage());
        assertEquals(
                "use the CPU: the same command with --nd4j in place of --cuda; or install NVIDIA's driver (in a container: start it with"
                        + " its GPUs)",
                e.fix());
    }

    @Test
    void anOldDriverIsNamed() {
        EngineUnavailableException e = assertThrows(
                EngineUnavailableException.class, () -> CudaBuild.require(gpus(gpu("NVIDIA T4", "7.5", "418.87.00"))));

        assertEquals("the NVIDIA driver is 418.87.00; nd4j-cuda-11.6 needs 450 or newer", e.getMessage());
    }

    @Test
    void aGpuWithCodeIsTaken() {
        assertDoesNotThrow(() -> CudaBuild.require(gpus(A100)));
    }

    private static Accelerators gpus(Accelerator... gpus) {
        return new Accelerators(List.of(gpus), Optional.empty());
    }

    private static Accelerator gpu(String name, String capability, String driver) {
        return new Accelerator(name, capability, OptionalLong.of(1L << 34), driver, "GPU-" + name);
    }
}
