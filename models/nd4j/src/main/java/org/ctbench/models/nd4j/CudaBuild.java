package org.ctbench.models.nd4j;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.EngineUnavailableException;

/** ND4J's CUDA backend: for which GPUs it carries machine code. */
final class CudaBuild {
    /** The backend that the profile {@code cuda} takes. */
    static final String NAME = "nd4j-cuda-11.6";

    /**
     * Machine code in {@code libnd4jcuda.so} of nd4j-cuda-11.6 1.0.0-M2.1 for Linux x86-64: read from its fat binaries, which
     * hold nothing that a driver could translate for other GPUs (no PTX).
     */
    static final List<ComputeCapability> CODE = List.of(
            new ComputeCapability(3, 7),
            new ComputeCapability(5, 0),
            new ComputeCapability(5, 2),
            new ComputeCapability(6, 0),
            new ComputeCapability(6, 1),
            new ComputeCapability(7, 0),
            new ComputeCapability(7, 5),
            new ComputeCapability(8, 0),
            new ComputeCapability(8, 6));

    /** Driver branch from which CUDA 11 runs at all; NVIDIA's CUDA compatibility table. */
    private static final int LEAST_DRIVER = 450;

    private static final String WITHOUT = "the same command with --nd4j in place of --cuda";

    private CudaBuild() {}

    /** Whether the build has code that this GPU runs. */
    static boolean has(ComputeCapability gpu) {
        return CODE.stream().anyMatch(gpu::runs);
    }

    /** What keeps the build from a GPU; empty if nothing does. */
    static Optional<String> obstacle(Accelerator gpu) {
        ComputeCapability capability = ComputeCapability.parse(gpu.capability()).orElseThrow();
        if (!has(capability)) {
            return Optional.of("this GPU is " + (gpu.name().startsWith("NVIDIA") ? "an " : "a ") + gpu.name() + " ("
                    + capability.machineCode() + "); " + NAME + " has no code for it");
        }
        if (driverBranch(gpu) < LEAST_DRIVER) {
            return Optional.of(
                    "the NVIDIA driver is " + gpu.driver() + "; " + NAME + " needs " + LEAST_DRIVER + " or newer");
        }
        return Optional.empty();
    }

    /** A version that cannot be read is not held against the driver. */
    private static int driverBranch(Accelerator gpu) {
        String branch = gpu.driver().split("\\.")[0];
        return branch.matches("\\d{1,6}") ? Integer.parseInt(branch) : LEAST_DRIVER;
    }

    /**
     * Checks that the build runs on every GPU that CUDA could choose.
     *
     * @throws EngineUnavailableException if there is no GPU, or one that the build has no code for
     */
    static void require(Accelerators gpus) {
        if (gpus.reason().isPresent()) {
            throw new EngineUnavailableException(
                    "no GPU: " + gpus.reason().get(),
                    "use the CPU: " + WITHOUT
                            + "; or install NVIDIA's driver (in a container: start it with its GPUs)");
        }
        for (Accelerator gpu : gpus.all()) {
            Optional<String> obstacle = obstacle(gpu);
            if (obstacle.isPresent()) {
                throw new EngineUnavailableException(obstacle.get(), fix(gpus));
            }
        }
    }

    private static String fix(Accelerators gpus) {
        String usable = gpus.all().stream()
                .filter(gpu -> obstacle(gpu).isEmpty())
                .map(gpu -> gpu.uuid() + " (" + gpu.name() + ")")
                .collect(Collectors.joining(" or "));
        return (usable.isEmpty() ? "" : "choose another by CUDA_VISIBLE_DEVICES: " + usable + "; or ") + "use the CPU: "
                + WITHOUT;
    }
}
