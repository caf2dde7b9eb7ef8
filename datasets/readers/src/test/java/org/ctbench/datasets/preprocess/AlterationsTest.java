package org.ctbench.datasets.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.ctbench.datasets.CtImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AlterationsTest {
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/golden/alterations.csv", numLinesToSkip = 1, maxCharsPerColumn = 1 << 16)
    void leavesWhatTheReferenceLeaves(
            String id,
            int width,
            int height,
            int channels,
            String image,
            String lungsMasked,
            String border,
            String shrunk,
            String histogram) {
        CtImage before = image(width, height, channels, image);

        assertEquals(image(width, height, channels, lungsMasked), Alterations.withoutLungs(before));
        assertEquals(image(width, height, channels, border), Alterations.withoutBody(before));
        assertEquals(image(width, height, channels, shrunk), Alterations.shrunk(before));
        assertEquals(image(width, height, channels, histogram), Alterations.sorted(before));
        assertEquals(image(width, height, channels, image), before, "the image itself is not changed");
    }

    private static CtImage image(int width, int height, int channels, String samples) {
        return CtImage.of(width, height, channels, Base64.getDecoder().decode(samples));
    }
}
