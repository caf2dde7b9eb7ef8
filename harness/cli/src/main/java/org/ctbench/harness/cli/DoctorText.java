package org.ctbench.harness.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.ctbench.harness.doctor.Disk;
import org.ctbench.harness.doctor.DoctorReport;
import org.ctbench.harness.doctor.EngineExam;
import org.ctbench.harness.doctor.Problem;
import org.ctbench.harness.doctor.Processor;
import org.ctbench.harness.plan.EngineNames;
import org.ctbench.models.tensor.Accelerator;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.EngineInfo;

/** A machine as text for a terminal. */
final class DoctorText {
    private static final String UNKNOWN = "unknown";

    private final StringBuilder text = new StringBuilder();

    private DoctorText() {}

    /** Facts, then what to change. */
    static String of(DoctorReport report) {
        DoctorText page = new DoctorText();
        page.row("ctbench", report.code().text());
        page.row("Java", report.java().version() + ", " + report.java().name());
        page.row("system", report.system());
        page.processor(report.processor());
        page.row(
                "memory", size(report.memoryBytes()) + ", of which the Java heap may take " + size(report.heapBytes()));
        page.engine(report.engine());
        page.engines(report.engines());
        report.gpus()
                .ifPresentOrElse(
                        page::gpus,
                        () -> page.row("GPU", "not used: " + report.engine().id() + " computes on the processor"));
        report.disks().forEach(page::disk);
        page.findings(report);
        return page.text.toString();
    }

    private void processor(Processor processor) {
        row("processor", processor.name().orElse(UNKNOWN) + ", cores for this process: " + processor.cores());
        row(
                "",
                processor
                        .features()
                        .map(f -> f.isEmpty() ? "no vector instructions" : String.join(" ", f))
                        .orElse("features " + UNKNOWN));
    }

    private void engine(EngineExam engine) {
        if (engine.info().isEmpty()) {
            row("engine", engine.id() + " did not start");
            return;
        }
        EngineInfo info = engine.info().get();
        row("engine", info.name() + ", threads: " + info.threads() + ", convolutions by " + info.convolutions());
        info.arithmetic()
                .ifPresent(name -> row("", "the same bits on every machine and with any number of threads: " + name));
        info.instructions().ifPresent(widest -> row("", "instructions up to " + widest));
        if (!info.libraries().isEmpty()) {
            row("", Engines.libraries(info));
        }
        row("arithmetic", arithmetic(engine));
    }

    private void engines(List<String> names) {
        String others = names.contains(EngineNames.ND4J) ? "" : "; for nd4j: " + Engines.GET_ND4J;
        row("engines", String.join(", ", names) + others);
    }

    private static String arithmetic(EngineExam engine) {
        double largest = engine.checks().stream()
                .mapToDouble(EngineExam.Check::largestDifference)
                .max()
                .orElseThrow();
        return engine.problem()
                .orElse(String.format(
                        Locale.ROOT,
                        "correct: a convolution, its gradients and a matrix product differ from plain loops by at most"
                                + " %.1e",
                        largest));
    }

    private void gpus(Accelerators gpus) {
        gpus.reason().ifPresent(reason -> row("GPU", "none found: " + reason));
        for (Accelerator gpu : gpus.all()) {
            row(
                    "GPU",
                    gpu.name() + ", compute capability " + gpu.capability() + ", memory " + size(gpu.memoryBytes())
                            + ", driver " + gpu.driver());
        }
    }

    private void disk(Disk disk) {
        String speed = disk.speed()
                .map(s -> String.format(
                        Locale.ROOT,
                        "written at %.0f MiB/s, read at %.0f MiB/s%s",
                        s.write(),
                        s.read(),
                        s.direct() ? "" : " (perhaps from memory)"))
                .orElse(disk.reason().orElse(UNKNOWN));
        row(disk.purpose(), disk.folder() + ": " + size(disk.freeBytes()) + " free, " + speed);
    }

    private void findings(DoctorReport report) {
        text.append('\n');
        if (report.findings().isEmpty()) {
            text.append("nothing to change\n");
        }
        for (Problem finding : report.findings()) {
            String word = finding.level() == Problem.Level.FAILED ? "FAILED" : "advice";
            text.append(word).append(": ").append(finding.finding()).append('\n');
            text.append("     fix: ").append(finding.change()).append('\n');
        }
    }

    private void row(String name, String value) {
        text.append(String.format(Locale.ROOT, "%-10s  %s", name, value).stripTrailing())
                .append('\n');
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? size(bytes.getAsLong()) : UNKNOWN;
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
