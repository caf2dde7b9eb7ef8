package org.ctbench.harness.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.device.Gpus;
import org.ctbench.harness.results.CodeVersion;

/** Examines the machine. */
public final class Doctor {
    static final String OUTPUT = "output";
    static final String CACHE = "cache";

    private final Host host;
    private final Gpus gpus;
    private final EngineExam.Source engines;

    /**
     * A doctor for a machine.
     *
     * @param gpus as {@link Gpus#find()} found them
     * @param engines opens the engine
     */
    public Doctor(Host host, Gpus gpus, EngineExam.Source engines) {
        this.host = host;
        this.gpus = gpus;
        this.engines = engines;
    }

    /**
     * Asks, computes, writes and reads.
     *
     * @param output folder of results
     * @param cache folder of decoded slices
     * @throws IOException if a disk gives back other bytes than were written
     */
    public DoctorReport examine(Path output, Path cache) throws IOException {
        return examine(output, cache, Disk.TESTED);
    }

    DoctorReport examine(Path output, Path cache, int diskBytes) throws IOException {
        EngineExam engine = EngineExam.of(host, engines);
        List<Disk> disks = List.of(Disk.measure(OUTPUT, output, diskBytes), Disk.measure(CACHE, cache, diskBytes));
        List<Finding> findings = new Findings(host, Needs.ofPaper()).of(engine, gpus, disks);
        return new DoctorReport(
                DoctorReport.SCHEMA,
                CodeVersion.detect(),
                host.java(),
                host.system(),
                Processor.of(host),
                host.memoryBytes(),
                host.heapBytes(),
                engine,
                gpus,
                disks,
                findings,
                engine.problem().isEmpty());
    }
}
