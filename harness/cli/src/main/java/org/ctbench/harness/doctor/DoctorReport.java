package org.ctbench.harness.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.harness.results.CodeVersion;
import org.ctbench.models.tensor.Accelerators;

/**
 * A machine, and what to change about it.
 *
 * @param schema {@value #SCHEMA}
 * @param code the version of ctbench
 * @param java the Java runtime
 * @param system operating system and architecture
 * @param processor the processor
 * @param memoryBytes main memory, or the part of it that a container may use; empty where the system does not tell
 * @param heapBytes the most that the Java heap may take
 * @param engine the engine, and what it computed
 * @param engines names of the engines of this build
 * @param gpus those that the engine could use, or why none was found; absent if it uses none
 * @param disks those of the results and of the cache
 * @param findings what should be changed, the worst first
 * @param passed whether the engine starts and computes correctly
 */
public record DoctorReport(
        String schema,
        CodeVersion code,
        Host.Java java,
        String system,
        Processor processor,
        OptionalLong memoryBytes,
        long heapBytes,
        EngineExam engine,
        List<String> engines,
        Optional<Accelerators> gpus,
        List<Disk> disks,
        List<Problem> findings,
        boolean passed) {
    /** Name and version of the document. */
    public static final String SCHEMA = "ctbench/doctor/1";
}
