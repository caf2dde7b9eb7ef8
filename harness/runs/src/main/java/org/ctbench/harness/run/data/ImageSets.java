package org.ctbench.harness.run.data;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.datasets.preprocess.Preprocessing;
import org.ctbench.harness.plan.ImageOptions;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.predictions.LesionTask;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Task;
import org.ctbench.splits.documents.UserException;

/** The images of a run in the sizes and normalisations that its models ask for, each prepared once. */
public final class ImageSets implements AutoCloseable {
    private final RunData data;
    private final Plan plan;
    private final Progress progress;
    private final Waiting waiting = new Waiting();
    private final Map<ImageView, PreparedImages> prepared = new HashMap<>();
    private final Map<LesionKey, LesionSet> lesions = new HashMap<>();
    private final Map<String, LesionMasks> masks = new HashMap<>();

    private record LesionKey(String split, ImageView view) {}

    public ImageSets(RunData data, Plan plan, Progress progress) {
        this.data = data;
        this.plan = plan;
        this.progress = progress;
    }

    /** The splits and their images as they were published. */
    public RunData data() {
        return data;
    }

    /** Time spent waiting for images. */
    public Waiting waiting() {
        return waiting;
    }

    /** Ends the threads that read ahead. */
    @Override
    public void close() {
        lesions.values().forEach(LesionSet::close);
    }

    /** Images as a model sees them. */
    public PreparedImages of(ImageView view) throws IOException {
        PreparedImages images = prepared.get(view);
        if (images == null) {
            ImageOptions options = view.options();
            Preprocessing preprocessing = Preprocessing.of(options.size(), options.normalisation());
            String train = plan.train().orElseThrow();
            try (Tracker tracker = progress.start("average the images of " + train, -1, "image")) {
                images = PreparedImages.of(data, preprocessing, view.alteration(), train, tracker);
            }
            prepared.put(view, images);
        }
        return images;
    }

    /** The slices of a split with their labels. */
    public List<LabelledSlice> labelled(String split, List<String> classes) {
        return LabelledSlice.of(data.split(split), classes);
    }

    /** What predictions of a split are about. */
    public Task task(String split, List<String> classes) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        labelled(split, classes).forEach(slice -> labels.put(slice.slice().id(), slice.label()));
        return new Task(split, classes, labels);
    }

    /** What predicted lesions of the plan's lesion test split are about. */
    public LesionTask lesionTask() throws IOException {
        Segmentation lesions = plan.segmentation().orElseThrow();
        return new LesionTask(lesions.test(), masks(lesions.test()).sizes(), lesions.lowestScore());
    }

    /** The slices of a split with their lesions; all masks are read the first time. */
    public LesionSet lesions(String split, ImageView view) throws IOException {
        LesionKey key = new LesionKey(split, view);
        LesionSet set = lesions.get(key);
        if (set == null) {
            PreparedImages images = of(view);
            try (Tracker tracker = progress.start(
                    "read lesion masks of " + split, data.split(split).size(), "mask")) {
                set = LesionSet.read(data, split, images, waiting, tracker);
            }
            lesions.put(key, set);
        }
        return set;
    }

    /** The lesions of a split without its images; all masks are read the first time. */
    public LesionMasks masks(String split) throws IOException {
        LesionMasks read = masks.get(split);
        if (read == null) {
            try (Tracker tracker = progress.start(
                    "read lesion masks of " + split, data.split(split).size(), "mask")) {
                read = LesionMasks.read(data, split, tracker);
            }
            masks.put(split, read);
        }
        return read;
    }

    /**
     * The slices of a split to learn lesions from.
     *
     * @throws UserException if no slice has a lesion that can be seen in this size
     */
    public LesionSet lesionsToLearn(String split, ImageView view) throws IOException {
        LesionSet set = lesions(split, view);
        int size = view.options().size();
        if (set.counts().lesions() == 0) {
            throw new UserException(
                    "no slice has a lesion of more than 100 pixels that is left in " + size + " x " + size + " pixels",
                    "split " + split,
                    "use another split or larger images");
        }
        return set;
    }
}
