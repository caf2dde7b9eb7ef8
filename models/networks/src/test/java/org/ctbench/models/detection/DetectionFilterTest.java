package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectionFilterTest {
    private static final Golden INPUTS = Golden.load("detection-filter").get(0);

    static List<Golden> cases() {
        return Golden.load("detection-filter").subList(1, 4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void selectsTheDetectionsOfTorchvision(Golden golden) {
        int[] image = INPUTS.integers("image");
        Boxes boxes = BoxCoder.ROI
                .decode(
                        INPUTS.floats("deltas").values(),
                        Boxes.of(INPUTS.floats("proposals").values()))
                .clip(new ImageSize(image[0], image[1]));
        DetectionFilter filter = new DetectionFilter(
                golden.floats("score").values()[0], (float) golden.number("nms"), golden.integer("most"));

        Selection found = filter.select(boxes, INPUTS.floats("probabilities").values());

        int count = found.boxes().size();
        Golden.assertClose(
                golden + ": boxes",
                golden.floats("boxes"),
                new Floats(new int[] {count, 4}, found.boxes().coordinates()),
                1e-6);
        assertArrayEquals(golden.floats("scores").values(), found.scores());
        assertArrayEquals(
                boxes.select(found.source()).coordinates(), found.boxes().coordinates());
    }

    @Test
    void dropsAScoreThatEqualsTheThreshold() {
        Boxes boxes = Boxes.of(0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10);
        float[] scores = {0.05f, 0.9f, Math.nextUp(0.05f)};

        assertArrayEquals(
                new int[] {1, 2},
                new DetectionFilter(0.05f, 0.5f, 100).select(boxes, scores).source());
    }

    @Test
    void findsNothingAmongLowScores() {
        Selection none = new DetectionFilter(0.75f, 0.5f, 100).select(Boxes.of(0, 0, 2, 2), new float[] {0.5f});

        assertEquals(0, none.boxes().size());
        assertEquals(0, none.scores().length);
        assertEquals(0, none.source().length);
    }

    @Test
    void rejectsNumbersThatDoNotFit() {
        DetectionFilter filter = new DetectionFilter(0.5f, 0.5f, 1);

        var lengths = assertThrows(IllegalArgumentException.class, () -> filter.select(Boxes.of(), new float[1]));
        var score = assertThrows(IllegalArgumentException.class, () -> new DetectionFilter(1.5f, 0.5f, 1));

        assertEquals("0 boxes and 1 scores", lengths.getMessage());
        assertEquals("1 detections above 1.5 that overlap by 0.5 at most", score.getMessage());
    }
}
