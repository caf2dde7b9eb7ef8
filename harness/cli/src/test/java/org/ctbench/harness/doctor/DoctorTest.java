package org.ctbench.harness.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.results.Provenance.Hardware;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineSettings;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final String CPUINFO = """
            processor\t: 0
            model name\t: Some Processor
            flags\t\t: fpu sse2 avx avx2 fma amx_tile avx512f avx512_vnni
            processor\t: 1
            flags\t\t: fpu
            """;
    private static final Accelerators NO_GPU = new Accelerators(List.of(), Optional.of("no NVIDIA driver"));
    private static final int LITTLE = 4 << 20;
    private static final long GIB = 1L << 30;

    @TempDir
    Path folder;

    private String cpuinfo = CPUINFO;
    private long memory = 16 * GIB;
    private long heap = 4 * GIB;
    private int java = 17;
    private List<EngineAdvice> advice = List.of();
    private EngineExam.Source engines = DoctorTest::open;

    @Test
    void theEngineOfThisMachineComputesCorrectly() throws IOException {
        DoctorReport report = examine();

        assertTrue(report.passed());
        assertEquals(Optional.empty(), report.engine().problem());
        assertEquals(
                List.of("conv2d", "conv2d, gradient of the input", "conv2d, gradient of the weights", "matrix product"),
                report.engine().checks().stream()
                        .map(EngineExam.Check::operation)
                        .toList());
        assertTrue(
                report.engine().checks().stream().allMatch(check -> check.largestDifference() > 0), "rounding differs");
    }

    @Test
    void readsTheFeaturesOfTheFirstProcessor() throws IOException {
        Processor processor = examine().processor();

        assertEquals(
                Optional.of(List.of("avx", "avx2", "fma", "avx512f", "avx512_vnni", "amx_tile")), processor.features());
        assertEquals(Optional.empty(), Processor.featuresIn("Hardware : no such line"));
        assertEquals(Optional.of(List.of("asimd", "sve")), Processor.featuresIn("Features\t: fp asimd sve\n"));
    }

    @Test
    void anEngineThatMultipliesWronglyFails() throws IOException {
        engines = () -> wrong("matmul");

        DoctorReport report = examine();

        assertFalse(report.passed());
        assertEquals(Problem.Level.FAILED, report.findings().get(0).level());
        assertTrue(
                report.findings()
                        .get(0)
                        .finding()
                        .startsWith("the engine computes wrongly: matrix product differs from a plain loop by "),
                report.findings().get(0).finding());
    }

    @Test
    void anEngineThatConvolvesWronglyFails() throws IOException {
        engines = () -> wrong("conv2d");

        assertFalse(examine().passed());
    }

    @Test
    void anEngineThatDoesNotLoadFails() throws IOException {
        engines = () -> {
            throw new IllegalStateException("ND4J's native libraries do not load: libgomp.so.1 is missing");
        };

        DoctorReport report = examine();

        assertFalse(report.passed());
        assertEquals(
                List.of(Problem.failed(
                        "ND4J's native libraries do not load: libgomp.so.1 is missing",
                        "report what `ctbench doctor --json` prints")),
                report.findings().subList(0, 1));
    }

    @Test
    void aGpuBuildWithoutItsGpuSaysWhatToDo() throws IOException {
        engines = () -> {
            throw new UserException("no GPU: no NVIDIA driver", "engine nd4j", "use the CPU");
        };

        DoctorReport report = examine();

        assertEquals(
                Problem.failed("no GPU: no NVIDIA driver", "use the CPU"),
                report.findings().get(0)); // a slow disk may stand behind it
        assertEquals("tested", report.engine().id());
    }

    @Test
    void namesWhatToChange() throws IOException {
        memory = GIB;
        java = 21;
        advice = List.of(new EngineAdvice("it idles", "wake it"));

        DoctorReport report = examine();

        assertTrue(report.passed());
        assertTrue(
                says(report, "memory: 1.0 GiB; the plan `paper` takes 2.2 GiB"),
                report.findings().toString());
        assertTrue(says(report, "Java 21; ctbench is tested with Java 17"));
        assertTrue(report.findings().contains(Problem.advice("it idles", "wake it")));
    }

    @Test
    void aHeapThatLeavesNothingIsNamed() throws IOException {
        heap = 15 * GIB;

        assertTrue(
                says(examine(), "the Java heap may take 15.0 GiB of 16.0 GiB; networks and images live outside of it"));
    }

    @Test
    void leavesNothingOnTheDisks() throws IOException {
        Path out = folder.resolve("new/out");

        DoctorReport report = examine();

        assertTrue(
                report.disks().stream().allMatch(disk -> disk.speed().isPresent()),
                report.disks().toString());
        assertTrue(report.disks().get(0).speed().get().write() > 0);
        assertEquals(out.toString(), report.disks().get(0).folder());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aFullDiskIsAFindingAndNotMeasured() {
        Disk full = new Disk(Doctor.CACHE, "/cache", GIB, Optional.empty(), Optional.empty());
        Needs needs = new Needs(GIB, 30 * GIB, GIB);

        List<Problem> findings =
                new Findings(host(), needs).of(EngineExam.of("tested", engines), List.of(), List.of(full));

        assertEquals(
                List.of(Problem.advice(
                        "free on the disk of the cache: 1.0 GiB; the plan `paper` takes 30.0 GiB",
                        "name a folder on another disk by --cache, or free some space")),
                findings);
    }

    @Test
    void aSlowDiskIsAFinding() {
        Disk slow = new Disk(
                Doctor.OUTPUT, "/out", 100 * GIB, Optional.of(new Disk.Speed(12, 300, true)), Optional.empty());

        List<Problem> findings = new Findings(host(), new Needs(GIB, GIB, GIB))
                .of(EngineExam.of("tested", engines), List.of(), List.of(slow));

        assertEquals(
                "the disk of the output is slow: 12 MiB/s written, 300 MiB/s read",
                findings.get(0).finding());
    }

    @Test
    void theNeedsOfThePaperComeFromItsPlan() throws IOException {
        Needs needs = Needs.ofPaper();

        assertTrue(needs.cacheBytes() > (3_000L + 21_036 + 21_191 + 58_782) * 512 * 512);
        assertTrue(needs.outputBytes() > 9 * 11_000_000L * Float.BYTES);
    }

    private DoctorReport examine() throws IOException {
        return new Doctor(host(), new Tested(), engines).examine(folder.resolve("new/out"), folder, LITTLE);
    }

    private Host host() {
        return new Host(
                new Host.Java(java, java + ".0.1", "VM"),
                "Linux amd64",
                Optional.of(cpuinfo),
                new Hardware(Optional.of("Some Processor"), 2, OptionalLong.of(memory)),
                heap,
                Map.of());
    }

    private static boolean says(DoctorReport report, String finding) {
        return report.findings().stream().anyMatch(f -> f.finding().equals(finding));
    }

    private static Engine open() {
        return ExactEngine.open(1);
    }

    /** An engine one of whose operations gives 1.001 times what it should. */
    private static Engine wrong(String operation) {
        Engine right = open();
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(right, arguments);
                        return method.getName().equals(operation) ? right.scale((Tensor) result, 1.001f) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** An engine of which only its name and its advice are asked. */
    private final class Tested implements EngineProvider {
        @Override
        public String id() {
            return "tested";
        }

        @Override
        public String summary() {
            return "for tests";
        }

        @Override
        public Optional<String> arithmetic() {
            return Optional.empty();
        }

        @Override
        public Optional<Accelerators> accelerators() {
            return Optional.of(NO_GPU);
        }

        @Override
        public List<EngineAdvice> advice(EngineInfo info, EngineHost host) {
            return advice;
        }

        @Override
        public void requireDevice() {
            // is there
        }

        @Override
        public Engine open(EngineSettings settings) {
            throw new AssertionError("the doctor opens it by its source");
        }
    }
}
