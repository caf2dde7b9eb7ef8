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

class ProposalSelectorTest {
    private static final Golden INPUTS = Golden.load("proposals").get(0);
    private static final ImageSize IMAGE = new ImageSize(10, 20);

    static List<Golden> cases() {
        return Golden.load("proposals").subList(1, 4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void selectsTheProposalsOfTorchvision(Golden golden) {
        int[] grid = INPUTS.integers("grid");
        ImageSize image = new ImageSize(grid[0], grid[1]);
        Boxes anchors = new AnchorGenerator(List.of(2f, 4f, 8f, 16f, 32f), List.of(0.1f, 0.25f, 0.5f, 1f, 1.5f, 2f))
                .over(image, grid[2], grid[3]);
        ProposalSelector selector =
                new ProposalSelector(golden.integer("before"), golden.integer("after"), (float) golden.number("nms"));

        Proposals proposals = selector.select(
                INPUTS.floats("logits").values(), INPUTS.floats("deltas").values(), anchors, image);

        int count = proposals.boxes().size();
        float[] edges = proposals.boxes().coordinates();
        Golden.assertClose(golden + ": boxes", golden.floats("boxes"), new Floats(new int[] {count, 4}, edges), 1e-6);
        float[] scores = proposals.scores();
        for (int i = 0; i < count; i++) {
            scores[i] = (float) (1 / (1 + Math.exp(-scores[i]))); // torchvision gives probabilities
        }
        Golden.assertClose(golden + ": scores", golden.floats("scores"), new Floats(new int[] {count}, scores), 1e-6);
    }

    @Test
    void takesTheBestAnchorsBeforeSuppressionAndTheFirstOnesAfterIt() {
        Boxes anchors = Boxes.of(0, 0, 2, 2, 4, 0, 6, 2, 4, 0, 6, 2, 8, 0, 10, 2, 12, 0, 14, 2); // two are twins
        float[] logits = {-9, 3, 2, 1, 0.5f};

        Proposals two = new ProposalSelector(4, 2, 0.5f).select(logits, new float[20], anchors, IMAGE);
        Proposals one = new ProposalSelector(2, 2, 0.5f).select(logits, new float[20], anchors, IMAGE);

        assertArrayEquals(new float[] {4, 0, 6, 2, 8, 0, 10, 2}, two.boxes().coordinates());
        assertArrayEquals(new float[] {3, 1}, two.scores());
        assertArrayEquals(new float[] {3}, one.scores());
    }

    @Test
    void keepsAProposalThatClippingLeftWithoutSize() {
        Boxes beyond = Boxes.of(30, 2, 40, 5);

        Proposals proposals = new ProposalSelector(4, 2, 0.5f).select(new float[1], new float[4], beyond, IMAGE);

        assertArrayEquals(new float[] {20, 2, 20, 5}, proposals.boxes().coordinates());
    }

    @Test
    void dropsAProposalThatIsNoNumber() {
        Boxes anchors = Boxes.of(0, 0, 2, 2, 4, 0, 6, 2);
        float[] deltas = {0, 0, Float.NaN, 0, 0, 0, 0, 0};

        Proposals proposals = new ProposalSelector(4, 2, 0.5f).select(new float[] {1, 0}, deltas, anchors, IMAGE);

        assertArrayEquals(new float[] {4, 0, 6, 2}, proposals.boxes().coordinates());
    }

    @Test
    void rejectsNumbersThatDoNotFit() {
        Boxes anchor = Boxes.of(0, 0, 2, 2);
        ProposalSelector selector = new ProposalSelector(4, 2, 0.5f);

        var lengths = assertThrows(
                IllegalArgumentException.class, () -> selector.select(new float[1], new float[3], anchor, IMAGE));
        var none = assertThrows(IllegalArgumentException.class, () -> new ProposalSelector(0, 2, 0.5f));

        assertEquals("1 logits and 3 deltas for 1 anchors", lengths.getMessage());
        assertEquals("0 proposals, then 2 that overlap by 0.5 at most", none.getMessage());
    }
}
