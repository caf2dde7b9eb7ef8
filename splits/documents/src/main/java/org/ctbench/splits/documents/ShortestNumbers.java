package org.ctbench.splits.documents;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes each number with the fewest digits that read back to it. {@code Double.toString} does so from Java 19 on only,
 * and Jackson's own switch for it is not heeded by its YAML generator.
 */
final class ShortestNumbers extends JsonGeneratorDelegate {
    ShortestNumbers(JsonGenerator generator) {
        super(generator);
    }

    @Override
    public void writeNumber(double value) throws IOException {
        requireFinite(Double.isFinite(value), value);
        delegate.writeNumber(NumberOutput.toString(value, true));
    }

    @Override
    public void writeNumber(float value) throws IOException {
        requireFinite(Float.isFinite(value), value);
        delegate.writeNumber(NumberOutput.toString(value, true));
    }

    private static void requireFinite(boolean finite, Number value) {
        if (!finite) {
            throw new IllegalArgumentException("a document cannot hold " + value + "; what is undefined is left out");
        }
    }
}
