package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.ctbench.reports.document.Matrix;
import org.junit.jupiter.api.Test;

class HeatMapChartTest {
    private static final int BLOCK = 48 * 48; // pixels of a number in the PNG
    private static final int COLOUR_OF_THE_BAR = 100; // pixels of one colour in the scale below

    @Test
    void drawsTheNumbersOfAMatrixAsBlocksOfTheScale() throws Exception {
        BufferedImage png = Pictures.png(Pictures.heatMap("NCP", Matrix.of(1, 2, -1, 1)));

        for (int end : new int[] {0, 4}) {
            long pixels = pixels(png, Theme.LIGHT.diverging().get(end));
            assertTrue(pixels >= BLOCK && pixels < BLOCK + COLOUR_OF_THE_BAR, pixels + " pixels of colour " + end);
        }
        assertTrue(pixels(png, Theme.LIGHT.diverging().get(2)) < COLOUR_OF_THE_BAR);
    }

    @Test
    void tellsWhatLiesBeyondTheColourScale() {
        float[] values = new float[1000];
        Arrays.fill(values, 1);
        values[17] = 1000;

        String svg = Drawing.of(Pictures.heatMap("NCP", Matrix.of(4, 250, values)), Theme.LIGHT)
                .svgElement();

        assertTrue(svg.contains(">element of the matrix, 0.10 % beyond the ends<"));
        assertTrue(svg.contains(">\u22121.0<"));
    }

    private static long pixels(BufferedImage image, Color color) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(all).filter(pixel -> pixel == color.getRGB()).count();
    }
}
