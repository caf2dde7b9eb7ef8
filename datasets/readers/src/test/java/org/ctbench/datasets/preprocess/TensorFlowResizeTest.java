package org.ctbench.datasets.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.ctbench.datasets.CtImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TensorFlowResizeTest {
    @ParameterizedTest(name = "{0} x {1} x {2} to {3}")
    @CsvFileSource(resources = "/golden/tensorflow-resize.csv", numLinesToSkip = 1, maxCharsPerColumn = 1 << 16)
    void resizesAsTensorFlow1Does(int width, int height, int channels, int size, String input, String output) {
        CtImage image = CtImage.of(width, height, channels, Base64.getDecoder().decode(input));
        float[] expected = new float[channels * size * size];
        ByteBuffer.wrap(Base64.getDecoder().decode(output))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(expected);

        float[] planes = TensorFlowResize.planes(image, size);

        assertEquals(3 * size * size, planes.length);
        for (int from = 0; from < planes.length; from += expected.length) {
            assertArrayEquals(expected, Arrays.copyOfRange(planes, from, from + expected.length));
        }
    }
}
