package org.ctbench.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.metrics.Scores;
import org.ctbench.harness.plan.AdamOptions;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.EpochResults;
import org.ctbench.harness.results.LesionCounts;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.weights.WeightDigest;
import org.ctbench.splits.files.Sha256;

/** What classifiers and models that only segment have in common while one of them is run. */
final class ItemRun {
    private final RunContext run;
    private final ModelItem item;
    private final Protocol protocol;
    private final Captures captures;

    ItemRun(RunContext run, ModelItem item) {
        this.run = run;
        this.item = item;
        this.protocol = run.plan().protocolOf(item);
        this.captures = new Captures(run.folder(), item.id());
    }

    RunContext run() {
        return run;
    }

    ModelItem item() {
        return item;
    }

    Protocol protocol() {
        return protocol;
    }

    Captures captures() {
        return captures;
    }

    Weights weights() {
        return new Weights(run.plan(), run.folder());
    }

    /** The slices that the model learns lesions from, if it learns from such. */
    Optional<LesionSet> lesions() throws IOException {
        if (!item.provider().needsLesions()) {
            return Optional.empty();
        }
        String split = run.plan().segmentation().orElseThrow().train();
        return Optional.of(run.images().lesionsToLearn(split, protocol.image()));
    }

    /** A training of this model. */
    TrainingLoop training(String name, int epochs) throws IOException {
        AdamOptions adam = protocol.optimizer().adam();
        TrainingOptions options = new TrainingOptions(
                new AdamSettings(adam.learningRate(), adam.beta1(), adam.beta2(), adam.eps(), adam.weightDecay()),
                protocol.loss(),
                lesions().map(LesionImages.class::cast),
                protocol.seeds().order());
        return new TrainingLoop(run.progress(), new TrainingLoop.Job(name, options, epochs));
    }

    /** What became of a training. */
    Training results(String split, Module network, List<EpochResults> curve, Map<String, Long> events)
            throws IOException {
        Optional<LesionCounts> counts = lesions().map(LesionSet::counts);
        Sha256 digest = new Sha256(WeightDigest.of(network));
        return new Training(split, network.parameterCount(), digest, curve, counts, events);
    }

    /** Finds the lesions of the plan's lesion test split and captures the first of its slices. */
    SegmentationResults segmentation(Segmenter model) throws IOException {
        Segmentation plan = run.plan().segmentation().orElseThrow();
        LesionSet test = run.images().lesions(plan.test(), protocol.image());
        SegmentationEvaluation evaluation = new SegmentationEvaluation(model, test, plan);
        String name = "segment " + plan.test() + " with " + item.id();
        SegmentationResults results = run.stopwatch().phase(name, test.size(), () -> {
            try (Tracker task = run.progress().start(name, test.size(), "image")) {
                return evaluation.run(task);
            }
        });
        captures.segmentations(evaluation, test);
        return results;
    }

    /** One point per epoch, as a training adds them. */
    static final class Curve {
        private final List<EpochResults> points = new ArrayList<>();

        void add(int epoch, LossMeans losses, Optional<Scores> validation) {
            points.add(new EpochResults(epoch, losses.figure(), losses.means(), validation));
        }

        List<EpochResults> points() {
            return points;
        }
    }
}
