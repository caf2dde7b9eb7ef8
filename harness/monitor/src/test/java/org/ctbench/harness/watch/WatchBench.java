package org.ctbench.harness.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.harness.events.EventLog;
import org.ctbench.splits.documents.Documents;

/**
 * Prints how long it takes to read the log of a long run, 100 epochs of 3,000 steps. Arguments: a folder to write the log to,
 * which may hold one already, steps between events, process that shall have written it.
 */
final class WatchBench {
    private WatchBench() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int every = Integer.parseInt(arguments[1]);
        if (!Files.exists(folder.resolve(EventLog.NAME))) {
            long process = Long.parseLong(arguments[2]);
            new GeneratedRun(process, System.currentTimeMillis() - 100_000_000, 250).write(folder, 100, every);
        }
        long bytes = Files.size(folder.resolve(EventLog.NAME));
        for (int run = 0; run < 4; run++) {
            long start = System.nanoTime();
            RunWatch watch = RunWatch.open(folder);
            int state = Documents.toJson(watch.state()).length();
            int curves = Documents.toTree(watch.curves("affinity-8/train").orElseThrow())
                    .toString()
                    .length();
            long end = System.nanoTime();
            System.out.printf(
                    "log of %,d bytes read in %d ms; state %,d bytes, curves of a cell %,d bytes%n",
                    bytes, (end - start) / 1_000_000, state, curves);
        }
    }
}
