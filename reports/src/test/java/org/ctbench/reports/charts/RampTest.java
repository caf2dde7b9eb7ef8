package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.ctbench.reports.document.Matrix;
import org.junit.jupiter.api.Test;

class RampTest {
    private static final List<Theme> THEMES = List.of(Theme.LIGHT, Theme.DARK);

    /** Grey print and any colour vision: a larger probability is always lighter. */
    @Test
    void growsLighterWithTheProbability() {
        Ramp ramp = Ramp.probability();
        double last = 0;
        for (int percent = 0; percent <= 100; percent++) {
            double contrast = Theme.contrast(Color.BLACK, color(ramp, percent / 100.0));

            assertTrue(contrast > last, percent + " %");
            last = contrast;
        }
    }

    @Test
    void growsAwayFromThePageOnBothSidesOfZero() {
        for (Theme theme : THEMES) {
            Ramp ramp = Ramp.diverging(100, theme);
            for (int sign : new int[] {-1, 1}) {
                double last = 0;
                for (int value = 0; value <= 100; value += 5) {
                    double contrast = Theme.contrast(theme.background(), color(ramp, sign * value));

                    assertTrue(contrast > last, theme.name() + " " + sign * value);
                    last = contrast;
                }
            }
        }
    }

    /** Of one magnitude, neither sign may look much stronger. */
    @Test
    void showsBothSignsAboutEquallyStrong() {
        for (Theme theme : THEMES) {
            Ramp ramp = Ramp.diverging(100, theme);
            for (int value = 5; value <= 100; value += 5) {
                double contrast = Theme.contrast(color(ramp, -value), color(ramp, value));

                assertTrue(contrast < 1.5, theme.name() + " " + value + ": " + contrast);
            }
        }
    }

    @Test
    void paintsZeroWithTheMiddleColourAndWhatIsBeyondWithTheEnds() {
        Ramp ramp = Ramp.diverging(2, Theme.LIGHT);

        assertEquals(Theme.LIGHT.diverging().get(2), color(ramp, 0));
        assertEquals(Theme.LIGHT.diverging().get(0), color(ramp, -3));
        assertEquals(Theme.LIGHT.diverging().get(4), color(ramp, 1e9));
    }

    @Test
    void makesABlockOfPixelsOfEachNumber() {
        BufferedImage image = Ramp.grey().image(Matrix.of(2, 2, 0, 128, 255, 7), 3, 2);

        assertEquals(6, image.getWidth());
        assertEquals(4, image.getHeight());
        assertEquals(0xFF000000, image.getRGB(2, 1));
        assertEquals(0xFF808080, image.getRGB(3, 1));
        assertEquals(0xFFFFFFFF, image.getRGB(2, 2));
        assertEquals(0xFF070707, image.getRGB(5, 3));
    }

    private static Color color(Ramp ramp, double value) {
        return new Color(ramp.image(Matrix.of(1, 1, (float) value), 1, 1).getRGB(0, 0));
    }
}
