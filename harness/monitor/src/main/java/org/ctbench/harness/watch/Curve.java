package org.ctbench.harness.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A quantity over the course of a cell. Of a long course it holds, for equal stretches, the first, the last, the smallest and
 * the largest value.
 *
 * @param quantity what it is
 * @param name of the loss; of other quantities the same as in the page
 * @param by what {@code x} counts, from the start of the cell
 * @param x ascending
 * @param y as many as {@code x}
 * @param stepsPerEpoch of a curve by epochs of which steps are known, too: steps in an epoch
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Curve(Quantity quantity, String name, By by, List<Long> x, List<Double> y, OptionalDouble stepsPerEpoch) {
    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(name + ": " + x.size() + " places, " + y.size() + " values");
        }
    }

    /** What a curve shows. */
    public enum Quantity {
        /** A loss of a training. */
        @JsonProperty("loss")
        LOSS,
        /** Accuracy on the validation split, in [0, 1]. */
        @JsonProperty("accuracy")
        ACCURACY,
        /** Images per second. */
        @JsonProperty("throughput")
        THROUGHPUT,
        /** Share of the time spent waiting for images, in [0, 1]. */
        @JsonProperty("waiting")
        WAITING,
        /** Resident memory of the process in bytes. */
        @JsonProperty("memory")
        MEMORY
    }

    /** What the places of a curve count. */
    public enum By {
        /** Optimizer steps of a training, or batches of an evaluation. */
        @JsonProperty("step")
        STEP,
        /** Epochs of a training. */
        @JsonProperty("epoch")
        EPOCH
    }
}
