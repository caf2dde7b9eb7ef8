package org.ctbench.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.run.work.Stop;

/**
 * What a worker process is told and says: it reads names of cells, one a line, and answers {@code done <cell>} for each. When
 * the orders end, it finishes its step, saves, and ends.
 */
public final class WorkOrders {
    /** What stands before the name of a finished cell. */
    static final String DONE = "done ";

    private final BlockingQueue<Optional<CellName>> orders = new LinkedBlockingQueue<>();
    private final PrintStream answers;

    /**
     * Reads orders from now on, in a thread of its own.
     *
     * @param stop is asked for when the orders end in the middle of a cell
     */
    public WorkOrders(BufferedReader in, PrintStream answers, Stop stop) {
        this.answers = answers;
        Thread thread = new Thread(() -> read(in, stop), "orders");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(BufferedReader in, Stop stop) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                orders.add(Optional.of(CellName.parse(line.strip())));
            }
        } catch (IOException e) {
            stop.request(); // the other process is gone: the same as the end of its orders
        }
        stop.request();
        orders.add(Optional.empty());
    }

    /** The next cell; empty if there will be none. */
    Optional<CellName> next() throws IOException {
        try {
            return orders.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for orders", e);
        }
    }

    /** Says that a cell is finished. */
    void done(CellName cell) {
        answers.println(DONE + cell);
        answers.flush();
    }
}
