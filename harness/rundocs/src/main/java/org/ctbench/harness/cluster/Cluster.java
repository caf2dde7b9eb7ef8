package org.ctbench.harness.cluster;

import java.nio.file.Path;
import java.util.List;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.Replicates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;

/** Processes on one machine or many. No number depends on how many there are, on who does what, or on whether one dies. */
public interface Cluster extends AutoCloseable {
    /**
     * Counts the predictions in files, each of which one process reads.
     *
     * @param files paths that all machines have, or addresses that the engine reads
     * @throws UserException if there is no such file, one is not read or a row is at fault, a slice stands twice, or one of the split is missing
     * @throws MachineFailure if the cluster fails
     */
    PatientCounts count(List<String> files, ShardFormat format) throws MachineFailure;

    /**
     * All replicates, in parts, in the order of their indices.
     *
     * @throws MachineFailure if the cluster fails
     */
    List<Replicates> replicates(PatientCounts counts, Resampling resampling) throws MachineFailure;

    /**
     * Runs a command in several processes at once, until each has ended with 0 or 1. One that ends otherwise, or whose machine is lost, is
     * started again a few times. The standard input of a process ends if nobody waits for it any more.
     *
     * @param folder working folder, which all machines have
     * @param logs folder that gets what they print, which all machines have
     * @throws MachineFailure if the cluster fails, or a process still ends otherwise
     */
    void run(List<String> command, Path folder, Path logs, int processes) throws MachineFailure;

    @Override
    void close();
}
