package org.ctbench.harness.cli;

import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The cluster of Spark on which a command works. */
final class SparkOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description = "On Spark, which ./ctbench has with --spark before the command: spark://HOST:7077,"
                    + " local[*] for the threads of this process, local-cluster[2,1,1024] for 2 processes of this"
                    + " machine with 1 core and 1,024 MB each.")
    private Optional<String> master;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "A setting of Spark, such as spark.executor.memory=4g; may be repeated.")
    private Map<String, String> settings = Map.of();

    boolean isAsked() {
        if (master.isEmpty() && !settings.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--conf is for --spark; name both, or neither");
        }
        return master.isPresent();
    }

    /** Processor cores that a task has. */
    int cores() {
        String cores = settings.getOrDefault("spark.task.cpus", "1");
        if (!cores.matches("[1-9]\\d{0,3}")) {
            throw new UserException(
                    "spark.task.cpus is " + cores + ", expected 1 or more",
                    "--conf spark.task.cpus=" + cores,
                    "write a number of cores");
        }
        return Integer.parseInt(cores);
    }

    /**
     * Reaches it.
     *
     * @param command for messages and for the lists of the cluster
     */
    Cluster open(String command) {
        String address = master.orElseThrow();
        return ClusterProvider.of("spark")
                .orElseThrow(() -> new UserException(
                        "Spark is not part of this build",
                        "--spark " + address,
                        "start ctbench with it, which downloads 280 MB once: ./ctbench --spark " + command + " ..."))
                .open("ctbench " + command, address, settings);
    }
}
