package org.ctbench.models.weights;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A tensor of a file in numbers.
 *
 * @param name name in the state dict
 * @param type type of its elements as safetensors files call it
 * @param shape sizes of its dimensions
 * @param smallest smallest finite value; empty if there is none
 * @param largest largest finite value; empty if there is none
 * @param mean mean of the finite values, summed in double in the order of the file; empty if there is none
 * @param notNumbers how many values are not a number
 * @param infinite how many values are infinite
 */
public record TensorSummary(
        String name,
        String type,
        List<Long> shape,
        OptionalDouble smallest,
        OptionalDouble largest,
        OptionalDouble mean,
        long notNumbers,
        long infinite) {
    public TensorSummary {
        shape = List.copyOf(shape);
    }

    static TensorSummary of(String name, String type, List<Long> shape, double... values) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        long finite = 0;
        long notNumbers = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                smallest = Math.min(smallest, value);
                largest = Math.max(largest, value);
                sum += value;
                finite++;
            } else if (Double.isNaN(value)) {
                notNumbers++;
            }
        }
        boolean any = finite > 0;
        return new TensorSummary(
                name,
                type,
                shape,
                any ? OptionalDouble.of(smallest) : OptionalDouble.empty(),
                any ? OptionalDouble.of(largest) : OptionalDouble.empty(),
                any ? OptionalDouble.of(sum / finite) : OptionalDouble.empty(),
                notNumbers,
                values.length - finite - notNumbers);
    }
}
