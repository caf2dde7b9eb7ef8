package org.ctbench.harness.cells;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.results.Provenance;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.splits.documents.Sha256;

/**
 * What computes: results of one computer are the same bits whenever they are computed, those of two computers need not be. An
 * arithmetic that is the same everywhere makes all machines one computer.
 *
 * @param code digest of the code that can change a number: that of ctbench and of the engine
 * @param arithmetic of the engine, if it is the same on every machine; then nothing else counts
 * @param engine engine, threads and libraries
 * @param arch architecture of the machine
 * @param processor its processor, whose instruction set decides which kernels run; empty if the system does not tell
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Computer(
        Sha256 code,
        Optional<String> arithmetic,
        Optional<EngineInfo> engine,
        Optional<String> arch,
        Optional<String> processor) {
    public Computer {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(arithmetic);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(arch);
        Objects.requireNonNull(processor);
    }

    /**
     * This process, by what it records of itself.
     *
     * @param engine the engine that computes
     */
    public static Computer of(Provenance provenance, EngineProvider engine) {
        Sha256 code = ComputingCode.digest(engine);
        Optional<String> arithmetic = provenance.engine().arithmetic();
        return arithmetic.isPresent()
                ? new Computer(code, arithmetic, Optional.empty(), Optional.empty(), Optional.empty())
                : new Computer(
                        code,
                        arithmetic,
                        Optional.of(provenance.engine()),
                        Optional.of(provenance.system().arch()),
                        provenance.hardware().processor());
    }
}
