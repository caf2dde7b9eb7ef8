package org.ctbench.models.detection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.golden.Golden.Floats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoxCoderTest {
    /** torch's exponential and logarithm are good to about one unit in the last place of float32. */
    private static final double TOLERANCE = 5e-7;

    static List<Golden> cases() {
        return Golden.load("box-coder");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void encodesAsTorchvision(Golden golden) {
        float[] deltas = coder(golden).encode(boxes(golden, "references"), boxes(golden, "proposals"));

        Golden.assertClose(
                golden + ": encoded", golden.floats("encoded"), new Floats(new int[] {30, 4}, deltas), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decodesAsTorchvision(Golden golden) {
        Boxes boxes = coder(golden).decode(golden.floats("deltas").values(), boxes(golden, "flat"));

        Golden.assertClose(
                golden + ": decoded",
                golden.floats("decoded"),
                new Floats(new int[] {30, 4}, boxes.coordinates()),
                TOLERANCE);
    }

    private static BoxCoder coder(Golden golden) {
        float[] w = golden.floats("weights").values();
        return new BoxCoder(w[0], w[1], w[2], w[3]);
    }

    private static Boxes boxes(Golden golden, String name) {
        return Boxes.of(golden.floats(name).values());
    }

    @Test
    void encodesTheVectorOfTheSpecification() {
        Boxes reference = Boxes.of(10, 20, 50, 80);
        Boxes proposal = Boxes.of(12, 18, 44, 90);

        float[] deltas = BoxCoder.ROI.encode(reference, proposal);

        assertArrayEquals(new float[] {0.625f, -0.5555556f, 1.1157177f, -0.9116079f}, deltas, 1e-6f);
        assertArrayEquals(
                reference.coordinates(), BoxCoder.ROI.decode(deltas, proposal).coordinates(), 1e-5f);
    }

    @Test
    void decodesWhatItEncoded() {
        Random random = new Random(1);
        Boxes references = RandomBoxes.of(random, 300, 500, 90);
        Boxes proposals = RandomBoxes.of(random, 300, 500, 90);

        for (BoxCoder coder : List.of(BoxCoder.RPN, BoxCoder.ROI)) {
            Boxes decoded = coder.decode(coder.encode(references, proposals), proposals);

            assertArrayEquals(references.coordinates(), decoded.coordinates(), 1e-3f);
        }
    }

    @Test
    void limitsGrowthButNotShrinking() {
        Boxes box = Boxes.of(0, 0, 16, 16);

        Boxes decoded = BoxCoder.RPN.decode(new float[] {0, 0, 50, -50}, box);

        assertEquals(1000, decoded.width(0), 1e-2);
        assertEquals(0, decoded.height(0), 1e-6);
    }

    @Test
    void encodesAProposalWithoutHeightAsInfinite() {
        float[] deltas = BoxCoder.RPN.encode(Boxes.of(0, 0, 4, 4), Boxes.of(0, 3, 4, 3));

        assertFalse(Float.isFinite(deltas[1]));
        assertEquals(Float.POSITIVE_INFINITY, deltas[3]);
    }

    @Test
    void rejectsOtherNumbersOfBoxesAndDeltas() {
        Boxes one = Boxes.of(0, 0, 1, 1);

        var encode = assertThrows(IllegalArgumentException.class, () -> BoxCoder.RPN.encode(one.then(one), one));
        var decode = assertThrows(IllegalArgumentException.class, () -> BoxCoder.RPN.decode(new float[3], one));

        assertEquals("2 references for 1 proposals", encode.getMessage());
        assertEquals("3 deltas for 1 proposals", decode.getMessage());
    }
}
