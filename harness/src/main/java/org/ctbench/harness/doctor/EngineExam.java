package org.ctbench.harness.doctor;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.models.nd4j.Backend;
import org.ctbench.models.nd4j.OneDnn;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.UserException;

/**
 * The engine, and whether it computes correctly.
 *
 * @param backend what the build computes on: {@code nd4j-cpu} or {@code nd4j-cuda}
 * @param info the engine; empty if it did not start
 * @param oneDnn if convolutions go to it directly
 * @param checks what it computed beside plain loops; empty if it did not start
 * @param problem why it is of no use; empty if it computes correctly
 * @param fix what to do about the problem; empty if there is none or nothing is known
 */
public record EngineExam(
        String backend,
        Optional<EngineInfo> info,
        Optional<OneDnn> oneDnn,
        List<Check> checks,
        Optional<String> problem,
        Optional<String> fix) {
    /**
     * One operation beside a plain loop in double.
     *
     * @param operation what was computed
     * @param largestDifference the largest number of Java if the engine gave no number, or not as many
     * @param correct whether the difference is that of rounding
     */
    public record Check(String operation, double largestDifference, boolean correct) {}

    /** An engine that was opened. */
    public record Opened(Engine engine, Optional<OneDnn> oneDnn) {}

    /** Opens the engine to be examined. */
    @FunctionalInterface
    public interface Source {
        /**
         * An engine, closed after the examination.
         *
         * @throws UserException if there is no device for it
         * @throws IllegalStateException if its libraries do not load
         * @throws UncheckedIOException if there is no place to unpack them
         */
        Opened open();
    }

    static EngineExam of(Host host, Source source) {
        boolean x86 = host.system().endsWith("amd64") || host.system().endsWith("x86_64");
        if (host.backend() == Backend.CPU && x86 && Processor.of(host).lacks("avx2")) {
            // its library would end this process by an illegal instruction
            return failed(
                    host,
                    "the processor has no AVX2, which this build of ND4J needs",
                    Optional.of("use a machine whose processor has it: Intel from 2013, AMD from 2015"));
        }
        Opened opened;
        try {
            opened = source.open();
        } catch (UserException e) {
            return failed(host, e.problem(), Optional.of(e.fix()));
        } catch (UncheckedIOException e) {
            String fix = "name a cache folder on another disk by --cache or XDG_CACHE_HOME, or free some space";
            return failed(host, "the cache cannot be written: " + e.getCause().getMessage(), Optional.of(fix));
        } catch (IllegalStateException e) {
            return failed(host, e.getMessage(), Optional.empty());
        }
        try (Engine engine = opened.engine()) {
            List<Check> checks = Arithmetic.check(engine);
            return new EngineExam(
                    host.backend().id(),
                    Optional.of(engine.info()),
                    opened.oneDnn(),
                    checks,
                    problem(checks),
                    Optional.empty());
        }
    }

    private static Optional<String> problem(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.correct())
                .findFirst()
                .map(check -> String.format(
                        Locale.ROOT,
                        "the engine computes wrongly: %s differs from a plain loop by %.2g",
                        check.operation(),
                        check.largestDifference()));
    }

    private static EngineExam failed(Host host, String problem, Optional<String> fix) {
        return new EngineExam(
                host.backend().id(), Optional.empty(), Optional.empty(), List.of(), Optional.of(problem), fix);
    }
}
