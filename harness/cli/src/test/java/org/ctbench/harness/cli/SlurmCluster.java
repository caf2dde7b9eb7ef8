package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Program;

/** A Slurm of two nodes on this machine, for one test: without accounts, keys or cgroups. */
final class SlurmCluster {
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final List<String> NODES = List.of("n1", "n2");

    private final Path folder;
    private final List<Process> daemons = new ArrayList<>();

    private SlurmCluster(Path folder) {
        this.folder = folder;
    }

    static boolean isInstalled() {
        return Stream.of("slurmctld", "slurmd") // sbatch says its version only where there is a controller
                .allMatch(daemon ->
                        Program.ask(List.of(daemon, "-V"), TIME, true).outcome() == Program.Outcome.SUCCEEDED);
    }

    static SlurmCluster start(Path folder) throws Exception {
        SlurmCluster cluster = new SlurmCluster(Files.createDirectories(folder));
        Files.createDirectories(folder.resolve("state"));
        Files.writeString(cluster.configuration(), cluster.configurationText());
        cluster.run("slurmctld", "-D", "-f", cluster.configuration().toString());
        for (String node : NODES) {
            Files.createDirectories(folder.resolve("spool-" + node));
            cluster.run(
                    "slurmd", "-D", "-N", node, "-f", cluster.configuration().toString());
        }
        for (int i = 0; i < 200; i++) {
            if (cluster.ask("sinfo", "-h", "-t", "idle", "-o", "%D").equals("2")) {
                return cluster;
            }
            Thread.sleep(100);
        }
        String said = cluster.ask("sinfo");
        cluster.stop();
        throw new IOException("the nodes do not come up: " + said);
    }

    private Path configuration() {
        return folder.resolve("slurm.conf");
    }

    private String configurationText() throws IOException {
        String host = InetAddress.getLocalHost().getHostName().replaceFirst("\\..*", "");
        StringBuilder text = new StringBuilder("""
                ClusterName=ctbench
                SlurmctldHost=HOST(127.0.0.1)
                SlurmctldPort=PORT
                SlurmUser=USER
                SlurmdUser=USER
                AuthType=auth/none
                CredType=cred/none
                StateSaveLocation=FOLDER/state
                SlurmdSpoolDir=FOLDER/spool-%n
                SlurmctldPidFile=FOLDER/slurmctld.pid
                SlurmdPidFile=FOLDER/slurmd-%n.pid
                SlurmctldLogFile=FOLDER/slurmctld.log
                SlurmdLogFile=FOLDER/slurmd-%n.log
                ProctrackType=proctrack/linuxproc
                TaskPlugin=task/none
                MpiDefault=none
                SwitchType=switch/none
                SelectType=select/cons_tres
                SelectTypeParameters=CR_CPU
                SchedulerType=sched/builtin
                AccountingStorageType=accounting_storage/none
                JobAcctGatherType=jobacct_gather/none
                ReturnToService=2
                KillWait=5
                """.replace("PORT", Integer.toString(freePort())));
        for (String node : NODES) {
            text.append("NodeName=" + node + " NodeHostname=HOST NodeAddr=127.0.0.1 Port=" + freePort() + " CPUs="
                    + Runtime.getRuntime().availableProcessors() + "\n");
        }
        text.append("PartitionName=all Nodes=ALL Default=YES MaxTime=60 State=UP OverSubscribe=FORCE:8\n");
        return text.toString()
                .replace("HOST", host)
                .replace("USER", System.getProperty("user.name"))
                .replace("FOLDER", folder.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        folder.resolve(command[0] + daemons.size() + ".out").toFile());
        builder.environment().putAll(environment());
        daemons.add(builder.start());
    }

    /** Variables by which programs find this Slurm. */
    Map<String, String> environment() {
        return Map.of("SLURM_CONF", configuration().toString());
    }

    /** What a command of Slurm prints. */
    String ask(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The jobs that run on a node. A task of an array is named as one, 1_3: one of them has the number of the whole array, by
     * which Slurm would take all of them, and try for a minute to signal those that have ended.
     */
    List<String> jobsOn(String node) {
        return ask("squeue", "-h", "-t", "R", "-w", node, "-o", "%i").lines().toList();
    }

    /** The tasks of an array that wait. */
    List<String> queued(String array) {
        return ask("squeue", "-h", "-t", "PD", "-r", "-j", array, "-o", "%i")
                .lines()
                .toList();
    }

    /** The workers of the test on a node among the processes of this machine, which are children of none of its daemons. */
    List<ProcessHandle> workersOn(String node) {
        return ProcessHandle.allProcesses()
                .filter(process -> of(process, "cmdline").startsWith(java()))
                .filter(process -> of(process, "cmdline").contains("\0work\0"))
                .filter(process ->
                        of(process, "cmdline").contains(folder.getParent().toString()))
                .filter(process -> of(process, "environ").contains("\0SLURMD_NODENAME=" + node + "\0"))
                .toList();
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    private static String of(ProcessHandle process, String what) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/" + what), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    void stop() throws InterruptedException {
        ask("scancel", "--state=RUNNING", "--full", "-u", System.getProperty("user.name"));
        for (Process daemon : daemons) {
            daemon.destroy();
        }
        for (Process daemon : daemons) {
            if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
        }
    }
}
