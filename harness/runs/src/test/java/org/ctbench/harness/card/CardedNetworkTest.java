package org.ctbench.harness.card;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.ctbench.datasets.CtImage;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;
import org.ctbench.splits.Box;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network whose output is the first, a middle and the last value of its input. */
class CardedNetworkTest {
    private static final int SIDE = 4;

    @TempDir
    Path folder;

    private Path network;
    private boolean closed;

    @BeforeEach
    void files() throws IOException {
        network = Files.writeString(folder.resolve("network.bin"), "network");
        for (int i = 0; i < 3; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int p = 0; p < SIDE * SIDE; p++) {
                image.getRaster().setSample(p % SIDE, p / SIDE, 0, 10 * p + 30 * i);
            }
            ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
        }
    }

    @Test
    void goldenOutputsOpenTheNetwork() throws IOException {
        try (CardedNetwork carded = open(card("mean: [0]\n  std: [1]", "probabilities", unit(0), unit(1), unit(2)))) {
            assertEquals("picker 1", carded.library());
            assertEquals(List.of("Normal", "CP", "NCP"), carded.card().classes());
            CtImage image = CtImage.grey(SIDE, SIDE, new byte[SIDE * SIDE]);
            assertArrayEquals(new float[] {0, 0, 0}, carded.probabilities("black", image, Optional.empty()));
        }
        assertTrue(closed);
    }

    @Test
    void logitsBecomeProbabilities() throws IOException {
        try (CardedNetwork carded = open(card("mean: [0]\n  std: [1]", "logits", unit(0), unit(1), unit(2)))) {
            byte[] pixels = new byte[SIDE * SIDE];
            pixels[0] = (byte) 255; // logits 1, 0, 0
            float[] p = carded.probabilities("dot", CtImage.grey(SIDE, SIDE, pixels), Optional.empty());
            double e = StrictMath.E;
            assertArrayEquals(
                    new float[] {(float) (e / (e + 2)), (float) (1 / (e + 2)), (float) (1 / (e + 2))}, p, 1e-7f);
        }
    }

    @Test
    void anotherNormalisationIsFound() throws IOException {
        String card = card("normalisation: per_image", "logits", unit(0), unit(1), unit(2));
        UserException e = assertThrows(UserException.class, () -> open(card));
        assertTrue(e.problem().startsWith("3 of 3 golden images give another output"), e.problem());
        assertTrue(e.problem().contains("\n1.png gives ["), e.problem());
        assertTrue(e.fix().startsWith("all of them agree with mean: [0] and std: [1]"), e.fix());
        assertTrue(closed, "the network stays open");
    }

    @Test
    void noNormalisationFits() throws IOException {
        String card = card("normalisation: imagenet", "logits", "[7, 7, 7]", unit(1), unit(2));
        UserException e = assertThrows(UserException.class, () -> open(card));
        assertFalse(e.fix().contains("agree"), e.fix());
    }

    @Test
    void fewOrEqualPairsProveNothing() throws IOException {
        assertRefused(
                "golden: 2 pairs are too few to prove anything",
                card("normalisation: imagenet", "logits", unit(0), unit(1)));
        assertRefused(
                "all outputs are the same",
                card("normalisation: imagenet", "logits", "[1, 2, 3]", "[1, 2, 3]", "[1, 2, 3.0001]"));
    }

    @Test
    void theCardFitsTheNetwork() throws IOException {
        String card = card("mean: [0]\n  std: [1]", "logits", unit(0), unit(1), unit(2));
        assertRefused("no float32 input 'x'", card.replace("name: image", "name: x"));
        assertRefused("no float32 output 'y'", card.replace("name: scores", "name: y"));
        assertRefused("the card makes one of [1, 4, 4, 3]", card.replace("layout: nchw", "layout: nhwc"));
        assertRefused(
                "has 3 values, the card 2 classes", card.replace(", NCP]", "]").replaceAll(", [0-9.]+]}", "]}"));
        assertRefused("either a normalisation, or mean and std", card.replace("  std: [1]\n", ""));
        assertRefused(
                "statistics of the training split",
                card("normalisation: dataset", "logits", unit(0), unit(1), unit(2)));
        assertRefused("classes alone are not the output", card.replace("values: logits", "values: labels"));
        assertRefused("not read by this version", card.replace("model-card/1", "model-card/9"));
    }

    @Test
    void aMissingGoldenImageIsNamed() throws IOException {
        String card = card("mean: [0]\n  std: [1]", "logits", unit(0), unit(1), unit(2))
                .replace("2.png", "none.png");
        UserException e = assertThrows(UserException.class, () -> open(card));
        assertTrue(e.where().endsWith("none.png"), e.where());
        assertTrue(closed, "the network stays open");
    }

    @Test
    void channelsAndLayout() {
        byte[] rgb = {10, 20, 30, 40, 50, 60};
        CtImage image = CtImage.of(1, 1, 3, Arrays.copyOf(rgb, 3));
        assertArrayEquals(
                new float[] {10, 20, 30},
                input(CardInput.Layout.NHWC, CardInput.Channels.RGB).of(image),
                1e-4f);
        assertArrayEquals(
                new float[] {30, 20, 10},
                input(CardInput.Layout.NCHW, CardInput.Channels.BGR).of(image),
                1e-4f);
        // Pillow 9.4: Image.new("RGB", (1, 1), (10, 20, 30)).convert("L").getpixel((0, 0)) is 18
        assertArrayEquals(
                new float[] {18},
                input(CardInput.Layout.NCHW, CardInput.Channels.GREY).of(image),
                1e-4f);
        assertArrayEquals(
                new long[] {1, 1, 1, 1},
                input(CardInput.Layout.NCHW, CardInput.Channels.GREY).shape());
    }

    @Test
    void theNetworkIsShownTheBoxOfASlice() throws IOException {
        try (CardedNetwork carded = open(cropped("[1, 0, 3, 4]"))) {
            byte[] pixels = new byte[SIDE * SIDE];
            pixels[3 * SIDE + 2] = (byte) 255; // last pixel of the box
            CtImage image = CtImage.grey(SIDE, SIDE, pixels);

            float[] p = carded.probabilities("dot", image, Optional.of(new Box(1, 0, 3, 4)));

            assertEquals(1, p[2]);
            UserException none =
                    assertThrows(UserException.class, () -> carded.probabilities("dot", image, Optional.empty()));
            assertEquals("input.crop: dot has no bounding box", none.problem());
            UserException beyond = assertThrows(
                    UserException.class, () -> carded.probabilities("dot", image, Optional.of(new Box(1, 0, 5, 4))));
            assertEquals("the box of dot ends at column 5 and row 4, the image has 4 x 4 pixels", beyond.problem());
        }
    }

    @Test
    void goldenImagesHaveABoxWhereTheInputIsCropped() throws IOException {
        String card = cropped("[1, 0, 3, 4]");
        assertRefused("golden: 0.png has no box, and the input is cropped", card.replaceFirst("box: \\[1[^]]*], ", ""));
        assertRefused("golden: 0.png has a box, and the input is not cropped", card.replace("crop: box\n", "\n"));
        assertRefused("golden[0].box: 3 edges", card.replaceFirst("\\[1, 0, 3, 4]", "[1, 0, 3]"));
        assertRefused("golden[0].box: not a box: 3 0 3 4", card.replaceFirst("\\[1, 0, 3, 4]", "[3, 0, 3, 4]"));
        assertRefused(
                "the box of 1.png ends at column 3 and row 9", card.replace("4], output: [0.1", "9], output: [0.1"));
    }

    /** Columns 1 and 2 of an image of {@link #files}, as TensorFlow 1 resizes them: each row is p, p + 5, p + 10, p + 10. */
    private static String cropped(String box) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int corner = 10 + 30 * i;
            outputs.add("[" + corner / 255.0 + ", " + (corner + 45) / 255.0 + ", " + (corner + 130) / 255.0 + "]");
        }
        return card(
                        "mean: [0]\n  std: [1]\n  crop: box\n  resize: tensorflow1",
                        "probabilities",
                        outputs.toArray(String[]::new))
                .replace("output: [", "box: " + box + ", output: [");
    }

    @Test
    void anotherResizeIsFound() throws IOException {
        UserException e = assertThrows(
                UserException.class, () -> open(cropped("[1, 0, 3, 4]").replace("resize: tensorflow1", "")));
        assertTrue(e.problem().startsWith("3 of 3 golden images give another output"), e.problem());
        assertTrue(e.fix().startsWith("all of them agree with resize: tensorflow1"), e.fix());
    }

    @Test
    void statisticsOfAnImageAreThoseOfPillowsResize() throws IOException {
        assertRefused(
                "statistics of an image are those of 8-bit samples",
                card("normalisation: per_image\n  resize: tensorflow1", "logits", unit(0), unit(1), unit(2)));
    }

    private static CardInput input(CardInput.Layout layout, CardInput.Channels channels) {
        return new CardInput(
                "image",
                Optional.empty(),
                1,
                CardInput.Resize.PILLOW,
                layout,
                channels,
                Optional.empty(),
                Optional.of(List.of(0.0)),
                Optional.of(List.of(1 / 255.0)));
    }

    private void assertRefused(String problem, String card) throws IOException {
        UserException e = assertThrows(UserException.class, () -> open(card));
        assertTrue(e.problem().contains(problem), e.problem());
        assertTrue(e.where().startsWith(folder.toString()), e.where());
    }

    /** Output for an image of {@link #files} that is only scaled to [0, 1]. */
    private static String unit(int image) {
        return "[" + 30 * image / 255.0 + ", " + (30 * image + 50) / 255.0 + ", " + (30 * image + 150) / 255.0 + "]";
    }

    private static String card(String normalisation, String values, String... outputs) {
        StringBuilder card = new StringBuilder("""
                schema: ctbench/model-card/1
                input:
                  name: image
                  size: 4
                  layout: nchw
                  channels: rgb
                  %s
                output: {name: scores, values: %s}
                classes: [Normal, CP, NCP]
                tolerance: 0.001
                golden:
                """.formatted(normalisation, values));
        for (int i = 0; i < outputs.length; i++) {
            card.append("  - {image: ")
                    .append(i)
                    .append(".png, output: ")
                    .append(outputs[i])
                    .append("}\n");
        }
        return card.toString();
    }

    private CardedNetwork open(String card) throws IOException {
        Path file = Files.writeString(folder.resolve("card.yaml"), card);
        return CardedNetwork.open(new PickerProvider(), network, file, 1);
    }

    private final class PickerProvider implements InferenceProvider {
        @Override
        public String format() {
            return "picker";
        }

        @Override
        public Map<String, String> libraries() {
            return Map.of("picker", "1");
        }

        @Override
        public InferenceNetwork open(byte[] file, int threads) {
            return new Picker();
        }
    }

    private final class Picker implements InferenceNetwork {
        @Override
        public Map<String, List<Long>> inputs() {
            return Map.of("image", List.of(-1L, 3L, (long) SIDE, (long) SIDE));
        }

        @Override
        public Map<String, List<Long>> outputs() {
            return Map.of("scores", List.of(-1L, 3L));
        }

        @Override
        public float[] run(String input, long[] shape, float[] values, String output) {
            return new float[] {values[0], values[5], values[values.length - 1]};
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
