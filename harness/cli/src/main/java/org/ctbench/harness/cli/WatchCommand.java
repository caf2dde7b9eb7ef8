package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ctbench.harness.mlflow.MlflowSink;
import org.ctbench.harness.watch.LiveView;
import org.ctbench.harness.watch.RunWatch;
import org.ctbench.harness.watch.WatchServer;
import org.ctbench.harness.watch.WatchText;
import org.ctbench.splits.documents.Documents;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench watch}: progress of a run. */
@Command(
        name = "watch",
        description =
                "Show a run's progress, speed, losses and time left. It may run in another process, or have been killed, or"
                        + " be over. On a terminal this redraws every second until the run is over; elsewhere it prints the state"
                        + " once.",
        footer = {
            "",
            "Examples:",
            "  ctbench watch out/paper                            on the terminal",
            "  ctbench watch out/paper --once                     the state now",
            "  ctbench watch out/paper --serve --port 8080        a page with curves, for this machine only",
            "  ctbench watch out/paper --mlflow http://127.0.0.1:5000    sends the course to an MLflow server"
        })
final class WatchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "Folder of the run, as `ctbench reproduce` fills it.")
    private Path run;

    @Option(names = "--once", description = "Print or send the state of this moment and end.")
    private boolean once;

    @ArgGroup
    private Way way = new Way();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page, from 1; with --serve. Default: one that is free.")
    private Optional<Integer> port;

    private static final class Way {
        @Option(names = "--json", description = "Print the state as JSON and end.")
        private boolean json;

        @Option(
                names = "--serve",
                description = "Show the run as a page on 127.0.0.1, its data as /state.json. Ends with Ctrl-C.")
        private boolean serve;

        @Option(
                names = "--mlflow",
                paramLabel = "URI",
                description = "Send the course of the run to this MLflow server, one MLflow run per cell, until the run"
                        + " is over. Restarted, it continues where it was. MLFLOW_TRACKING_USERNAME and"
                        + " MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN, are sent with it. Nothing is ever sent"
                        + " without this option.")
        private Optional<URI> mlflow = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        if (way.serve && once || way.json && once) {
            throw new ParameterException(spec.commandLine(), "--once goes with neither --serve nor --json");
        }
        int number = port.orElse(0);
        if (port.isPresent() && (!way.serve || number < 1 || number > 65535)) {
            throw new ParameterException(spec.commandLine(), "--port needs --serve and a number from 1 to 65535");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (way.mlflow.isPresent()) {
            return send(way.mlflow.get(), out);
        }
        RunWatch watch = RunWatch.open(run);
        if (way.serve) {
            serve(watch, number, out);
        } else if (way.json) {
            out.print(Documents.toJson(watch.state()));
        } else if (once || !Boolean.getBoolean("ctbench.terminal.out")) {
            out.print(WatchText.of(watch.state()));
        } else {
            PrintWriter terminal =
                    new PrintWriter(System.out, false, StandardCharsets.UTF_8); // takes its escapes as they are
            new LiveView(terminal, TerminalHeight::lines).follow(watch);
        }
        out.flush();
        return 0;
    }

    private int send(URI server, PrintWriter out) throws IOException {
        MlflowSink sink = MlflowSink.open(run, server);
        long sent = once ? sink.send() : sink.follow(spec.commandLine().getErr()::println);
        out.println(sent + (sent == 1 ? " event" : " events") + " sent to " + server);
        out.flush();
        return 0;
    }

    private static void serve(RunWatch watch, int port, PrintWriter out) throws IOException {
        try (WatchServer server = WatchServer.start(watch, port)) {
            out.println(server.address());
            out.flush();
            server.await();
        }
    }
}
