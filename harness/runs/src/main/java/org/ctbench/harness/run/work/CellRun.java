package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.AdamOptions;
import org.ctbench.harness.plan.Alteration;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.run.data.ImageView;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.LesionSet;
import org.ctbench.harness.run.data.PreparedImages;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.LesionImages;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.TrainingOptions;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.weights.WeightFile;

/** A cell while it is computed: its files, its model, its time. */
final class CellRun {
    private final RunContext run;
    private final Cell cell;
    private final Path folder;
    private final Protocol protocol;
    private final long started = System.nanoTime();
    private double secondsBefore;

    /** @param folder where the files of the cell grow */
    CellRun(RunContext run, Cell cell, Path folder) {
        this.run = run;
        this.cell = cell;
        this.folder = folder;
        this.protocol = run.plan().protocolOf(cell.item());
    }

    RunContext run() {
        return run;
    }

    Cell cell() {
        return cell;
    }

    ModelItem item() {
        return cell.item();
    }

    Protocol protocol() {
        return protocol;
    }

    /** Where the files of the cell grow. */
    Path folder() {
        return folder;
    }

    /** For people: {@code evaluate affinity-8 on test}. */
    String title() {
        return run.title(cell.name());
    }

    /** Seconds spent on the cell, by processes before this one too. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - started) / 1e9;
    }

    /** Goes on from work that was saved after so many seconds. */
    void goOnAfter(double seconds) {
        secondsBefore = seconds;
    }

    /** Appends an event of this cell to the log. */
    void log(Event event) throws IOException {
        run.events().append(event);
    }

    /** The classes that the model is trained to tell apart, in the order of its outputs. */
    List<String> classes() {
        return run.classes().trained();
    }

    /** The slices of a split with their labels. */
    List<LabelledSlice> slices(String split, List<String> classes) {
        return run.images().labelled(split, classes);
    }

    /** The slices of a split with the labels that the model learns: those of a negative control may be permuted. */
    List<LabelledSlice> toLearn(String split, List<String> classes) {
        List<LabelledSlice> slices = slices(split, classes);
        boolean permuted = item().control()
                .filter(control -> control.alteration() == Alteration.LABELS_PERMUTED)
                .isPresent();
        return permuted ? LabelledSlice.permuted(slices, protocol.seeds().order()) : slices;
    }

    /** Images as the model sees them. */
    PreparedImages images() throws IOException {
        return run.images().of(view());
    }

    /** What the model sees of images. */
    ImageView view() {
        return ImageView.of(item(), protocol);
    }

    /** The slices that the model learns lesions from, if it learns from such. */
    Optional<LesionSet> lesions() throws IOException {
        if (!item().provider().makes(LearnsLesions.class)) {
            return Optional.empty();
        }
        String split = run.plan().segmentation().orElseThrow().training();
        return Optional.of(run.images().lesionsToLearn(split, view()));
    }

    /** The cell's model with initial weights. */
    Model model() {
        int size = protocol.image().size();
        ModelForm form = new ModelForm(classes().size(), size, size);
        return item().provider()
                .create(new ModelSpec(form, protocol.seeds().weights(), run.engine(), item().options()));
    }

    /** The cell's model, which is a classifier, with initial weights. */
    ImageClassifier classifier() {
        return model().as(ImageClassifier.class).orElseThrow();
    }

    /** The cell's model, which only segments, with initial weights. */
    SegmentationModel segmentationModel() {
        return model().as(SegmentationModel.class).orElseThrow();
    }

    /**
     * Gives a model the weights from which its training starts: those of a cell, or of the plan's file, if there are any. Of a
     * file a model takes all weights if they fit, and otherwise the parts that it shares; one that is not trained takes all.
     *
     * @throws org.ctbench.splits.documents.UserException if the file is another one, or the model does not take its weights
     */
    public void start(Model model, Optional<WeightFile> ofCell) throws IOException {
        ofCell.ifPresent(model::startFrom);
        if (item().start().isPresent()) {
            StartCheck.start(model, item().start().get(), run.plan().trains(item()));
        }
    }

    /** The trained weights of a cell that this one needs. */
    WeightFile weightsOf(Cell needed) throws IOException {
        return Weights.read(run.store().folder(needed));
    }

    /**
     * Options of a training of the cell.
     *
     * @param lesions what to learn lesions from
     */
    TrainingOptions training(Optional<LesionSet> lesions) {
        AdamOptions adam = protocol.optimizer().adam();
        return new TrainingOptions(
                new AdamSettings(adam.learningRate(), adam.beta1(), adam.beta2(), adam.eps(), adam.weightDecay()),
                protocol.loss(),
                lesions.map(LesionImages.class::cast),
                protocol.seeds().order());
    }
}
