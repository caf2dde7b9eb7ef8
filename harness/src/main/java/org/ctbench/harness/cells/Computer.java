package org.ctbench.harness.cells;

import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.files.Sha256;

/**
 * What computes: results of one computer are the same bits whenever they are computed, those of two computers need not be.
 *
 * @param code digest of the classes of ctbench that can change a number
 * @param engine engine, threads and libraries
 * @param arch architecture of the machine
 * @param processor its processor, whose instruction set decides which kernels run; empty if the system does not tell
 */
public record Computer(Sha256 code, EngineInfo engine, String arch, Optional<String> processor) {
    public Computer {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(arch, "arch");
        Objects.requireNonNull(processor);
    }

    /** This process, by what it records of itself. */
    public static Computer of(Provenance provenance) {
        return new Computer(
                ComputingCode.digest(),
                provenance.engine(),
                provenance.system().arch(),
                provenance.hardware().processor());
    }
}
