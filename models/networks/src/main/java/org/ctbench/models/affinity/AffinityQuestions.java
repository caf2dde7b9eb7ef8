package org.ctbench.models.affinity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ctbench.models.classifiers.WeightAnswer;
import org.ctbench.models.maskrcnn.DetectorFit;
import org.ctbench.models.weights.TensorSummary;
import org.ctbench.models.weights.WeightFile;

/** What weights of the Affinity model say about questions that paper and released code leave open. */
final class AffinityQuestions {
    private static final String HEADS = "roi_heads.";
    private static final String SEEN = ".num_batches_tracked";
    private static final String NOT_TOLD = "unknown: the file does not count batches";

    private final WeightFile weights;

    private AffinityQuestions(WeightFile weights) {
        this.weights = weights;
    }

    /** The answers of weights that fit, in the names of any torchvision, with or without repeated names. */
    static List<WeightAnswer> of(WeightFile file) {
        AffinityQuestions asked =
                new AffinityQuestions(DetectorFit.of(file, RoiHeads.UP).weights());
        List<WeightAnswer> answers = new ArrayList<>();
        answers.add(asked.head());
        answers.add(asked.refinement());
        answers.add(asked.applications());
        answers.add(asked.convReduce());
        answers.add(asked.copy());
        answers.add(asked.affinityNorm());
        answers.add(asked.segmentationSteps());
        answers.add(asked.vector());
        answers.add(asked.imageNet());
        return answers;
    }

    private WeightAnswer head() {
        long classes = weights.shape("s2new.class_predict_logits.weight").get(0);
        return WeightAnswer.of(
                "D-22",
                "How many classes has the last layer?",
                classes + (classes == 2 ? ": Negative and COVID-19, the paper's head for iCTCF" : ""));
    }

    private WeightAnswer refinement() {
        boolean repeated = weights.names().contains("affinity_layer.sieve.1.bn.weight");
        String answer = !repeated
                ? "the file has one"
                : AffinityFit.oneRefinement(weights)
                        ? "one: the three in the file have the same bits, as the released code writes it"
                        : "three: those in the file differ, as the paper reads";
        return WeightAnswer.of("D-11", "Is there one refinement, or three?", answer);
    }

    private WeightAnswer applications() {
        long sieve = seen("affinity_layer.sieve.0.bn");
        long images = seen("affinity_layer.bn1");
        String answer = sieve < 0 || images <= 0
                ? images == 0 ? "unknown: the affinity layer never saw a batch" : NOT_TOLD
                : sieve % images == 0
                        ? sieve / images + " times an image (its norm saw " + sieve + " batches, that behind it "
                                + images + ")"
                        : "its norm saw " + sieve + " batches and that behind it " + images + ", not a whole multiple";
        return WeightAnswer.of("D-11", "How often was the refinement applied?", answer);
    }

    private WeightAnswer convReduce() {
        float[] bias = weights.floats(HEADS + "mask_predictor_s2.conv_reduce.bias");
        int initial = 0;
        for (float value : bias) {
            initial += value == AffinityLayer.BIAS ? 1 : 0;
        }
        String answer = initial == bias.length
                ? "no: every bias is 0.01, as it started"
                : "yes: " + (bias.length - initial) + " of " + bias.length + " biases are no longer 0.01";
        return WeightAnswer.of("D-10", "Was conv_reduce trained?", answer);
    }

    private WeightAnswer copy() {
        int same = 0;
        Map<String, String> twins = RoiHeads.twins();
        for (Map.Entry<String, String> twin : twins.entrySet()) {
            same += weights.sameBits(HEADS + twin.getKey(), HEADS + twin.getValue()) ? 1 : 0;
        }
        String answer = same == twins.size()
                ? "yes: all " + same + " tensors are those of the segmentation branch, as with copy: every_iteration"
                : "no: " + same + " of " + twins.size()
                        + " tensors are those of the segmentation branch; it was copied at an"
                        + " earlier step, as with copy: if_improved";
        return WeightAnswer.of("D-09", "Was the classification branch copied after the last step?", answer);
    }

    private WeightAnswer affinityNorm() {
        long images = seen("affinity_layer.bn1");
        String answer = images < 0
                ? NOT_TOLD
                : images == 0
                        ? "no: it never saw a batch, so evaluation by its running statistics uses their initial values"
                        : "yes, for " + images + " images";
        return WeightAnswer.of("D-19", "Did the affinity layer's norm use the statistics of the regions?", answer);
    }

    private WeightAnswer segmentationSteps() {
        long steps = seen("backbone.body.bn1");
        return WeightAnswer.of(
                "For how many images did the backbone's norm use their statistics?",
                steps < 0
                        ? NOT_TOLD
                        : steps + ", those with lesions if its classification stage ran in evaluation mode");
    }

    private WeightAnswer vector() {
        float[] matrix = weights.floats("affinity_layer.batch_to_feat_mat");
        float[] vector = weights.floats("affinity_layer.batch_to_feat_vec");
        List<String> values = new ArrayList<>();
        for (int region = 0; region < matrix.length / vector.length; region++) {
            double sum = 0;
            for (int affinity = 0; affinity < vector.length; affinity++) {
                sum += (double) matrix[region * vector.length + affinity] * vector[affinity];
            }
            values.add(String.format(Locale.ROOT, "%.3f", sum));
        }
        return WeightAnswer.of(
                "D-44",
                "By which weights are the regions added up, W v?",
                String.join(", ", values) + ", first region first");
    }

    private WeightAnswer imageNet() {
        TensorSummary first = weights.summary("backbone.body.conv1.weight");
        String range = first.smallest().isEmpty()
                ? "has no finite value"
                : String.format(
                        Locale.ROOT,
                        "is in [%.3f, %.3f]",
                        first.smallest().getAsDouble(),
                        first.largest().getAsDouble());
        return WeightAnswer.of(
                "Did the backbone start from ImageNet weights?",
                "the file alone cannot tell; the first convolution " + range
                        + ", and otherwise starts as normal draws of standard deviation 0.025");
    }

    /** Batches that a normalisation has seen in training; -1 if the file does not count them. */
    private long seen(String norm) {
        return weights.names().contains(norm + SEEN) ? weights.count(norm + SEEN) : -1;
    }
}
