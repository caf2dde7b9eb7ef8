package org.ctbench.reports.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeTest {
    private static final List<Theme> THEMES = List.of(Theme.LIGHT, Theme.DARK);

    @Test
    void knowsTheContrastOfBlackOnWhite() {
        assertEquals(21, Theme.contrast(Color.BLACK, Color.WHITE), 1e-9);
    }

    /** WCAG 2.2, success criterion 1.4.3. */
    @Test
    void keepsTextLegibleOnEveryShade() {
        for (Theme theme : THEMES) {
            for (int percent = 0; percent <= 100; percent++) {
                double contrast = Theme.contrast(theme.shade(percent / 100.0), theme.textOn(percent / 100.0));

                assertTrue(contrast >= 4.5, theme.name() + " " + percent + " %: " + contrast);
            }
            assertTrue(Theme.contrast(theme.background(), theme.muted()) >= 4.5, theme.name());
        }
    }

    /** Grey print: a larger share is always the stronger tone. */
    @Test
    void shadesGrowAwayFromTheBackground() {
        for (Theme theme : THEMES) {
            double last = 0;
            for (int percent = 0; percent <= 100; percent += 5) {
                double contrast = Theme.contrast(theme.background(), theme.shade(percent / 100.0));

                assertTrue(contrast > last, theme.name() + " " + percent + " %");
                last = contrast;
            }
        }
    }
}
