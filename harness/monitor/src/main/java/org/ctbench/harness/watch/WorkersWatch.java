package org.ctbench.harness.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.leases.Lease;
import org.ctbench.harness.leases.Leases;
import org.ctbench.harness.leases.Pulse;
import org.ctbench.harness.results.RunFolder;

/** Watches the workers of a run by their leases. */
final class WorkersWatch {
    /** As long as workers wait themselves, unless they are told otherwise. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private final Path cells;
    private final Pulse pulse = new Pulse(SILENCE);

    /** @param folder of the run */
    WorkersWatch(Path folder) {
        this.cells = RunFolder.cells(folder);
    }

    /** Those that have cells now, by the folders of the cells. */
    List<WorkerState> now() throws IOException {
        List<WorkerState> workers = new ArrayList<>();
        for (Leases leases : Leases.in(cells)) {
            Optional<Lease> lease = leases.latest();
            if (lease.isPresent() && !leases.isGivenUp(lease.get())) {
                workers.add(state(leases, lease.get()));
            }
        }
        return workers;
    }

    private WorkerState state(Leases leases, Lease lease) throws IOException {
        Duration silent = pulse.silenceOf(leases, lease);
        return new WorkerState(
                lease.worker().host(),
                lease.worker().process(),
                lease.cell(),
                life(lease, silent),
                silent.toMillis() / 1000.0);
    }

    private WorkerState.Life life(Lease lease, Duration silent) {
        if (lease.worker().hasEnded()) {
            return WorkerState.Life.ENDED;
        }
        if (silent.compareTo(SILENCE) >= 0) {
            return WorkerState.Life.SILENT;
        }
        return lease.worker().onThisMachine() || pulse.sawAlive(lease)
                ? WorkerState.Life.ALIVE
                : WorkerState.Life.UNKNOWN;
    }
}
