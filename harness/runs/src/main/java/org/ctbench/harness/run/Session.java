package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Computer;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.results.Timing;
import org.ctbench.harness.run.data.FirstSlices;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.harness.run.data.ImageView;
import org.ctbench.harness.run.data.LabelledSlice;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.harness.run.work.RunContext;
import org.ctbench.harness.run.work.RunSettings;
import org.ctbench.harness.run.work.Stop;
import org.ctbench.harness.run.work.StoppedException;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineInfo;
import org.ctbench.models.tensor.EngineProvider;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Sha256;

/** A plan with its data in place and checked, and its grid of cells: what one process needs to work on a run. */
final class Session implements AutoCloseable {
    private final PlanFile file;
    private final Plan plan;
    private final Reproduction.Folders folders;
    private final Progress progress;
    private final Progress ofCells;
    private final SelectedCells scope;
    private final List<Timing.Phase> phases = new ArrayList<>();
    private final Map<String, SplitReference> references = new HashMap<>();
    private final RunData data;
    private final ImageSets images;
    private final PlanClasses classes;
    private ForeignModels foreign;

    private Session(
            PlanFile file, Reproduction.Folders folders, SelectedCells scope, Reproduction.Environment environment)
            throws IOException {
        this.file = file;
        this.plan = file.plan();
        this.folders = folders;
        this.progress = environment.progress().checked(environment.stop()::check);
        this.ofCells = environment.progress(); // they stop where they have saved
        this.scope = scope;
        Locks locks = locks().withSamples(folders.data());
        this.classes = PlanClasses.of(file, locks);
        this.data = RunData.open(
                folders.data(), folders.cache(), locks, scope.available(folders, locks, progress), progress);
        this.images = new ImageSets(data, plan, progress);
    }

    /**
     * Makes generated data, finds every image, and reads every lesion mask that the cells in scope need.
     *
     * @throws org.ctbench.splits.documents.UserException if a split or an image is missing, or a mask is damaged
     * @throws StoppedException if it was asked to stop
     */
    static Session open(
            PlanFile file, Reproduction.Folders folders, SelectedCells scope, Reproduction.Environment environment)
            throws IOException {
        Session session = new Session(file, folders, scope, environment);
        try {
            session.foreign = ForeignModels.read(scope, session.images, session.classes);
            session.readMasks();
            session.readReferences();
            return session;
        } catch (IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    PlanFile file() {
        return file;
    }

    Plan plan() {
        return plan;
    }

    RunData data() {
        return data;
    }

    PlanClasses classes() {
        return classes;
    }

    /** What was done before the first cell. */
    List<Timing.Phase> phases() {
        return phases;
    }

    /** What cells need to be computed with {@code engine}. */
    RunContext context(RunSettings settings, Engine engine, EventLog events, Stop stop) {
        return new RunContext(plan, classes, settings, engine, images, store(), ofCells, events, stop);
    }

    /** Where cells are kept. */
    CellStore store() {
        return new CellStore(folders.out());
    }

    /** What this process records of itself when it computes with an engine. */
    Provenance provenance(Engine engine) {
        return Provenance.collect(plan.computedBy(engine.info()).beside(foreign.libraries()));
    }

    /** The cells, as this computer would compute them with an engine; what computes networks of others stands in theirs alone. */
    Grid grid(EngineInfo info) {
        Grid.Facts facts = new Grid.Facts(
                id -> reference(id, false),
                id -> reference(id, true),
                foreign::predictions,
                foreign::facts,
                captured(),
                classes.trained(),
                classes::of);
        EngineProvider engine = EngineRegistry.load().get(plan.engine().id());
        return Grid.of(plan, Computer.of(Provenance.collect(plan.computedBy(info)), engine), facts);
    }

    /** Of a split that is not there only cells out of scope know: they are not taken for finished, nor computed. */
    private SplitReference reference(String id, boolean masks) {
        SplitReference found = references.get(key(id, masks));
        Sha256 none = Sha256.of(new byte[0]);
        return found != null ? found : new SplitReference(id, none, 0, Optional.of(none), Optional.empty());
    }

    /** All splits that are there, in the order of the plan, each with its masks if some are used. */
    List<SplitReference> splits() {
        return splitIds().stream()
                .map(id -> references.get(key(id, masked(id))))
                .toList();
    }

    /** Ids of all splits that are there, in the order of the plan. */
    List<String> splitIds() {
        return data.splitIds();
    }

    private static String key(String split, boolean masks) {
        return split + (masks ? " with masks" : "");
    }

    private void readReferences() throws IOException {
        for (String id : splitIds()) {
            long images = data.hasImages(id) ? data.split(id).size() : 0;
            try (Tracker tracker = progress.start("read images of " + id, images, "image")) {
                references.put(key(id, false), data.reference(id, false, tracker));
            }
            if (masked(id)) {
                try (Tracker tracker = progress.start("read masks of " + id, -1, "file")) {
                    references.put(key(id, true), data.reference(id, true, tracker));
                }
            }
        }
    }

    private boolean masked(String id) {
        return scope.masked().contains(id) && data.hasImages(id);
    }

    /** Digest over the slices that are captured in training. */
    private Optional<Sha256> captured() {
        return plan.capturedSet()
                .filter(set -> splitIds().contains(set.split()) && data.hasImages(set.split()))
                .map(set -> {
                    MessageDigest all = Sha256.digest();
                    List<LabelledSlice> slices = images.labelled(set.split(), classes.trained());
                    FirstSlices.of(slices, classes.trained()).forEach((label, slice) -> {
                        String line = label + " " + slice.id() + " " + data.digest(slice) + "\n";
                        all.update(line.getBytes(StandardCharsets.UTF_8));
                    });
                    return Sha256.finish(all);
                });
    }

    /** A damaged mask is found now and not after hours. */
    private void readMasks() throws IOException {
        for (Cell cell : scope.cells()) {
            ImageView view = ImageView.of(cell.item(), plan.protocolOf(cell.item()));
            if (cell.name().kind() == Event.Kind.SEGMENT && cell.item().isScored()) {
                images.masks(plan.segmentation().orElseThrow().test());
            } else if (cell.name().kind() == Event.Kind.SEGMENT) {
                images.lesions(plan.segmentation().orElseThrow().test(), view);
            } else if (cell.name().kind() == Event.Kind.TRAIN
                    && cell.item().provider().makes(LearnsLesions.class)
                    && plan.trains(cell.item())) {
                images.lesionsToLearn(plan.segmentation().orElseThrow().training(), view);
            }
        }
    }

    /** The locks of the plan's data, which are generated first if the plan says so; the user's lists are imported. */
    private Locks locks() throws IOException {
        Locks locks = generated();
        folders.library().importInto(folders.data());
        return locks.with(folders.library().own().dataSets());
    }

    private Locks generated() throws IOException {
        if (plan.data().generate().isEmpty()) {
            return Locks.shipped();
        }
        PhantomSpec spec = plan.data().generate().get().phantom();
        long from = System.nanoTime();
        Path root = folders.data();
        Locks locks = GeneratedData.make(spec, root, progress);
        phases.add(new Timing.Phase("generate", PhantomGenerator.slices(spec), (System.nanoTime() - from) / 1e9));
        return locks;
    }

    @Override
    public void close() throws IOException {
        images.close();
        data.close();
    }
}
