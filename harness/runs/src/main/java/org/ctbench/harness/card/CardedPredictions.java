package org.ctbench.harness.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.Predictions;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.UserException;

/** What a network of another framework makes of slices. Images are read as they were published and prepared as the card says. */
public final class CardedPredictions {
    private final CardedNetwork network;
    private final RunData data;
    private final int[] place;

    /**
     * For slices of some classes.
     *
     * @param data holds the slices
     * @param classes their classes
     * @throws UserException if the card has other classes
     */
    public CardedPredictions(CardedNetwork network, RunData data, List<String> classes) {
        requireClasses(network.card(), network.cardFile(), classes);
        this.network = network;
        this.data = data;
        this.place =
                classes.stream().mapToInt(network.card().classes()::indexOf).toArray();
    }

    /** @throws UserException if a card has other classes than those of a split */
    public static void requireClasses(ModelCard card, Path cardFile, List<String> classes) {
        List<String> own = card.classes();
        if (own.size() != classes.size() || !new HashSet<>(own).equals(new HashSet<>(classes))) {
            throw new UserException(
                    "the network distinguishes " + String.join(", ", own) + " apart, the split "
                            + String.join(", ", classes),
                    cardFile.toString(),
                    "name a split of these classes, or correct classes in the card");
        }
    }

    /**
     * Predicts the slices of a split, in its order.
     *
     * @throws UserException if the card needs boxes that the split has not, or an output is no probability of each class
     */
    public static Predictions of(
            CardedNetwork network, RunData data, String split, List<String> classes, Progress progress)
            throws IOException {
        CardedPredictions predictions = new CardedPredictions(network, data, classes);
        List<LabelledSlice> slices = LabelledSlice.of(data.split(split), classes);
        List<Prediction> rows = new ArrayList<>();
        try (Tracker task = progress.start("predict " + split, slices.size(), "image")) {
            for (LabelledSlice slice : slices) {
                rows.add(predictions.of(slice));
                task.accept(1);
            }
        }
        return new Predictions(classes, rows);
    }

    /**
     * Predicts a slice.
     *
     * @throws UserException if the card needs a box that the slice has not, or the output is no probability of each class
     */
    public Prediction of(LabelledSlice slice) throws IOException {
        Slice image = slice.slice();
        float[] given = network.probabilities(image.id(), data.decoded(image), image.box());
        float[] ordered = new float[place.length];
        for (int c = 0; c < ordered.length; c++) {
            ordered[c] = given[place[c]];
        }
        try {
            return Prediction.of(slice.slice().id(), slice.label(), ordered);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    slice.slice().id() + ": " + e.getMessage(),
                    network.cardFile().toString(),
                    "if the output is one of logits, write values: logits",
                    e);
        }
    }
}
