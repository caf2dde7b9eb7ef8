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
import org.ctbench.harness.cost.ModelTasks.Workload;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.Segmenter;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

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
     * @param known locks of data sets
     * @param data folder whose samples the plan may name; need not exist
     * @throws UserException if the plan names a split that is not known, or a network cannot take its images
     */
    static PlanTasks of(PlanFile file, Locks known, Path data) throws IOException {
        PlanTasks tasks = new PlanTasks(file, SplitSizes.of(file.plan(), known, data));
        for (int i = 0; i < tasks.plan.models().size(); i++) {
            if (tasks.plan.models().get(i).isScored()) {
                continue; // what reads or computes its predictions is not measured
            }
            tasks.add("models[" + i + "]", tasks.plan.models().get(i));
        }
        return tasks;
    }

    Plan plan() {
        return plan;
    }

    /** Ids of the models that ctbench does not train. */
    List<String> scored() {
        return plan.models().stream()
                .filter(ModelItem::isScored)
                .map(ModelItem::id)
                .toList();
    }

    /** The models that are trained, for one seed. */
    List<ModelTasks> models() {
        return List.copyOf(models);
    }

    /** How often each model is trained. */
    int seeds() {
        return plan.seeds().map(List::size).orElse(1);
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
        List<RepeatedWork> tasks = new Counting(item, protocol).tasks();
        Workload workload = new Workload(item.model(), item.options(), size, protocol.batch());
        models.add(new ModelTasks(item, workload, network(path, item, size), tasks));
    }

    private ModelDescription network(String path, ModelItem item, int size) {
        try {
            return item.provider()
                    .describe(new ModelForm(sizes.classes(plan.train().orElseThrow()), size, size), item.options());
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

    /** The tasks of one model. */
    private final class Counting {
        private final ModelItem item;
        private final Protocol protocol;
        private final boolean lesions;
        private final List<RepeatedWork> tasks = new ArrayList<>();

        Counting(ModelItem item, Protocol protocol) {
            this.item = item;
            this.protocol = protocol;
            lesions = plan.learnsLesions(item);
        }

        /** How a split goes through: {@code path} is the key of the plan that names it. */
        private record Pass(String path, String split, int batch, int times) {}

        List<RepeatedWork> tasks() {
            int epochs = protocol.epochs();
            String training = cell(Event.Kind.TRAIN, Optional.empty());
            Optional<Pass> learnt = plan.segmentation()
                    .flatMap(Segmentation::train)
                    .map(split -> new Pass("segmentation.train", split, 1, epochs));
            if (item.provider().makes(ImageClassifier.class)) {
                if (lesions) {
                    images(learnt.orElseThrow().path(), learnt.get().split(), size());
                }
                add(
                        training,
                        Part.TRAINING,
                        WorkKind.STEP,
                        new Pass("train", plan.train().orElseThrow(), protocol.batch(), epochs));
                plan.validate()
                        .map(split -> new Pass("validate", split, protocol.batch(), epochs))
                        .ifPresent(pass -> add(training, Part.VALIDATION, WorkKind.CLASSIFICATION, pass));
                for (int i = 0; i < plan.evaluate().size(); i++) {
                    add("evaluate[" + i + "]", plan.evaluate().get(i));
                }
            } else {
                add(training, Part.TRAINING, WorkKind.STEP, learnt.orElseThrow());
            }
            plan.segmentation()
                    .filter(s -> item.provider().makes(Segmenter.class))
                    .map(s -> new Pass("segmentation.test", s.test(), 1, 1))
                    .ifPresent(pass -> add(
                            cell(Event.Kind.SEGMENT, Optional.empty()),
                            Part.SEGMENTATION,
                            WorkKind.SEGMENTATION,
                            pass));
            return tasks;
        }

        private void add(String path, EvaluationSet set) {
            Optional<String> id = Optional.of(set.id());
            set.fineTune().ifPresent(tune -> {
                WorkKind kind = lesions && !tune.lesions() ? WorkKind.PLAIN_STEP : WorkKind.STEP;
                Pass pass = new Pass(path + ".fineTune.split", tune.split(), protocol.batch(), tune.epochs());
                add(cell(Event.Kind.FINE_TUNE, id), Part.FINE_TUNING, kind, pass);
            });
            Pass pass = new Pass(path + ".split", set.split(), protocol.batch(), 1);
            add(cell(Event.Kind.EVALUATE, id), Part.EVALUATION, WorkKind.CLASSIFICATION, pass);
        }

        private void add(String cell, Part part, WorkKind kind, Pass pass) {
            if (pass.times == 0) {
                return;
            }
            long images = images(pass.path, pass.split, size());
            long batches = (images + pass.batch - 1) / pass.batch;
            tasks.add(new RepeatedWork(cell, part, pass.split, images * pass.times, kind, batches * pass.times));
        }

        private String cell(Event.Kind kind, Optional<String> set) {
            return new CellName(item.id(), kind, set).toString();
        }

        private int size() {
            return protocol.image().size();
        }
    }
}
