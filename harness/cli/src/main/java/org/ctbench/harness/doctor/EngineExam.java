package org.ctbench.harness.doctor;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.splits.documents.UserException;

/**
 * The engine, and whether it computes correctly.
 *
 * @param id name of the engine
 * @param info the engine; empty if it did not start
 * @param checks what it computed beside plain loops; empty if it did not start
 * @param problem why it is of no use; empty if it computes correctly
 * @param fix what to do about the problem; empty if there is none or nothing is known
 */
public record EngineExam(
        String id, Optional<EngineInfo> info, List<Check> checks, Optional<String> problem, Optional<String> fix) {
    /**
     * One operation beside a plain loop in double.
     *
     * @param operation what was computed
     * @param largestDifference the largest number of Java if the engine gave no number, or not as many
     * @param correct whether the difference is that of rounding
     */
    public record Check(String operation, double largestDifference, boolean correct) {}

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
        Engine open();
    }

    static EngineExam of(String id, Source source) {
        Engine opened;
        try {
            opened = source.open();
        } catch (UserException e) {
            return failed(id, e.problem(), Optional.of(e.fix()));
        } catch (UncheckedIOException e) {
            String fix = "name a cache folder on another disk by --cache or XDG_CACHE_HOME, or free some space";
            return failed(id, "the cache cannot be written: " + e.getCause().getMessage(), Optional.of(fix));
        } catch (IllegalStateException e) {
            return failed(id, e.getMessage(), Optional.empty());
        }
        try (Engine engine = opened) {
            List<Check> checks = Arithmetic.check(engine);
            return new EngineExam(id, Optional.of(engine.info()), checks, problem(checks), Optional.empty());
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

    private static EngineExam failed(String id, String problem, Optional<String> fix) {
        return new EngineExam(id, Optional.empty(), List.of(), Optional.of(problem), fix);
    }
}
