package org.ctbench.harness.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.UnaryOperator;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.preprocess.Alterations;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelProvider;

/** What a negative control changes: the images, in training and evaluation alike, or the labels to learn. */
public enum Alteration {
    /** Lungs are black. */
    @JsonProperty("lungs-masked")
    LUNGS_MASKED(
            "lungs-masked",
            "everything but a box around the lungs, as a threshold finds them",
            Alterations::withoutLungs),

    /** The body is black. */
    @JsonProperty("border")
    BORDER("border", "what lies outside a box around the body, as a threshold finds it", Alterations::withoutBody),

    /** A thumbnail is left. */
    @JsonProperty("shrunk")
    SHRUNK("shrunk", "the image reduced to 8 x 8 pixels and enlarged again", Alterations::shrunk),

    /** The histogram is left. */
    @JsonProperty("histogram")
    HISTOGRAM("histogram", "the pixels sorted by grey value", Alterations::sorted),

    /** Images are as they are; which label belongs to which training image is drawn. */
    @JsonProperty("labels-permuted")
    LABELS_PERMUTED("labels-permuted", "whole images; the labels of the training images are permuted", image -> image);

    private final String id;
    private final String sees;
    private final UnaryOperator<CtImage> ofImage;

    Alteration(String id, String sees, UnaryOperator<CtImage> ofImage) {
        this.id = id;
        this.sees = sees;
        this.ofImage = ofImage;
    }

    /** As plans write it. */
    public String id() {
        return id;
    }

    /** What the model sees, for tables. */
    public String sees() {
        return sees;
    }

    /** Whether images are altered. */
    public boolean ofImages() {
        return this != LABELS_PERMUTED;
    }

    /** Whether it changes what such a model learns: one that only segments learns no labels. */
    boolean concerns(ModelProvider model) {
        return ofImages() || model.makes(ImageClassifier.class);
    }

    /**
     * What is left of an image.
     *
     * @param image in the size that the model sees
     */
    public CtImage apply(CtImage image) {
        return ofImage.apply(image);
    }
}
