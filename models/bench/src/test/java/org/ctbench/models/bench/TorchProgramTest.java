package org.ctbench.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ctbench.models.bench.EngineBenchmark.Batch;
import org.ctbench.models.bench.StageBenchmark.Subject;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchProgramTest {
    private static final Subject SUBJECT = SmallSubject.affinity();

    @TempDir
    Path folder;

    @Test
    void asksLineByLine() throws IOException {
        String python = program("""
                echo '{"torch": "1.13", "torchvision": "0.14", "blas": "libopenblas.so"}'
                while read line; do echo "{\\"milliseconds\\": ${#line}.5}"; done
                echo '{"peakMiB": 3}'
                """);

        try (ReferenceProgram torch = TorchProgram.affinity(List.of(python), SUBJECT, 2)) {
            assertEquals("torch 1.13, torchvision 0.14, BLAS libopenblas.so", torch.description());
            assertEquals(OptionalDouble.of(14.5), torch.milliseconds("two-stage step"));
            assertEquals(OptionalDouble.of(18.5), torch.milliseconds("segmentation stage"));
            assertEquals(OptionalLong.of(3 << 20), torch.finish());
        }
    }

    @Test
    void passesTheNumbersOfTheModel() throws IOException {
        String python = program("""
                shift 2
                echo "{\\"torch\\": \\"$*\\", \\"torchvision\\": \\"\\"}"
                """);

        try (ReferenceProgram torch = TorchProgram.affinity(List.of(python), SUBJECT, 2)) {
            assertEquals(
                    "torch --bench --rounds --size 64 --threads 2 --affinities 4 --features 8 --hidden 8 --depth 18"
                            + " --regions 8 --refinements 3 --before 40 --after 20 --detections 5 --sieve shared3,"
                            + " torchvision , BLAS ",
                    torch.description());
        }
    }

    @Test
    void saysWhyNoInterpreterWillDo() throws IOException {
        String python = program("echo Traceback >&2; echo \"ModuleNotFoundError: No module named 'torch'\" >&2");
        String absent = folder.resolve("absent").toString();

        try (ReferenceProgram torch = TorchProgram.affinity(List.of(absent, python), SUBJECT, 2)) {
            assertTrue(torch.description().startsWith("torch not run: " + absent + ": Cannot run program"));
            assertTrue(torch.description()
                    .endsWith("; " + python
                            + ": the PyTorch program ended: ModuleNotFoundError: No module named 'torch'"));
            assertEquals(OptionalDouble.empty(), torch.milliseconds("two-stage step"));
        }
    }

    @Test
    void saysWhyTheProgramEnded() throws IOException {
        String python = program("echo '{}'; read line; echo 'RuntimeError: out of memory' >&2");

        try (ReferenceProgram torch = TorchProgram.affinity(List.of(python), SUBJECT, 2)) {
            var e = assertThrows(IOException.class, () -> torch.milliseconds("two-stage step"));

            assertEquals("the PyTorch program ended: RuntimeError: out of memory", e.getMessage());
        }
    }

    @Test
    void hasNoCounterpartOfOtherModels() {
        ModelProvider other = ModelRegistry.load().get("singleshot");

        try (ReferenceProgram torch =
                TorchProgram.affinity(List.of("python3"), new Subject(other, other.options(), 64), 2)) {
            assertEquals("torch not run: it has no counterpart of singleshot", torch.description());
        }
    }

    @Test
    @Tag("slow")
    void theScriptKnowsResidualNetworks() throws IOException {
        Batch batch = new Batch(2, 3, 64);
        List<String> pythons = List.of("python3", "/usr/bin/python3");

        try (ReferenceProgram torch = TorchProgram.network(pythons, "resnet18", batch, 1)) {
            assumeTrue(torch instanceof TorchProgram, torch.description());

            assertTrue(torch.milliseconds(EngineBenchmark.EVALUATION).orElseThrow() > 0);
            assertTrue(torch.milliseconds(EngineBenchmark.TRAINING_STEP).orElseThrow() > 0);
        }
        try (ReferenceProgram torch = TorchProgram.network(pythons, "singleshot", batch, 1)) {
            assertEquals("torch not run: it has no counterpart of singleshot", torch.description());
        }
    }

    @Test
    void hasNoCounterpartOfOtherNumbersThanItKnows() {
        try (ReferenceProgram torch = TorchProgram.affinity(List.of("python3"), SmallSubject.affinity(0.5f), 2)) {
            assertEquals(
                    "torch not run: its anchors, samples and suppression are the released ones", torch.description());
        }
    }

    @Test
    @Tag("slow")
    void theScriptKnowsEveryKindOfWork() throws IOException {
        try (ReferenceProgram torch = TorchProgram.affinity(List.of("python3", "/usr/bin/python3"), SUBJECT, 1)) {
            assumeTrue(torch instanceof TorchProgram, torch.description());

            assertTrue(torch.milliseconds("segmentation of one image").orElseThrow() > 0);
            assertTrue(torch.milliseconds("classification of one image").orElseThrow() > 0);
            assertTrue(torch.milliseconds("segmentation stage").orElseThrow() > 0);
            assertTrue(torch.milliseconds("classification stage").orElseThrow() > 0);
            assertTrue(torch.milliseconds("two-stage step").orElseThrow() > 0);
            assertTrue(torch.finish().orElseThrow() > 100 << 20);
        }
    }

    /** A stand-in for the interpreter. */
    private String program(String commands) throws IOException {
        Path file = folder.resolve("python");
        Files.writeString(file, "#!/bin/sh\n" + commands);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
