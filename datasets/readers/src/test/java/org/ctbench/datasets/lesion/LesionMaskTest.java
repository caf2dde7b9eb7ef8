package org.ctbench.datasets.lesion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.datasets.lesion.LesionRules.Planes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LesionMaskTest {
    private static final LesionRules ALL = new LesionRules(true, false, Planes.AS_CODE);
    private static final LesionRules ALL_SEPARATE = new LesionRules(false, false, Planes.AS_CODE);
    private static final LesionRules FIXED = new LesionRules(false, false, Planes.FIXED_VALUES);

    @ParameterizedTest(name = "seed {0}")
    @CsvFileSource(resources = "/golden/lesions.csv", numLinesToSkip = 1, maxCharsPerColumn = 1 << 16)
    void findsTheLesionsThatScikitImageFinds(
            String seed,
            int size,
            String labels,
            String mergedLarge,
            String mergedAll,
            String separateLarge,
            String separateAll) {
        LesionMask mask = LesionMask.of(size, size, Base64.getDecoder().decode(labels));

        assertEquals(lesions(mergedLarge), described(mask.targets(LesionRules.PAPER)));
        assertEquals(lesions(mergedAll), described(mask.targets(ALL)));
        assertEquals(lesions(separateLarge), described(mask.targets(new LesionRules(false, true, Planes.AS_CODE))));
        assertEquals(lesions(separateAll), described(mask.targets(ALL_SEPARATE)));
    }

    @Test
    void joinsPixelsThatTouchByACorner() {
        LesionMask mask = mask("01...", "1.2..", "...2.", "2...2");

        assertEquals("1 3 2 1 5 4", described(mask.targets(ALL)));
    }

    @Test
    void mergesTouchingGroundGlassAndConsolidationBeforeItLooksForComponents() {
        LesionMask mask = mask("0123", ".123");

        assertEquals("1 4 2 0 4 2", described(mask.targets(ALL)));
        assertEquals("1 2 2 0 3 2;2 2 3 0 4 2", described(mask.targets(ALL_SEPARATE)));
    }

    @Test
    void keepsALesionOnlyIfItIsLargerThanAHundredPixels() {
        LesionMask hundred = block(10, 10);
        LesionMask more = block(101, 1);

        assertEquals(List.of(), hundred.targets(LesionRules.PAPER).lesions());
        assertEquals("1 101 1 1 102 2", described(more.targets(LesionRules.PAPER)));
    }

    @Test
    void keepsALesionOfTwoPixelsButNotOfOneWhereSmallOnesCount() {
        LesionMask mask = mask("01..2", "22...", "....2");

        assertEquals("1 2 0 1 2 2", described(mask.targets(ALL)));
    }

    @Test
    void losesTheLesionAsTheReleasedCodeDoesWhereLungIsAbsent() {
        LesionMask mask = mask("0022", "0022");

        LesionTargets asCode = mask.targets(ALL);

        assertEquals(List.of(), asCode.lesions());
        assertTrue(asCode.planeLost());
        assertEquals("1 4 2 0 4 2", described(mask.targets(FIXED)));
        assertFalse(mask.targets(FIXED).planeLost());
    }

    @Test
    void callsConsolidationAloneTheFirstClassAsTheReleasedCodeDoes() {
        LesionMask mask = mask("0133", "0133");

        assertEquals("1 4 2 0 4 2", described(mask.targets(ALL_SEPARATE)));
        assertEquals("2 4 2 0 4 2", described(mask.targets(FIXED)));
        assertFalse(mask.targets(ALL_SEPARATE).planeLost());
    }

    @Test
    void hasNoLesionInALungWithoutOne() {
        LesionTargets targets = mask("0110").targets(ALL);

        assertEquals(List.of(), targets.lesions());
        assertFalse(targets.planeLost());
    }

    @Test
    void givesTheInstanceMaskAndBoxAlsoInAnotherSize() {
        Lesion lesion =
                mask("01..", "..22", "..22", "....").targets(ALL).lesions().get(0);

        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0}, lesion.mask());
        assertArrayEquals(new byte[] {0, 0, 0, 1}, lesion.mask(2, 2));
        assertArrayEquals(new float[] {1, 0.5f, 2, 1.5f}, lesion.box(2, 2));
        assertTrue(lesion.contains(3, 2));
        assertFalse(lesion.contains(4, 2));
    }

    @Test
    void refusesALabelThatDoesNotExist() {
        var e = assertThrows(IllegalArgumentException.class, () -> LesionMask.of(1, 1, new byte[] {4}));

        assertEquals("label 4 is outside [0, 3]", e.getMessage());
    }

    private static String lesions(String golden) {
        return golden == null ? "" : golden;
    }

    private static String described(LesionTargets targets) {
        return targets.lesions().stream()
                .map(l -> l.label() + " " + l.area() + " " + l.x1() + " " + l.y1() + " " + l.x2() + " " + l.y2())
                .collect(Collectors.joining(";"));
    }

    /** Rows of labels; a dot is background. */
    private static LesionMask mask(String... rows) {
        byte[] labels = new byte[rows.length * rows[0].length()];
        for (int i = 0; i < labels.length; i++) {
            char c = rows[i / rows[0].length()].charAt(i % rows[0].length());
            labels[i] = (byte) (c == '.' ? 0 : c - '0');
        }
        return LesionMask.of(rows[0].length(), rows.length, labels);
    }

    private static LesionMask block(int width, int height) {
        byte[] labels = new byte[(width + 2) * (height + 2)];
        labels[0] = 1;
        for (int y = 1; y <= height; y++) {
            for (int x = 1; x <= width; x++) {
                labels[y * (width + 2) + x] = 2;
            }
        }
        return LesionMask.of(width + 2, height + 2, labels);
    }
}
