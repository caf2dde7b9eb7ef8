package org.ctbench.harness.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.DamagedImageException;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.preprocess.Normalisation;
import org.ctbench.harness.card.CardInput.Resize;
import org.ctbench.harness.card.ModelCard.GoldenPair;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.models.inference.InferenceException;
import org.ctbench.models.inference.InferenceNetwork;
import org.ctbench.models.inference.InferenceProvider;
import org.ctbench.splits.Box;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/**
 * A network of another framework with its model card. Once open, it has given the card's golden outputs for the card's
 * golden images. It computes one image at a time, so that no prediction depends on the size of a batch.
 */
public final class CardedNetwork implements AutoCloseable {
    private final InferenceProvider provider;
    private final InferenceNetwork network;
    private final ModelCard card;
    private final Path cardFile;

    private CardedNetwork(InferenceProvider provider, InferenceNetwork network, ModelCard card, Path cardFile) {
        this.provider = provider;
        this.network = network;
        this.card = card;
        this.cardFile = cardFile;
    }

    /**
     * Opens a network and checks it against its card.
     *
     * @param file the network
     * @param cardFile the card
     * @param threads number of threads that compute
     * @throws UserException if one of the files cannot be used, the card does not fit the network, or the network gives
     *     other outputs than the golden ones
     */
    public static CardedNetwork open(InferenceProvider provider, Path file, Path cardFile, int threads)
            throws IOException {
        ModelCard card = ModelCard.read(cardFile);
        InferenceNetwork network;
        try {
            network = provider.open(Documents.readBytes(file), threads);
        } catch (InferenceException e) {
            throw new UserException(
                    "no " + provider.format() + " network that can be computed: " + e.getMessage(),
                    file.toString(),
                    "export it again as one file with its weights",
                    e);
        }
        try {
            CardedNetwork carded = new CardedNetwork(provider, network, card, cardFile);
            carded.requireNames();
            carded.requireGolden();
            return carded;
        } catch (IOException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    /** The card. */
    public ModelCard card() {
        return card;
    }

    /** File of the card. */
    public Path cardFile() {
        return cardFile;
    }

    /** Name and version of the library that computes. */
    public String library() {
        return provider.libraries().entrySet().stream()
                .map(library -> library.getKey() + " " + library.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * Probabilities of the card's classes.
     *
     * @param name name of the image, for messages
     * @param image as it was published
     * @param box bounding box of the body, used if the card crops
     * @throws UserException if there is no such box in the image, or the network's output is no probability of each class
     */
    public float[] probabilities(String name, CtImage image, Optional<Box> box) {
        float[] output = output(card.input(), shown(name, image, box));
        double[] values = new double[output.length];
        for (int c = 0; c < values.length; c++) {
            values[c] = output[c];
            if (!Float.isFinite(output[c])) {
                throw new UserException(
                        "the network's output is " + Arrays.toString(output), cardFile.toString(), "check its weights");
            }
        }
        return card.output().values() == PredictedValues.LOGITS ? PredictedValues.softmax(values) : output;
    }

    /** The part of an image that the network is shown. */
    private CtImage shown(String name, CtImage image, Optional<Box> box) {
        if (card.input().crop().isEmpty()) {
            return image;
        }
        Box crop = box.orElseThrow(() -> unfit(
                "input.crop: " + name + " has no bounding box",
                "predict a split whose list has boxes, or remove crop from the card"));
        if (crop.xmax() > image.width() || crop.ymax() > image.height()) {
            throw unfit(
                    "the box of " + name + " ends at column " + crop.xmax() + " and row " + crop.ymax()
                            + ", the image has " + image.width() + " x " + image.height() + " pixels",
                    "boxes are in pixels of the published image: check that image and box belong together");
        }
        return image.cropped(crop);
    }

    private void requireNames() {
        Map<String, List<Long>> inputs = network.inputs();
        String input = card.input().name();
        if (!inputs.containsKey(input)) {
            throw unfit(
                    "input.name: the network has no float32 input '" + input + "'",
                    Suggestion.hint(input, inputs.keySet()));
        }
        if (inputs.size() > 1) {
            throw unfit(
                    "the network has " + inputs.size() + " inputs: " + String.join(", ", inputs.keySet()),
                    "export it with the image as its only input");
        }
        String output = card.output().name();
        if (!network.outputs().containsKey(output)) {
            throw unfit(
                    "output.name: the network has no float32 output '" + output + "'",
                    Suggestion.hint(output, network.outputs().keySet()));
        }
        List<Long> shape = inputs.get(input);
        long[] ours = card.input().shape();
        boolean fits = shape.size() == ours.length;
        for (int i = 0; fits && i < ours.length; i++) {
            fits = shape.get(i) < 0 || shape.get(i) == ours[i];
        }
        if (!fits) {
            throw unfit(
                    "the network takes an input of shape " + shape + ", the card makes one of " + Arrays.toString(ours),
                    "correct size, layout or channels of the card's input");
        }
    }

    private void requireGolden() throws IOException {
        Map<GoldenPair, CtImage> images = new LinkedHashMap<>();
        for (GoldenPair pair : card.golden()) {
            images.put(pair, image(pair));
        }
        List<String> wrong = new ArrayList<>();
        images.forEach((pair, image) -> {
            float[] output = output(card.input(), image);
            if (!agrees(pair, output)) {
                wrong.add(
                        "\n" + pair.image() + " gives " + Arrays.toString(output) + ", the card has " + pair.output());
            }
        });
        if (!wrong.isEmpty()) {
            throw unfit(
                    wrong.size() + " of " + images.size() + " golden images give another output than the card has"
                            + String.join("", wrong),
                    remedy(images)
                            .map(other -> "all of them agree with " + other + ": correct the card's input")
                            .orElse(
                                    "correct the card's input: it must prepare images as the network's own framework does"));
        }
    }

    /** A normalisation or another resize that would give all golden outputs. */
    private Optional<String> remedy(Map<GoldenPair, CtImage> images) {
        CardInput own = card.input();
        Map<String, CardInput> others = new LinkedHashMap<>();
        for (Resize resize : Resize.values()) {
            if (resize != own.resize() && !own.normalisation().equals(Optional.of(Normalisation.PER_IMAGE))) {
                others.put("resize: " + resize.name().toLowerCase(Locale.ROOT), own.with(resize));
            }
        }
        others.put("normalisation: imagenet", own.with(Normalisation.IMAGENET));
        if (own.resize() == Resize.PILLOW) {
            others.put("normalisation: per_image", own.with(Normalisation.PER_IMAGE));
        }
        others.put("mean: [0] and std: [1]", own.with(0, 1));
        others.put("mean: [0.5] and std: [0.5]", own.with(0.5, 0.5));
        others.put("mean: [0] and std: [0.00392156862745098], which is 0 to 255", own.with(0, 1 / 255.0));
        return others.entrySet().stream()
                .filter(other -> images.entrySet().stream()
                        .allMatch(golden -> agrees(golden.getKey(), output(other.getValue(), golden.getValue()))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean agrees(GoldenPair pair, float[] output) {
        List<Double> values = new ArrayList<>();
        for (float value : output) {
            values.add((double) value);
        }
        return ModelCard.near(values, pair.output(), card.tolerance());
    }

    private CtImage image(GoldenPair pair) throws IOException {
        Path file = cardFile.resolveSibling(pair.image());
        try {
            CtImage image = ImageDecoder.decode(Documents.readBytes(file)).unclipped();
            return shown(pair.image(), image, pair.crop());
        } catch (DamagedImageException e) {
            throw new UserException(
                    "not an image of a slice: " + e.problem(), file.toString(), "give a PNG, JPEG or TIFF", e);
        }
    }

    private float[] output(CardInput input, CtImage image) {
        float[] output;
        try {
            output = network.run(
                    input.name(), input.shape(), input.of(image), card.output().name());
        } catch (InferenceException e) {
            throw unfit("the network cannot compute an image: " + e.getMessage(), "correct the card's input");
        }
        if (output.length != card.classes().size()) {
            throw unfit(
                    "the output " + card.output().name() + " has " + output.length + " values, the card "
                            + card.classes().size() + " classes: "
                            + card.classes().stream().collect(Collectors.joining(", ")),
                    "name another output, or the class of each of its values");
        }
        return output;
    }

    private UserException unfit(String problem, String fix) {
        return new UserException(problem, cardFile.toString(), fix);
    }

    @Override
    public void close() {
        network.close();
    }
}
