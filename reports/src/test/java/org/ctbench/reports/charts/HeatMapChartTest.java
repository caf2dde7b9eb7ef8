package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.ctbench.reports.document.Grid;
import org.junit.jupiter.api.Test;

class HeatMapChartTest {
    @Test
    void drawsTheNumbersOfAMatrixAsBlocksOfTheScale() throws Exception {
        BufferedImage png = Pictures.png(Pictures.heatMap("NCP", Grid.of(1, 2, -1, 1)));

        assertEquals(1, blocks(png, Theme.LIGHT.diverging().get(0)));
        assertEquals(1, blocks(png, Theme.LIGHT.diverging().get(4)));
        assertEquals(0, blocks(png, Theme.LIGHT.diverging().get(2)));
    }

    @Test
    void tellsWhatLiesBeyondTheColourScale() {
        float[] values = new float[1000];
        Arrays.fill(values, 1);
        values[17] = 1000;

        String svg = Drawing.of(Pictures.heatMap("NCP", Grid.of(4, 250, values)), Theme.LIGHT)
                .svgElement();

        assertTrue(svg.contains(">element of the matrix, 0.10 % beyond the ends<"));
        assertTrue(svg.contains(">\u22121.0<"));
    }

    /** How many squares of 40 pixels of the colour the picture has, none of which overlap. */
    private static int blocks(BufferedImage image, Color color) {
        int found = 0;
        boolean[][] counted = new boolean[image.getHeight()][image.getWidth()];
        for (int y = 0; y + 40 <= image.getHeight(); y++) {
            for (int x = 0; x + 40 <= image.getWidth(); x++) {
                int[] pixels = image.getRGB(x, y, 40, 40, null, 0, 40);
                if (!counted[y][x] && Arrays.stream(pixels).allMatch(p -> p == color.getRGB())) {
                    found++;
                    for (int row = y; row < Math.min(y + 40, image.getHeight()); row++) {
                        Arrays.fill(counted[row], Math.max(0, x - 40), Math.min(x + 40, image.getWidth()), true);
                    }
                }
            }
        }
        return found;
    }
}
