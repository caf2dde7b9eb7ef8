package org.ctbench.harness.metrics;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.ctbench.harness.metrics.Formula.Accuracy;
import org.ctbench.harness.metrics.Formula.BeyondChance;
import org.ctbench.harness.metrics.Formula.Counted;
import org.ctbench.harness.metrics.Formula.Mean;
import org.ctbench.harness.metrics.Formula.OfClass;
import org.ctbench.harness.metrics.Formula.OfDetections;
import org.ctbench.harness.metrics.Formula.OfLesions;
import org.ctbench.harness.metrics.Formula.OfProbabilities;
import org.ctbench.harness.metrics.Formula.OfRegions;

/**
 * The registry of metrics: all that a table of a paper may state, and that is computed of a run and bounded by the audit. A new metric
 * is a new constant. In the formulas, n slices are of the class, N in all, t are hits (TP) and f false positives of the class.
 */
public enum Metric {
    /** TP / (TP + FN) of one class. */
    @JsonProperty("sensitivity")
    @JsonAlias("recall")
    SENSITIVITY("sensitivity", Ratio.proportion((n, all, t, f) -> t, (n, all, t, f) -> n, Requirement.POSITIVES)),

    /** TN / (TN + FP) of one class against the others. */
    @JsonProperty("specificity")
    SPECIFICITY(
            "specificity",
            Ratio.proportion((n, all, t, f) -> all - n - f, (n, all, t, f) -> all - n, Requirement.NEGATIVES)),

    /** TP / (TP + FP) of one class. */
    @JsonProperty("precision")
    @JsonAlias("ppv")
    PRECISION(
            "precision",
            Ratio.proportion((n, all, t, f) -> t, (n, all, t, f) -> t + f, Requirement.PREDICTED)
                    .bending(
                            Ratio.Curve.BENDS_DOWN_IN_HITS,
                            (n, all, f, slope) -> f == 0 ? 1 : Math.sqrt(f / slope) - f,
                            (n, all, t, slope) -> t == 0 ? 1 : Math.sqrt(-t / slope) - t)),

    /** TN / (TN + FN) of one class against the others. */
    @JsonProperty("npv")
    NPV(
            "negative predictive value",
            Ratio.proportion(
                            (n, all, t, f) -> all - n - f,
                            (n, all, t, f) -> all - t - f,
                            Requirement.PREDICTED_OTHERWISE)
                    .bending(
                            Ratio.Curve.BENDS_DOWN_IN_FALSE,
                            (n, all, f, slope) ->
                                    all - n - f == 0 ? n - 1.0 : all - f - Math.sqrt((all - n - f) / slope),
                            (n, all, t, slope) -> t == n ? all - n - 1.0 : all - t - Math.sqrt((n - t) / -slope))),

    /** (TP + TN) / all of one class against the others. */
    @JsonProperty("class-accuracy")
    CLASS_ACCURACY(
            "accuracy against the rest",
            Ratio.proportion((n, all, t, f) -> all - n + t - f, (n, all, t, f) -> all, Requirement.SLICES)),

    /**
     * 2 TP / (2 TP + FP + FN) of one class: the harmonic mean of sensitivity and precision, in the form that also has its value, 0, when
     * slices of the class exist and none was found (the authors' code prints NaN there).
     */
    @JsonProperty("f1")
    F1(
            "F1",
            Ratio.of((n, all, t, f) -> 2 * t, (n, all, t, f) -> n + t + f, Requirement.POSITIVES)
                    .keptWith(Requirement.PREDICTED)
                    .bending(
                            Ratio.Curve.BENDS_DOWN_IN_HITS,
                            (n, all, f, slope) -> Math.sqrt(2.0 * (n + f) / slope) - (n + f),
                            (n, all, t, slope) -> n + t == 0 ? 1 : Math.sqrt(-2.0 * t / slope) - (n + t))),

    /** Youden's J of one class, sensitivity + specificity - 1, in [-1, 1]: Youden, Cancer 3 (1950) 32. */
    @JsonProperty("youden")
    @JsonAlias("informedness")
    YOUDEN(
            "Youden's J",
            Ratio.of(
                    (n, all, t, f) -> t * (all - n) - f * n,
                    (n, all, t, f) -> n * (all - n),
                    Requirement.POSITIVES,
                    Requirement.NEGATIVES)),

    /** Share of the images that are given to their class; also the recall weighted by the class shares. */
    @JsonProperty("accuracy")
    @JsonAlias("weighted-recall")
    ACCURACY(
            "accuracy", new Accuracy(Ratio.proportion((n, all, t, f) -> t, (n, all, t, f) -> all, Requirement.SLICES))),

    /** Weighted mean of the F1 of the classes; by which weights is open (D-06). */
    @JsonProperty("weighted-f1")
    WEIGHTED_F1("weighted F1", new Mean(F1.ratio(), Optional.empty())),

    /** Plain mean of the F1 of the classes. */
    @JsonProperty("macro-f1")
    MACRO_F1("macro F1", new Mean(F1.ratio(), Optional.of(Weighting.MACRO))),

    /** Plain mean of the sensitivities of the classes. */
    @JsonProperty("macro-sensitivity")
    @JsonAlias({"macro-recall", "balanced-accuracy"})
    MACRO_SENSITIVITY("mean sensitivity", new Mean(SENSITIVITY.ratio(), Optional.of(Weighting.MACRO))),

    /** Plain mean of the precisions of the classes. */
    @JsonProperty("macro-precision")
    MACRO_PRECISION("mean precision", new Mean(PRECISION.ratio(), Optional.of(Weighting.MACRO))),

    /** Plain mean of the specificities of the classes. */
    @JsonProperty("macro-specificity")
    MACRO_SPECIFICITY("mean specificity", new Mean(SPECIFICITY.ratio(), Optional.of(Weighting.MACRO))),

    /** Mean of the precisions of the classes, each weighing as it has images. */
    @JsonProperty("weighted-precision")
    WEIGHTED_PRECISION("weighted precision", new Mean(PRECISION.ratio(), Optional.of(Weighting.ACTUAL))),

    /** Cohen's kappa between true and given classes. */
    @JsonProperty("kappa")
    KAPPA("Cohen's kappa", BeyondChance.KAPPA),

    /** Matthews correlation coefficient, of any number of classes. */
    @JsonProperty("mcc")
    MCC("Matthews correlation coefficient", BeyondChance.MATTHEWS),

    /** Area under the receiver operating characteristic: of one class against the others, or the plain mean over the classes. */
    @JsonProperty("auc")
    AUC("area under the ROC curve", OfProbabilities.AREA),

    /** Sensitivity of one class, or the plain mean over the classes, where at least 90 % of the other images are below the threshold. */
    @JsonProperty("sensitivity-at-90")
    SENSITIVITY_AT_90("sensitivity at 90 % specificity", OfProbabilities.SENSITIVITY_AT_90),

    /** The same with 95 %. */
    @JsonProperty("sensitivity-at-95")
    SENSITIVITY_AT_95("sensitivity at 95 % specificity", OfProbabilities.SENSITIVITY_AT_95),

    /** Brier score of one class against the others, or of all classes; 0 is best. */
    @JsonProperty("brier")
    BRIER("Brier score", OfProbabilities.BRIER),

    /** Expected calibration error in ten bins: of one class against the others, or of the predicted class; 0 is best. */
    @JsonProperty("ece")
    ECE("expected calibration error", OfProbabilities.CALIBRATION_ERROR),

    /** Slope of the logistic recalibration of one class; 1 is best. */
    @JsonProperty("calibration-slope")
    CALIBRATION_SLOPE("calibration slope", OfProbabilities.SLOPE),

    /** Intercept of the logistic recalibration of one class; 0 is best. */
    @JsonProperty("calibration-intercept")
    CALIBRATION_INTERCEPT("calibration intercept", OfProbabilities.INTERCEPT),

    /** Mean of the average precisions at overlaps 0.5, 0.55 ... 0.95. */
    @JsonProperty("map")
    MAP("mAP", new OfLesions(OptionalInt.empty())),

    /** Average precision of lesion masks at an overlap of 0.5. */
    @JsonProperty("ap50")
    AP50("AP50", new OfLesions(OptionalInt.of(0))),

    /** Average precision of lesion masks at an overlap of 0.75. */
    @JsonProperty("ap75")
    AP75("AP75", new OfLesions(OptionalInt.of(5))),

    /** Mean sensitivity of the free-response ROC curve of lesions at 1/8, 1/4 ... 8 false positives a slice. */
    @JsonProperty("froc")
    FROC("mean FROC sensitivity", new OfDetections()),

    /** Dice of the region of all lesions of a slice, mean over the slices with a lesion or a prediction. */
    @JsonProperty("dice")
    DICE("Dice", OfRegions.DICE),

    /** Surface Dice of that region with a tolerance of two pixels, mean over the slices with a lesion or a prediction. */
    @JsonProperty("surface-dice")
    SURFACE_DICE("surface Dice within 2 pixels", OfRegions.SURFACE_DICE),

    /** 95th percentile of the Hausdorff distance of that region in pixels, mean over the slices with a lesion and a prediction. */
    @JsonProperty("hd95")
    HD95("HD95 in pixels", OfRegions.DISTANCE),

    /** Images; of one class where the column names one. */
    @JsonProperty("images")
    IMAGES("images", new Counted()),

    /** Patients. */
    @JsonProperty("patients")
    PATIENTS("patients", new Counted()),

    /** Images of one set divided by those of another. */
    @JsonProperty("ratio")
    RATIO("ratio of images", new Counted()),

    /** Parameters of a model. */
    @JsonProperty("parameters")
    PARAMETERS("parameters", new Counted());

    private final String words;
    private final Formula formula;

    Metric(String words, Ratio ofClass) {
        this(words, new OfClass(ofClass));
    }

    Metric(String words, Formula formula) {
        this.words = words;
        this.formula = formula;
    }

    /** The metric of an id, or of one that says more behind a slash: {@code sensitivity/NCP}, {@code map/coco}. */
    public static Optional<Metric> ofId(String id) {
        String own = id.split("/", 2)[0];
        return Arrays.stream(values()).filter(metric -> metric.id().equals(own)).findFirst();
    }

    /** As papers' files and {@code --value} have it: {@code sensitivity}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people: {@code sensitivity}. */
    public String words() {
        return words;
    }

    /** From what its value follows. */
    public Formula formula() {
        return formula;
    }

    /** How its value follows from counts; empty if it does not. */
    public Optional<Formula.OfCounts> ofCounts() {
        return formula instanceof Formula.OfCounts of ? Optional.of(of) : Optional.empty();
    }

    /** Whether it is about one class, so that its column must name one. */
    public boolean ofClass() {
        return formula instanceof OfClass || ofRegression();
    }

    /** Whether its column may name a class, or be about all. */
    public boolean ofClassOrAll() {
        return probabilities().isPresent() && !ofRegression();
    }

    /** How its value follows from probabilities; empty if it does not. */
    public Optional<OfProbabilities> probabilities() {
        return formula instanceof OfProbabilities of ? Optional.of(of) : Optional.empty();
    }

    private boolean ofRegression() {
        return probabilities().filter(OfProbabilities::ofRegression).isPresent();
    }

    /** Whether it is counted, and not measured. */
    public boolean isCounted() {
        return formula instanceof Counted;
    }

    /** Whether it is about lesions. */
    public boolean ofLesions() {
        return formula instanceof OfLesions || formula instanceof OfDetections || formula instanceof OfRegions;
    }

    /** Whether it is a length in pixels, and no share. */
    public boolean isLength() {
        return formula == OfRegions.DISTANCE;
    }

    /** Whether it is no length, slope or intercept, which have no largest value. It lies in [-1, 1] unless it {@linkplain #isCounted is a count}. */
    public boolean isBounded() {
        return !isLength() && !ofRegression();
    }

    /** Whether a larger value is a better one. */
    public boolean moreIsBetter() {
        return isBounded() && formula != OfProbabilities.BRIER && formula != OfProbabilities.CALIBRATION_ERROR;
    }

    /** Whether most print it as a fraction, and not as a percentage. */
    public boolean isFraction() {
        return mayBeNegative()
                || probabilities().isPresent()
                        && formula != OfProbabilities.SENSITIVITY_AT_90
                        && formula != OfProbabilities.SENSITIVITY_AT_95;
    }

    /** Whether it can be less than 0. */
    public boolean mayBeNegative() {
        return formula instanceof BeyondChance
                || ofRegression()
                || formula instanceof OfClass one && one.of().isSigned();
    }

    /** Value of a metric of one class, or of one that needs neither class nor weights; empty where it is undefined. */
    public OptionalDouble of(ClassCounts m, int label) {
        return ofCounts().orElseThrow().value(m, label, List.of());
    }

    /** Why {@link #of} is empty; empty where it has a value. */
    public Optional<String> undefinedBecause(ConfusionMatrix m, int label) {
        return ofCounts().orElseThrow().undefinedBecause(m, label, List.of());
    }

    /**
     * The ratio that it is for a class, or a mean of over the classes.
     *
     * @throws java.util.NoSuchElementException if it is neither
     */
    public Ratio ratio() {
        return ofCounts().flatMap(Formula.OfCounts::ratio).orElseThrow();
    }
}
