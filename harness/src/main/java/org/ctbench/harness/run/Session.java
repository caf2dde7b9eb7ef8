package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.cells.Computer;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Segmentation;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.progress.Tracker;
import org.ctbench.harness.results.Provenance;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.harness.results.Timing;
import org.ctbench.models.tensor.Engine;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.Locks;
import org.ctbench.splits.files.Sha256;

/** A plan with its data in place and checked, and its grid of cells: what one process needs to work on a run. */
final class Session implements AutoCloseable {
    private final PlanFile file;
    private final Plan plan;
    private final Reproduction.Folders folders;
    private final Progress progress;
    private final List<Timing.Phase> phases = new ArrayList<>();
    private final Map<String, SplitReference> references = new HashMap<>();
    private final RunData data;
    private final ImageSets images;

    private Session(PlanFile file, Reproduction.Folders folders, Progress progress) throws IOException {
        this.file = file;
        this.plan = file.plan();
        this.folders = folders;
        this.progress = progress;
        Locks locks = locks().withSamples(folders.data());
        this.data = RunData.open(folders, locks, splitIds(), progress);
        this.images = new ImageSets(data, plan, progress);
    }

    /**
     * Makes generated data, finds every image, and reads every lesion mask.
     *
     * @throws org.ctbench.splits.UserException if a split or an image is missing, or a mask is damaged
     */
    static Session open(PlanFile file, Reproduction.Folders folders, Progress progress) throws IOException {
        Session session = new Session(file, folders, progress);
        try {
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

    /** What was done before the first cell. */
    List<Timing.Phase> phases() {
        return phases;
    }

    /** What cells need to be computed with {@code engine}. */
    RunContext context(RunSettings settings, Engine engine, EventLog events, Stop stop) {
        return new RunContext(plan, settings, engine, images, store(), progress, events, stop);
    }

    /** Where cells are kept. */
    CellStore store() {
        return new CellStore(folders.out());
    }

    /** The cells, as this computer would compute them. */
    Grid grid(Provenance provenance) {
        Grid.Facts facts =
                new Grid.Facts(id -> references.get(key(id, false)), id -> references.get(key(id, true)), captured());
        return Grid.of(plan, Computer.of(provenance), facts);
    }

    /** All splits that take part, in the order of the plan, each with its masks if some are used. */
    List<SplitReference> splits() {
        List<String> masked = masked();
        return splitIds().stream()
                .map(id -> references.get(key(id, masked.contains(id))))
                .toList();
    }

    private static String key(String split, boolean masks) {
        return split + (masks ? " with masks" : "");
    }

    private void readReferences() throws IOException {
        List<String> masked = masked();
        for (String id : splitIds()) {
            try (Tracker tracker =
                    progress.start("read images of " + id, data.split(id).size(), "image")) {
                references.put(key(id, false), data.reference(id, false, tracker));
            }
            if (masked.contains(id)) {
                references.put(key(id, true), data.reference(id, true, n -> {}));
            }
        }
    }

    private List<String> masked() {
        return plan.lesions().map(l -> List.of(l.train(), l.test())).orElse(List.of());
    }

    /** Digest over the slices that are captured in training. */
    private Optional<Sha256> captured() {
        return plan.capturedSet().map(set -> {
            MessageDigest all = Sha256.digest();
            List<LabelledSlice> slices = images.labelled(set.split(), CellRun.ALL);
            List<String> names = CellRun.ALL.stream().map(Diagnosis::prefix).toList();
            FirstSlices.of(slices, names).forEach((label, slice) -> {
                String line = label + " " + slice.id() + " " + data.digest(slice) + "\n";
                all.update(line.getBytes(StandardCharsets.UTF_8));
            });
            return Sha256.finish(all);
        });
    }

    /** A damaged mask is found now and not after hours. */
    private void readMasks() throws IOException {
        for (ModelItem item : plan.models()) {
            if (item.provider().needsLesions()) {
                Segmentation lesions = plan.segmentation().orElseThrow();
                images.lesionsToLearn(lesions.train(), plan.protocolOf(item).image());
                images.lesions(lesions.test(), plan.protocolOf(item).image());
            }
        }
    }

    /** The locks of the plan's data, which are generated first if the plan says so. */
    private Locks locks() throws IOException {
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

    /** Ids of all splits that take part, in the order of the plan. */
    List<String> splitIds() {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(plan.train());
        plan.validate().ifPresent(ids::add);
        plan.evaluate().forEach(set -> {
            set.fineTune().map(FineTune::split).ifPresent(ids::add);
            ids.add(set.split());
        });
        ids.addAll(masked());
        return List.copyOf(ids);
    }

    @Override
    public void close() throws IOException {
        images.close();
        data.close();
    }
}
