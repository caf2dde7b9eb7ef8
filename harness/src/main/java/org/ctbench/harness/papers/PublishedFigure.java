package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What the figures of a column measure. */
public enum PublishedFigure {
    /** TP / (TP + FN) of one class. */
    @JsonProperty("sensitivity")
    @JsonAlias("recall")
    SENSITIVITY(true),
    /** TN / (TN + FP) of one class against the others. */
    @JsonProperty("specificity")
    SPECIFICITY(true),
    /** TP / (TP + FP) of one class. */
    @JsonProperty("precision")
    @JsonAlias("ppv")
    PRECISION(true),
    /** TN / (TN + FN) of one class against the others. */
    @JsonProperty("npv")
    NEGATIVE_PREDICTIVE(true),
    /** (TP + TN) / all of one class against the others. */
    @JsonProperty("class-accuracy")
    CLASS_ACCURACY(true),
    /** Harmonic mean of sensitivity and precision of one class. */
    @JsonProperty("f1")
    F1(true),
    /** Share of the images that are given to their class; also the recall weighted by the class shares. */
    @JsonProperty("accuracy")
    @JsonAlias("weighted-recall")
    ACCURACY(false),
    /** Weighted mean of the F1 of the classes; by which weights is open (D-06). */
    @JsonProperty("weighted-f1")
    WEIGHTED_F1(false),
    /** Plain mean of the F1 of the classes. */
    @JsonProperty("macro-f1")
    MACRO_F1(false),
    /** Plain mean of the sensitivities of the classes. */
    @JsonProperty("macro-sensitivity")
    @JsonAlias({"macro-recall", "balanced-accuracy"})
    MACRO_SENSITIVITY(false),
    /** Plain mean of the precisions of the classes. */
    @JsonProperty("macro-precision")
    MACRO_PRECISION(false),
    /** Plain mean of the specificities of the classes. */
    @JsonProperty("macro-specificity")
    MACRO_SPECIFICITY(false),
    /** Mean of the precisions of the classes, each weighing as it has images. */
    @JsonProperty("weighted-precision")
    WEIGHTED_PRECISION(false),
    /** Cohen's kappa between true and given classes. */
    @JsonProperty("kappa")
    KAPPA(false),
    /** Matthews correlation coefficient, of any number of classes. */
    @JsonProperty("mcc")
    MATTHEWS(false),
    /** Area under the receiver operating characteristic. */
    @JsonProperty("auc")
    AREA_UNDER_CURVE(false),
    /** Average precision of lesion masks at an overlap of 0.5. */
    @JsonProperty("ap50")
    AP50(false),
    /** Average precision of lesion masks at an overlap of 0.75. */
    @JsonProperty("ap75")
    AP75(false),
    /** Mean of the average precisions at overlaps 0.5, 0.55 ... 0.95. */
    @JsonProperty("map")
    MAP(false),
    /** Images; of one class where the column names one. */
    @JsonProperty("images")
    IMAGES(false),
    /** Patients. */
    @JsonProperty("patients")
    PATIENTS(false),
    /** Images of one set divided by those of another. */
    @JsonProperty("ratio")
    RATIO(false),
    /** Parameters of a model. */
    @JsonProperty("parameters")
    PARAMETERS(false);

    private final boolean ofClass;

    PublishedFigure(boolean ofClass) {
        this.ofClass = ofClass;
    }

    /** The unit that most papers print it in. */
    PublishedUnit usualUnit() {
        return this == KAPPA || this == MATTHEWS || this == AREA_UNDER_CURVE
                ? PublishedUnit.FRACTION
                : PublishedUnit.PERCENT;
    }

    /** Whether it can be less than 0. */
    public boolean mayBeNegative() {
        return this == KAPPA || this == MATTHEWS;
    }

    /** Whether it is about one class, so that its column must name one. */
    public boolean ofClass() {
        return ofClass;
    }
}
