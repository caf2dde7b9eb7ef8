package org.ctbench.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cells.CellRecord;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.run.work.StoppedException;

/** Computes cells in several processes at once, each cell as soon as what it needs is there. */
final class WorkerPool {
    private static final long POLL_MILLISECONDS = 200;

    private final int jobs;
    private final Reproduction.Environment environment;
    private final CellStore store;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<Worker> workers = new ArrayList<>();

    WorkerPool(int jobs, Reproduction.Environment environment, CellStore store) {
        this.jobs = jobs;
        this.environment = environment;
        this.store = store;
    }

    /** A line of a worker; none when it ends. */
    private record Answer(Worker worker, Optional<String> line) {}

    private final class Worker {
        private final Process process;
        private final OutputStream orders;
        private Optional<Cell> busy = Optional.empty();

        Worker() throws IOException {
            process = environment.workers().start();
            orders = process.getOutputStream();
            Thread reader = new Thread(this::listen, "worker " + process.pid());
            reader.setDaemon(true);
            reader.start();
        }

        private void listen() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    answers.add(new Answer(this, Optional.of(line)));
                }
            } catch (IOException e) {
                environment.progress().say("worker " + process.pid() + ": " + e.getMessage());
            }
            answers.add(new Answer(this, Optional.empty()));
        }

        void order(Cell cell) throws IOException {
            busy = Optional.of(cell);
            orders.write((cell.name() + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        }
    }

    /**
     * Computes the cells.
     *
     * @param records of what is there already; what is computed is added
     * @throws StoppedException if it was asked to stop; what is done is kept
     * @throws IOException if a worker ends in the middle of a cell
     */
    void compute(List<Cell> open, Grid grid, Map<CellName, CellRecord> records) throws IOException {
        Set<Cell> waiting = new LinkedHashSet<>(open);
        try {
            while (true) {
                dispatch(waiting, records);
                boolean idle = workers.stream().allMatch(w -> w.busy.isEmpty());
                if (idle) {
                    return; // what still waits needs something that has no result
                }
                takeAnswer(records);
                if (environment.stop().requested()) {
                    throw new StoppedException("cells of " + jobs + " processes");
                }
            }
        } finally {
            end();
        }
    }

    private void dispatch(Set<Cell> waiting, Map<CellName, CellRecord> records) throws IOException {
        for (Cell cell : List.copyOf(waiting)) {
            boolean ready = cell.needs().stream()
                    .allMatch(need ->
                            records.containsKey(need) && records.get(need).succeeded());
            if (!ready) {
                continue;
            }
            Optional<Worker> free = free();
            if (free.isEmpty()) {
                return;
            }
            free.get().order(cell);
            waiting.remove(cell);
        }
    }

    private Optional<Worker> free() throws IOException {
        for (Worker worker : workers) {
            if (worker.busy.isEmpty()) {
                return Optional.of(worker);
            }
        }
        if (workers.size() < jobs) {
            workers.add(new Worker());
            return Optional.of(workers.get(workers.size() - 1));
        }
        return Optional.empty();
    }

    private void takeAnswer(Map<CellName, CellRecord> records) throws IOException {
        Answer answer = poll();
        if (answer == null) {
            return;
        }
        Worker worker = answer.worker();
        if (answer.line().isEmpty()) {
            String cell = worker.busy.map(c -> c.name().toString()).orElse("no cell");
            if (environment.stop().requested()) {
                return;
            }
            throw new IOException("the process that computed " + cell + " ended with exit code " + exitCode(worker)
                    + "; the same command goes on");
        }
        if (answer.line().get().startsWith(WorkOrders.DONE)) {
            Cell cell = worker.busy.orElseThrow();
            CellRecord record = store.find(cell)
                    .record()
                    .orElseThrow(() -> new IOException(cell.name() + " was said to be done and is not there"));
            records.put(cell.name(), record);
            worker.busy = Optional.empty();
        }
    }

    private Answer poll() throws IOException {
        try {
            return answers.poll(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for workers", e);
        }
    }

    private static int exitCode(Worker worker) throws IOException {
        try {
            return worker.process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a worker", e);
        }
    }

    /** Ends the orders; workers finish their step, save, and end. */
    private void end() throws IOException {
        for (Worker worker : workers) {
            try {
                worker.orders.close();
            } catch (IOException e) {
                environment.progress().say("worker " + worker.process.pid() + " is gone: " + e.getMessage());
            }
        }
        for (Worker worker : workers) {
            exitCode(worker);
        }
    }
}
