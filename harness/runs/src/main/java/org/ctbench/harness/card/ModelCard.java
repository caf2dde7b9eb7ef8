package org.ctbench.harness.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.splits.Box;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.InvalidValue;

/**
 * What a network's file does not tell: how a slice becomes its input, and what its output means.
 *
 * @param schema {@value #SCHEMA}
 * @param input the input
 * @param output the output
 * @param classes class of each output value, in their order
 * @param golden images with the outputs that the network's own framework gave, at least {@value #FEWEST_PAIRS}
 * @param tolerance how far an output value may lie from the golden one
 */
public record ModelCard(
        String schema,
        CardInput input,
        CardOutput output,
        List<String> classes,
        List<GoldenPair> golden,
        double tolerance) {
    /** Version of the format. */
    public static final String SCHEMA = "ctbench/model-card/1";

    private static final int FEWEST_PAIRS = 3;
    private static final String BOX_FORM = "write xmin, ymin, xmax, ymax as the lists do: [9, 27, 487, 373]";

    /**
     * The output.
     *
     * @param name its name in the network's file
     * @param values what its values are; logits become probabilities by a softmax
     */
    public record CardOutput(String name, PredictedValues values) {
        public CardOutput {
            Checks.text("name", name);
            if (Objects.requireNonNull(values, "values") == PredictedValues.LABELS) {
                throw new InvalidValue(
                        "values", "classes alone are not the output of a network", "write logits or probabilities");
            }
        }
    }

    /**
     * A slice and what the network's own framework made of it.
     *
     * @param image path of the image, from the folder of the card
     * @param box what it is cropped to where the input is: xmin, ymin, xmax, ymax as in the lists; absent elsewhere
     * @param output the network's output, one value per class
     */
    public record GoldenPair(String image, Optional<List<Integer>> box, List<Double> output) {
        public GoldenPair {
            Checks.path("image", image);
            box.ifPresent(GoldenPair::box);
            Checks.notEmpty("output", output);
        }

        /** The box. */
        Optional<Box> crop() {
            return box.map(GoldenPair::box);
        }

        private static Box box(List<Integer> edges) {
            try {
                if (edges.size() == 4) {
                    return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidValue("box", e.getMessage(), BOX_FORM);
            }
            throw new InvalidValue("box", edges.size() + " edges", BOX_FORM);
        }
    }

    public ModelCard {
        Checks.text("schema", schema);
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Checks.distinct("classes", Checks.notEmpty("classes", classes));
        Checks.notEmpty("golden", golden);
        Checks.positive("tolerance", tolerance);
        if (golden.size() < FEWEST_PAIRS) {
            throw new InvalidValue(
                    "golden",
                    golden.size() + " pairs are too few to prove anything",
                    "give " + FEWEST_PAIRS
                            + " images or more, of different classes, with the outputs of your framework");
        }
        for (GoldenPair pair : golden) {
            if (pair.output().size() != classes.size()) {
                throw new InvalidValue(
                        "golden",
                        pair.image() + " has " + pair.output().size() + " output values for " + classes.size()
                                + " classes",
                        "give one value per class, in the order of classes");
            }
            if (pair.box().isPresent() != input.crop().isPresent()) {
                throw new InvalidValue(
                        "golden",
                        pair.image() + (pair.box().isPresent() ? " has a box" : " has no box") + ", and the input is "
                                + (input.crop().isPresent() ? "" : "not ") + "cropped",
                        "write input.crop and the box of each golden image, or neither");
            }
        }
        if (golden.stream().allMatch(pair -> near(pair.output(), golden.get(0).output(), 2 * tolerance))) {
            throw new InvalidValue(
                    "golden",
                    "all outputs are the same within twice the tolerance, so they prove nothing",
                    "give images whose outputs differ, or a smaller tolerance");
        }
    }

    /** Reads a card. */
    public static ModelCard read(Path file) throws IOException {
        return Document.yaml(Documents.readText(file), file.toString())
                .ofSchema(SCHEMA)
                .as(ModelCard.class);
    }

    /** Whether no two values are further apart than {@code most}. */
    static boolean near(List<Double> a, List<Double> b, double most) {
        for (int i = 0; i < a.size(); i++) {
            if (!(Math.abs(a.get(i) - b.get(i)) <= most)) {
                return false;
            }
        }
        return true;
    }
}
