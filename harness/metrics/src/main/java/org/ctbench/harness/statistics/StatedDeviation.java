package org.ctbench.harness.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * A seed deviation as a plan or a paper states it, in the units in which values are printed.
 *
 * @param percent percentage points, of accuracy, sensitivity, precision and F1; positive
 * @param ap of average precision, a number in [0, 1]; positive
 * @param degreesOfFreedom number of trainings that it was estimated from less one, or less one for each model; 1 or more
 * @param where where it comes from, for people
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record StatedDeviation(OptionalDouble percent, OptionalDouble ap, int degreesOfFreedom, Optional<String> where) {
    /** @throws InvalidValue if a number is out of its range, or there is no deviation */
    public StatedDeviation {
        percent.ifPresent(value -> Checks.positive("percent", value));
        ap.ifPresent(value -> Checks.positive("ap", value));
        if (percent.isEmpty() && ap.isEmpty()) {
            throw new InvalidValue(
                    "percent", "there is no deviation", "write percent: in percentage points, or ap:, or both");
        }
        Checks.atLeast("degreesOfFreedom", 1, degreesOfFreedom);
        Objects.requireNonNull(where, "where");
    }

    /** The deviation of values of one unit, if it is stated. */
    public Optional<SeedDeviation> of(Scale scale) {
        OptionalDouble printed = scale == Scale.AP ? ap : percent;
        double factor = scale == Scale.AP ? 1 : 100;
        return printed.isPresent()
                ? Optional.of(new SeedDeviation(printed.getAsDouble() / factor, degreesOfFreedom))
                : Optional.empty();
    }
}
