package org.ctbench.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.device.CudaBuild;
import org.ctbench.harness.device.Gpu;
import org.ctbench.harness.device.Gpus;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.models.nd4j.Backend;

/** What should be changed on a machine, the worst first. */
final class Findings {
    /** The Java version that every change of ctbench is tested with. */
    private static final int TESTED_JAVA = 17;

    /** Slices of 512 x 512 in a second, in MiB: no device that ctbench was run on trains or evaluates as many. */
    private static final double SLOW_DISK = 100 * 0.25;

    private static final List<String> LIMITS_OF_ONEDNN = List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA");

    private final Host host;
    private final Needs needs;
    private final List<Finding> findings = new ArrayList<>();

    Findings(Host host, Needs needs) {
        this.host = host;
        this.needs = needs;
    }

    List<Finding> of(EngineExam engine, Gpus gpus, List<Disk> disks) {
        engine(engine);
        memory();
        disks.forEach(this::disk);
        gpus(gpus);
        java();
        environment(engine);
        return List.copyOf(findings);
    }

    private void engine(EngineExam engine) {
        engine.problem()
                .ifPresent(
                        problem -> findings.add(
                                Finding.failed(
                                        problem,
                                        engine.fix()
                                                .orElse(
                                                        "delete the folder `native` of the cache, so that the libraries are unpacked anew;"
                                                                + " if that does not help, report what `ctbench doctor --json` prints"))));
        if (engine.info().isPresent()
                && host.backend() == Backend.CPU
                && engine.oneDnn().isEmpty()) {
            findings.add(Finding.advice(
                    "oneDNN is not active: convolutions are ND4J's, which are several times slower",
                    "use a system for which its library is published: Linux, or Windows or macOS on x86-64"));
        }
    }

    private void memory() {
        if (host.memoryBytes().isPresent() && host.memoryBytes().getAsLong() < needs.memoryBytes()) {
            findings.add(Finding.advice(
                    "memory: " + gibibytes(host.memoryBytes().getAsLong()) + "; the plan `paper` takes "
                            + gibibytes(needs.memoryBytes()),
                    "give the machine or the container more"));
        } else if (host.memoryBytes().isPresent()
                && host.heapBytes() > host.memoryBytes().getAsLong() / 2) {
            findings.add(Finding.advice(
                    "the Java heap may take " + gibibytes(host.heapBytes()) + " of "
                            + gibibytes(host.memoryBytes().getAsLong())
                            + "; networks and images live outside of it",
                    "leave the heap at most half: CTBENCH_JAVA_OPTS=-Xmx2g"));
        }
    }

    private void disk(Disk disk) {
        long needed = disk.purpose().equals(Doctor.CACHE) ? needs.cacheBytes() : needs.outputBytes();
        String option = "name a folder on another disk by --" + (disk.purpose().equals(Doctor.CACHE) ? "cache" : "out");
        if (disk.freeBytes() < needed) {
            findings.add(Finding.advice(
                    "free on the disk of the " + disk.purpose() + ": " + gibibytes(disk.freeBytes())
                            + "; the plan `paper` takes " + gibibytes(needed),
                    option + ", or free some space"));
        }
        disk.reason()
                .filter(reason -> disk.freeBytes() >= needed)
                .ifPresent(reason -> findings.add(
                        Finding.advice("the " + disk.purpose() + " cannot be written: " + reason, option)));
        disk.speed()
                .filter(speed -> Math.min(speed.read(), speed.write()) < SLOW_DISK)
                .ifPresent(speed -> findings.add(Finding.advice(
                        String.format(
                                Locale.ROOT,
                                "the disk of the %s is slow: %.0f MiB/s written, %.0f MiB/s read",
                                disk.purpose(),
                                speed.write(),
                                speed.read()),
                        option)));
    }

    private void gpus(Gpus gpus) {
        if (host.backend() == Backend.CUDA) {
            return; // what keeps the engine from them has been said
        }
        for (Gpu gpu : gpus.all()) {
            findings.add(CudaBuild.obstacle(gpu)
                    .map(obstacle -> Finding.advice(
                            obstacle,
                            "use the processor, as this command did, or a GPU of compute capability 3.7 or 5.0 to 8.9"))
                    .orElse(Finding.advice(
                            "the GPU is not used: " + gpu.name(),
                            "./ctbench --cuda (600 MB once; needs CUDA 11.6 and cuDNN 8.3, or --cuda-redist). No run on a"
                                    + " GPU has been made yet: compare with the processor first")));
        }
    }

    private void java() {
        if (host.java().feature() != TESTED_JAVA) {
            findings.add(Finding.advice(
                    "Java " + host.java().feature() + "; ctbench is tested with Java " + TESTED_JAVA,
                    "set JAVA_HOME to a JDK " + TESTED_JAVA));
        }
    }

    private void environment(EngineExam engine) {
        CodeVersion.obstacle()
                .ifPresent(o -> findings.add(Finding.advice(
                        "results cannot say which commit of ctbench made them: " + o.reason(), o.fix())));
        if (host.linux() && host.backend() == Backend.CPU && !host.environment().containsKey("GOMP_SPINCOUNT")) {
            findings.add(Finding.advice(
                    "GOMP_SPINCOUNT is not set: threads that wait for work keep their cores busy, which slows a shared"
                            + " machine down",
                    "export GOMP_SPINCOUNT=1000, as ./ctbench does"));
        }
        if (engine.oneDnn().isPresent()) {
            LIMITS_OF_ONEDNN.stream()
                    .filter(host.environment()::containsKey)
                    .findFirst()
                    .ifPresent(name -> findings.add(Finding.advice(
                            name + "=" + host.environment().get(name)
                                    + " limits the instructions of oneDNN, its speed and the last bits of its results",
                            "unset " + name)));
        }
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
