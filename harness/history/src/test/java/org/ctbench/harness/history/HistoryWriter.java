package org.ctbench.harness.history;

import java.io.IOException;
import java.util.Map;

/** A process that adds runs to a history, one after the other, and says so after each. */
final class HistoryWriter {
    private HistoryWriter() {}

    /** Place, prefix of the names of runs, number of runs; with any fourth argument the history stays open until the input ends. */
    public static void main(String[] args) throws IOException {
        HistoryPlace place = HistoryPlace.of(args[0], Map.of());
        if (args.length > 3) {
            try (History history = History.write(place)) {
                System.out.println("open");
                while (System.in.read() >= 0) {
                    history.entries();
                }
            }
            return;
        }
        for (int n = 0; n < Integer.parseInt(args[2]); n++) {
            try (History history = History.write(place)) {
                System.out.println(history.add(Recorded.run(args[1] + n, 0.9)).number());
            }
        }
    }

    /** Starts it. */
    static Process start(String... args) throws IOException {
        String[] command = new String[args.length + 6];
        command[0] = System.getProperty("java.home") + "/bin/java";
        command[1] = "-XX:TieredStopAtLevel=1";
        command[2] = "-XX:+UseSerialGC";
        command[3] = "-cp";
        command[4] = System.getProperty("java.class.path");
        command[5] = HistoryWriter.class.getName();
        System.arraycopy(args, 0, command, 6, args.length);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
