package org.ctbench.models.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How fast the convolutions of a ResNet18 are, by direction, beside what the processor can do at most.
 *
 * @param images shape of the batch
 * @param peak GFLOP/s of fused multiply-adds in registers; empty if the engine does not know it
 * @param directions the forward pass and both gradients
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ConvolutionRates(String images, OptionalDouble peak, List<Direction> directions) {
    /**
     * All convolutions in one direction.
     *
     * @param name of the direction
     * @param gflop operations of one pass, in 10^9; products with padding are counted
     * @param milliseconds of one pass: the sum of each layer's median
     */
    public record Direction(String name, double gflop, double milliseconds) {
        /** In GFLOP/s. */
        public double rate() {
            return gflop / milliseconds * 1e3;
        }
    }

    @Override
    public String toString() {
        String limit = peak.isPresent()
                ? String.format(Locale.ROOT, "; fused multiply-adds alone: %.0f GFLOP/s", peak.getAsDouble())
                : "";
        return "Convolutions of ResNet18, " + images + limit + "\n"
                + directions.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Direction d) {
        String share = peak.isPresent()
                ? String.format(Locale.ROOT, ", %.0f %% of them", 100 * d.rate() / peak.getAsDouble())
                : "";
        return String.format(
                Locale.ROOT,
                "%-22s %7.2f GFLOP %8.2f ms %7.1f GFLOP/s%s",
                d.name(),
                d.gflop(),
                d.milliseconds(),
                d.rate(),
                share);
    }
}
