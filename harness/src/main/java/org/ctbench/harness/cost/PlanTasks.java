package org.ctbench.harness.cost;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Suggestion;

/** Everything that a plan does, counted. The models stand for one seed each; the plan's seeds are all the same work. */
final class PlanTasks {
    private final PlanFile file;
    private final Plan plan;
    private final SplitSizes sizes;
    private final List<ModelTasks> models = new ArrayList<>();
    private final Map<Integer, Set<String>> splits = new TreeMap<>();

    private PlanTasks(PlanFile file, SplitSizes sizes) {
        this.file = file;
        this.plan = file.plan();
        this.sizes = sizes;
    }

    /**
     * Counts.
     *
     * @param data folder whose samples the plan may name; need not exist
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    static PlanTasks of(PlanFile file, Path data) throws IOException {
        PlanTasks tasks = new PlanTasks(file, SplitSizes.of(file.plan(), data));
        for (int i = 0; i < tasks.plan.models().size(); i++) {
            tasks.add("models[" + i + "]", tasks.plan.models().get(i));
        }
        return tasks;
    }

    Plan plan() {
        return plan;
    }

    /** The models, for one seed. */
    List<ModelTasks> models() {
        return List.copyOf(models);
    }

    /** How often each model is trained. */
    int seeds() {
        return plan.grid().size() / plan.models().size();
    }

    /** Different images that are decoded, at most, by the size they are resized to. */
    Map<Integer, Long> decodedImages() {
        Map<Integer, Long> decoded = new TreeMap<>();
        splits.forEach((size, ids) -> decoded.put(size, sizes.distinct(ids)));
        return decoded;
    }

    private void add(String path, ModelItem item) {
        Protocol protocol = plan.protocolOf(item);
        int size = protocol.image().size();
        Workload workload = new Workload(item.model(), item.options(), size, protocol.batch());
        List<Task> tasks = new ArrayList<>();
        if (item.provider() instanceof ClassifierProvider) {
            tasks.addAll(new Classifier(item, protocol).tasks());
        } else {
            tasks.add(segmentationTraining(item, protocol));
        }
        if (item.provider().findsLesions()) {
            plan.segmentation().ifPresent(lesions -> tasks.add(segmentation(item, size, lesions)));
        }
        models.add(new ModelTasks(item, workload, network(path, item, size), tasks));
    }

    private ModelTasks.Network network(String path, ModelItem item, int size) {
        ModelForm form = new ModelForm(Diagnosis.values().length, size, size);
        try {
            ModelDescription network = item.provider().describe(form, item.options());
            return new ModelTasks.Network(network.parameters(), network.trainable(), network.buffers());
        } catch (IllegalArgumentException e) {
            throw file.fault(
                    path, item.model() + " cannot be made: " + e.getMessage(), "change its options or image.size");
        }
    }

    private long images(String path, String split, int size) {
        Optional<Integer> images = sizes.find(split);
        if (images.isEmpty()) {
            throw file.fault(path, "no split '" + split + "'", Suggestion.hint(split, sizes.ids()));
        }
        splits.computeIfAbsent(size, s -> new TreeSet<>()).add(split);
        return images.get();
    }

    private static String cell(ModelItem item, Event.Kind kind, Optional<String> set) {
        return new CellName(item.id(), kind, set).toString();
    }

    private Task segmentationTraining(ModelItem item, Protocol protocol) {
        String split = plan.segmentation().orElseThrow().train();
        long steps = images("segmentation.train", split, protocol.image().size()) * protocol.epochs();
        String cell = cell(item, Event.Kind.TRAIN, Optional.empty());
        return new Task(cell, Part.TRAINING, split, WorkKind.STEP, steps, new Amount(steps, 0, steps, 0));
    }

    private Task segmentation(ModelItem item, int size, Segmentation lesions) {
        long images = images("segmentation.test", lesions.test(), size);
        String cell = cell(item, Event.Kind.SEGMENT, Optional.empty());
        return new Task(
                cell, Part.SEGMENTATION, lesions.test(), WorkKind.SEGMENTATION, images, Amount.evaluated(images));
    }

    /** A model that classifies images. */
    private final class Classifier {
        private final ModelItem item;
        private final Protocol protocol;
        private final int size;
        private final List<Task> tasks = new ArrayList<>();

        Classifier(ModelItem item, Protocol protocol) {
            this.item = item;
            this.protocol = protocol;
            this.size = protocol.image().size();
        }

        List<Task> tasks() {
            String training = cell(item, Event.Kind.TRAIN, Optional.empty());
            boolean lesions = item.provider().needsLesions();
            if (lesions) {
                images("segmentation.train", plan.segmentation().orElseThrow().train(), size);
            }
            tasks.add(train(training, Part.TRAINING, "train", new Course(plan.train(), protocol.epochs(), lesions)));
            plan.validate().ifPresent(split -> {
                long images = images("validate", split, size);
                tasks.add(evaluate(training, Part.VALIDATION, split, images, protocol.epochs()));
            });
            for (int i = 0; i < plan.evaluate().size(); i++) {
                set("evaluate[" + i + "]", plan.evaluate().get(i), lesions);
            }
            return tasks;
        }

        private record Course(String split, int epochs, boolean lesions) {}

        private void set(String path, EvaluationSet set, boolean lesions) {
            if (set.fineTune().isPresent()) {
                FineTune tune = set.fineTune().get();
                Course course = new Course(tune.split(), tune.epochs(), lesions && tune.lesions());
                String cell = cell(item, Event.Kind.FINE_TUNE, Optional.of(set.id()));
                tasks.add(train(cell, Part.FINE_TUNING, path + ".fineTune.split", course));
            }
            long images = images(path + ".split", set.split(), size);
            String cell = cell(item, Event.Kind.EVALUATE, Optional.of(set.id()));
            tasks.add(evaluate(cell, Part.EVALUATION, set.split(), images, 1));
        }

        private Task train(String cell, Part part, String path, Course course) {
            long images = images(path, course.split(), size);
            long steps = batches(images) * course.epochs();
            Amount amount = new Amount(images * course.epochs(), steps, course.lesions() ? steps : 0, 0);
            boolean whole = course.lesions() || !item.provider().needsLesions();
            return new Task(cell, part, course.split(), whole ? WorkKind.STEP : WorkKind.PLAIN_STEP, steps, amount);
        }

        private Task evaluate(String cell, Part part, String split, long images, int times) {
            long batches = batches(images) * times;
            return new Task(cell, part, split, WorkKind.CLASSIFICATION, batches, Amount.evaluated(images * times));
        }

        private long batches(long images) {
            return (images + protocol.batch() - 1) / protocol.batch();
        }
    }
}
