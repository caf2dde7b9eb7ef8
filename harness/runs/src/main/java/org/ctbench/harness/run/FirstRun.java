package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.datasets.phantom.PhantomGenerator;
import org.ctbench.datasets.phantom.PhantomSpec;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.CellStatus;
import org.ctbench.harness.cells.CellStore;
import org.ctbench.harness.plan.Generated;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.run.data.GeneratedData;
import org.ctbench.harness.run.data.ImageSets;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Locks;

/** What a run would do whose images are still to be generated, or of which nothing was computed yet. */
final class FirstRun {
    private final PlanFile file;
    private final Plan plan;
    private final Reproduction.Folders folders;
    private final List<String> only;
    private final Progress progress;
    private final CellStore store;

    FirstRun(PlanFile file, Reproduction.Folders folders, List<String> only, Reproduction.Environment environment) {
        this.file = file;
        this.plan = file.plan();
        this.folders = folders;
        this.only = only;
        this.progress = environment.progress().checked(environment.stop()::check);
        this.store = new CellStore(folders.out());
    }

    /**
     * Finds the images, reads the files of models of others and says what would run; writes nothing.
     *
     * @return empty if there are images and results, which have to be held against each other
     * @throws org.ctbench.splits.documents.UserException if a pattern means no cell, or a split or an image is missing, or a
     *     file is at fault
     */
    Optional<DryRun> dryRun() throws IOException {
        SelectedCells scope = SelectedCells.of(plan, only);
        Locks locks = Locks.shipped();
        if (plan.data().generate().isPresent()) {
            PhantomSpec spec = plan.data().generate().map(Generated::phantom).get();
            Optional<Locks> found = GeneratedData.find(spec, folders.data(), scope.splits(), progress);
            if (found.isEmpty()) {
                ForeignModels.require(scope);
                return Optional.of(new DryRun(
                        statuses(scope, "its images are generated first"), PhantomGenerator.slices(spec), false));
            }
            locks = found.get();
        }
        if (Files.exists(RunFolder.cells(folders.out()))) {
            return Optional.empty();
        }
        Locks known = locks.with(folders.library().own().dataSets()).withSamples(folders.data());
        // throws if something is missing or at fault
        try (RunData data = RunData.open(folders.data(), folders.cache(), known, scope.needed(), progress);
                ImageSets images = new ImageSets(data, plan, progress)) {
            ForeignModels.read(scope, images, PlanClasses.of(file, known));
        }
        SelectedCells counted =
                SelectedCells.of(plan, only, id -> known.split(id).images());
        return Optional.of(new DryRun(statuses(counted, "never run in this folder"), 0, false));
    }

    private List<CellStatus> statuses(SelectedCells scope, String why) throws IOException {
        List<CellStatus> statuses = new ArrayList<>();
        for (Cell cell : scope.all()) {
            String or = store.latest(cell.name()).isPresent() ? "; its result stays if it fits them" : "";
            CellStatus runs = new CellStatus(cell, CellStatus.State.RUNS, why + or, Optional.empty());
            statuses.add(scope.cells().contains(cell) ? runs : runs.leftOut());
        }
        return statuses;
    }
}
