package org.ctbench.harness.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.models.tensor.Accelerators;
import org.ctbench.models.tensor.EngineAdvice;
import org.ctbench.models.tensor.EngineHost;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;

/** Examines the machine. */
public final class Doctor {
    static final String OUTPUT = "output";
    static final String CACHE = "cache";

    private final Host host;
    private final EngineProvider provider;
    private final EngineExam.Source engines;

    /**
     * A doctor for a machine.
     *
     * @param provider of the engine
     * @param engines opens the engine
     */
    public Doctor(Host host, EngineProvider provider, EngineExam.Source engines) {
        this.host = host;
        this.provider = provider;
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
        EngineExam engine = EngineExam.of(provider.id(), engines);
        Optional<Accelerators> accelerators = provider.accelerators();
        EngineHost known = new EngineHost(host.linux(), host.environment(), accelerators);
        List<EngineAdvice> advice =
                engine.info().map(info -> provider.advice(info, known)).orElse(List.of());
        List<Disk> disks = List.of(Disk.measure(OUTPUT, output, diskBytes), Disk.measure(CACHE, cache, diskBytes));
        List<Problem> findings = new Findings(host, Needs.ofPaper()).of(engine, advice, disks);
        return new DoctorReport(
                DoctorReport.SCHEMA,
                CodeVersion.detect(),
                host.java(),
                host.system(),
                Processor.of(host),
                host.memoryBytes(),
                host.heapBytes(),
                engine,
                EngineRegistry.load().ids(),
                accelerators,
                disks,
                findings,
                engine.problem().isEmpty());
    }
}
