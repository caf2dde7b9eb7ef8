package org.ctbench.models.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs in place of nvidia-smi are shell scripts")
class NvidiaDriverTest {
    private static final String A100 = "NVIDIA A100-SXM4-40GB, 8.0, 40960 MiB, 535.104.05, GPU-aaaa";
    private static final String H100 = "NVIDIA H100 80GB HBM3, 9.0, 81559 MiB, 550.54.15, GPU-bbbb";
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void readsNameCapabilityMemoryAndDriver() throws IOException {
        Accelerators gpus = found(A100 + "\n" + H100, Map.of());

        assertEquals(
                new Accelerator(
                        "NVIDIA A100-SXM4-40GB", "8.0", OptionalLong.of(40960L << 20), "535.104.05", "GPU-aaaa"),
                gpus.all().get(0));
        assertEquals(List.of("GPU-aaaa", "GPU-bbbb"), uuids(gpus));
        assertEquals(Optional.empty(), gpus.reason());
    }

    @Test
    void passesTheQueryAndNothingElse() throws IOException {
        Path program = script(folder, "echo \"$*, 8.0, 1 MiB, 535.1, GPU-a\"");

        Accelerators gpus = NvidiaDriver.accelerators(program.toString(), Map.of(), LONG);

        assertEquals(
                "--query-gpu=name, compute_cap, memory.total, driver_version, uuid --format=csv, noheader",
                gpus.all().get(0).name());
    }

    @Test
    void anUnknownMemoryIsUnknown() throws IOException {
        assertEquals(
                OptionalLong.empty(),
                found("Orin, 8.7, [N/A], 540.3.0, GPU-cccc", Map.of())
                        .all()
                        .get(0)
                        .memoryBytes());
    }

    @Test
    void aWarningBesideAGpuIsPassedOver() throws IOException {
        assertEquals(List.of("GPU-aaaa"), uuids(found(A100 + "\nWARNING: infoROM is corrupted", Map.of())));
    }

    @Test
    void saysWhyThereIsNone() throws IOException {
        assertEquals(
                Optional.of("no NVIDIA driver: cannot find the program nvidia-smi"),
                NvidiaDriver.accelerators(folder.resolve("missing").toString(), Map.of(), LONG)
                        .reason());
        assertEquals(
                Optional.of(
                        "nvidia-smi failed: NVIDIA-SMI has failed because it couldn't communicate with the driver."),
                NvidiaDriver.accelerators(
                                printing(
                                                folder,
                                                "NVIDIA-SMI has failed because it couldn't communicate with the driver.\nMore.",
                                                9)
                                        .toString(),
                                Map.of(),
                                LONG)
                        .reason());
        assertEquals(
                Optional.of("nvidia-smi says: No devices were found"),
                found("No devices were found", Map.of()).reason());
        assertEquals(Optional.of("nvidia-smi knows no GPU"), found("", Map.of()).reason());
    }

    @Test
    void aProgramThatHangsIsGivenUp() throws IOException {
        Path program = script(folder, "sleep 60");
        long start = System.nanoTime();

        Accelerators gpus = NvidiaDriver.accelerators(program.toString(), Map.of(), Duration.ofMillis(300));

        assertEquals(Optional.of("nvidia-smi did not answer within 0 s"), gpus.reason());
        assertTrue(System.nanoTime() - start < 30_000_000_000L);
    }

    @Test
    void cudaVisibleDevicesHidesGpus() throws IOException {
        String both = A100 + "\n" + H100;

        assertEquals(List.of("GPU-bbbb"), uuids(found(both, Map.of("CUDA_VISIBLE_DEVICES", "GPU-bb"))));
        assertEquals(
                List.of("GPU-bbbb"),
                uuids(found(both, Map.of("CUDA_VISIBLE_DEVICES", "1", "CUDA_DEVICE_ORDER", "PCI_BUS_ID"))));
        assertEquals(
                List.of("GPU-aaaa", "GPU-bbbb"),
                uuids(found(both, Map.of("CUDA_VISIBLE_DEVICES", "1"))),
                "a number in CUDA's own order may mean either");
        assertEquals(
                Optional.of("CUDA_VISIBLE_DEVICES='-1' hides every GPU"),
                found(both, Map.of("CUDA_VISIBLE_DEVICES", "-1")).reason());
        assertEquals(
                Optional.of("CUDA_VISIBLE_DEVICES='' hides every GPU"),
                found(both, Map.of("CUDA_VISIBLE_DEVICES", "")).reason());
    }

    private Accelerators found(String text, Map<String, String> environment) throws IOException {
        return NvidiaDriver.accelerators(printing(folder, text, 0).toString(), environment, LONG);
    }

    private static List<String> uuids(Accelerators gpus) {
        return gpus.all().stream().map(Accelerator::uuid).toList();
    }

    /** A program that prints this and ends with that exit code. */
    private static Path printing(Path folder, String text, int code) throws IOException {
        return script(folder, "cat <<'TEXT'\n" + text + "\nTEXT\nexit " + code);
    }

    private static Path script(Path folder, String body) throws IOException {
        Path file = folder.resolve(NvidiaDriver.PROGRAM);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
