package org.ctbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts of a plan's jobs on Slurm: an array of workers, which take whatever cell is ready, and a job that writes the report
 * once they have all ended. A worker that is told that its time is nearly over saves a checkpoint, and its task is queued again.
 *
 * @param plan id of the plan
 * @param store folder of the run
 * @param folder working folder of the jobs
 * @param workers tasks of the array, at least 1
 * @param beforeLimit seconds before the time limit at which workers are told
 * @param options of {@code sbatch}, each as {@code --name=value}
 * @param work command of a worker
 * @param report command of the report
 */
record SlurmJobs(
        String plan,
        Path store,
        Path folder,
        int workers,
        int beforeLimit,
        List<String> options,
        List<String> work,
        List<String> report) {
    /** Where the scripts and what the jobs say are kept. */
    Path logs() {
        return store.resolve("slurm");
    }

    /** The script of the workers. */
    String workerScript() {
        List<String> lines = head("workers", "%x-%A-%a.log");
        lines.add("#SBATCH --array=1-" + workers);
        lines.add("#SBATCH --requeue");
        lines.add("#SBATCH --signal=B:USR1@" + beforeLimit);
        lines.add("""

                # One of several workers, which share out the cells among themselves by leases in the store.
                again= signalled=
                on_signal() {
                    signalled=1
                    kill -TERM "$worker" 2>/dev/null # it saves a checkpoint and ends
                }
                trap 'again=1; on_signal' USR1 # the time limit is near
                trap on_signal TERM            # preempted: Slurm itself queues the task again

                %s &
                worker=$!
                while true; do
                    signalled=
                    wait "$worker" 2>/dev/null
                    code=$?
                    [[ $signalled ]] || break
                done
                if [[ $again && $code -gt 3 ]]; then # 3 and less: no cell is left, or an error
                    exec scontrol requeue "$SLURM_JOB_ID"
                fi
                exit "$code\"""".formatted(words(work)));
        return String.join("\n", lines) + "\n";
    }

    /** The script of the report. */
    String reportScript() {
        List<String> lines = head("report", "%x-%j.log");
        lines.add("");
        lines.add("# Computes nothing: cells without result are named in the report.");
        lines.add("exec " + words(report));
        return String.join("\n", lines) + "\n";
    }

    private List<String> head(String part, String log) {
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/bash",
                "#SBATCH --job-name=ctbench-" + plan + "-" + part,
                "#SBATCH --chdir=" + word(folder.toString()),
                "#SBATCH --output=" + word(logs().resolve(log).toString()),
                "#SBATCH --open-mode=append"));
        options.forEach(option -> lines.add("#SBATCH " + option));
        return lines;
    }

    /** As words of a shell. */
    private static String words(List<String> command) {
        return command.stream().map(SlurmJobs::word).collect(Collectors.joining(" "));
    }

    private static String word(String text) {
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
