package org.ctbench.harness.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.models.tensor.EngineAdvice;

/** What should be changed on a machine, the worst first. */
final class Findings {
    /** The Java version that every change of ctbench is tested with. */
    private static final int TESTED_JAVA = 17;

    /** Slices of 512 x 512 in a second, in MiB: no device that ctbench was run on trains or evaluates as many. */
    private static final double SLOW_DISK = 100 * 0.25;

    private final Host host;
    private final Needs needs;
    private final List<Problem> findings = new ArrayList<>();

    Findings(Host host, Needs needs) {
        this.host = host;
        this.needs = needs;
    }

    List<Problem> of(EngineExam engine, List<EngineAdvice> advice, List<Disk> disks) {
        engine(engine);
        memory();
        disks.forEach(this::disk);
        java();
        code();
        advice.forEach(a -> findings.add(Problem.advice(a.finding(), a.change())));
        return List.copyOf(findings);
    }

    private void engine(EngineExam engine) {
        engine.problem().ifPresent(problem -> {
            String fix = engine.fix().orElse("report what `ctbench doctor --json` prints");
            findings.add(Problem.failed(problem, fix));
        });
    }

    private void memory() {
        if (host.memoryBytes().isPresent() && host.memoryBytes().getAsLong() < needs.memoryBytes()) {
            findings.add(Problem.advice(
                    "memory: " + gibibytes(host.memoryBytes().getAsLong()) + "; the plan `paper` takes "
                            + gibibytes(needs.memoryBytes()),
                    "give the machine or the container more"));
        } else if (host.memoryBytes().isPresent()
                && host.heapBytes() > host.memoryBytes().getAsLong() / 2) {
            findings.add(Problem.advice(
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
            findings.add(Problem.advice(
                    "free on the disk of the " + disk.purpose() + ": " + gibibytes(disk.freeBytes())
                            + "; the plan `paper` takes " + gibibytes(needed),
                    option + ", or free some space"));
        }
        disk.reason()
                .filter(reason -> disk.freeBytes() >= needed)
                .ifPresent(reason -> findings.add(
                        Problem.advice("the " + disk.purpose() + " cannot be written: " + reason, option)));
        disk.speed()
                .filter(speed -> Math.min(speed.read(), speed.write()) < SLOW_DISK)
                .ifPresent(speed -> findings.add(Problem.advice(
                        String.format(
                                Locale.ROOT,
                                "the disk of the %s is slow: %.0f MiB/s written, %.0f MiB/s read",
                                disk.purpose(),
                                speed.write(),
                                speed.read()),
                        option)));
    }

    private void java() {
        if (host.java().feature() != TESTED_JAVA) {
            findings.add(Problem.advice(
                    "Java " + host.java().feature() + "; ctbench is tested with Java " + TESTED_JAVA,
                    "set JAVA_HOME to a JDK " + TESTED_JAVA));
        }
    }

    private void code() {
        CodeVersion.obstacle()
                .ifPresent(o -> findings.add(Problem.advice(
                        "results cannot say which commit of ctbench made them: " + o.reason(), o.fix())));
    }

    static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
