package org.ctbench.harness.card;

import java.io.IOException;
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

/** What a network of another framework makes of a split. */
public final class CardedPredictions {
    private CardedPredictions() {}

    /**
     * Predicts the slices of a split, in its order. Images are read as they were published and prepared as the card says.
     *
     * @param data holds the split
     * @param classes classes of the split
     * @throws UserException if the card has other classes, or needs boxes that the split has not, or an output is no probability
     *     of each class
     */
    public static Predictions of(
            CardedNetwork network, RunData data, String split, List<String> classes, Progress progress)
            throws IOException {
        List<String> own = network.card().classes();
        if (own.size() != classes.size() || !new HashSet<>(own).equals(new HashSet<>(classes))) {
            throw new UserException(
                    "the network tells " + String.join(", ", own) + " apart, the split " + String.join(", ", classes),
                    network.cardFile().toString(),
                    "name a split of these classes, or correct classes in the card");
        }
        int[] place = classes.stream().mapToInt(own::indexOf).toArray();
        List<LabelledSlice> slices = LabelledSlice.of(data.split(split), classes);
        List<Prediction> rows = new ArrayList<>();
        try (Tracker task = progress.start("predict " + split, slices.size(), "image")) {
            for (LabelledSlice slice : slices) {
                Slice image = slice.slice();
                float[] given = network.probabilities(image.id(), data.decoded(image), image.box());
                float[] ordered = new float[place.length];
                for (int c = 0; c < ordered.length; c++) {
                    ordered[c] = given[place[c]];
                }
                rows.add(prediction(network, slice, ordered));
                task.accept(1);
            }
        }
        return new Predictions(classes, rows);
    }

    private static Prediction prediction(CardedNetwork network, LabelledSlice slice, float[] probabilities) {
        try {
            return Prediction.of(slice.slice().id(), slice.label(), probabilities);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    slice.slice().id() + ": " + e.getMessage(),
                    network.cardFile().toString(),
                    "if the output is one of logits, write values: logits",
                    e);
        }
    }
}
