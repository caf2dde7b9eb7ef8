package org.ctbench.harness.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.cells.Grid;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.FineTune;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.progress.Progress;
import org.ctbench.harness.run.data.RunData;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.UserException;

/** The cells that are asked for, with all that they need, and the splits that they read; known before any data are. */
final class SelectedCells {
    private final Plan plan;
    private final Grid outline;
    private final List<Cell> cells;

    private SelectedCells(Plan plan, Grid outline, List<Cell> cells) {
        this.plan = plan;
        this.outline = outline;
        this.cells = cells;
    }

    /**
     * The scope of a run of a plan.
     *
     * @param only patterns of the cells that are asked for; all if there is none
     * @throws UserException if a pattern means no cell
     */
    static SelectedCells of(Plan plan, List<String> only) {
        return of(plan, only, id -> 0);
    }

    /**
     * The same with the numbers of images of its cells.
     *
     * @param slices number of slices of a split, by its id
     */
    static SelectedCells of(Plan plan, List<String> only, ToLongFunction<String> slices) {
        Grid outline = Grid.outline(plan, slices);
        return new SelectedCells(plan, outline, outline.withNeeds(CellPattern.select(outline.cells(), only)));
    }

    /** All cells of the plan, in order; their digests say nothing. */
    List<Cell> all() {
        return outline.cells();
    }

    /** The cells in scope, in order; their digests say nothing. */
    List<Cell> cells() {
        return cells;
    }

    /** Ids of the splits that the cells in scope read, in the order of the plan. */
    List<String> splits() {
        return inOrder(cells);
    }

    /** Ids of the splits whose lesion masks are used. */
    List<String> masked() {
        return plan.masked();
    }

    /**
     * The splits of the scope, and those of other cells that are there: what is finished of these is not forgotten.
     *
     * @return their ids, in the order of the plan, each with whether its images are read
     */
    Map<String, Boolean> available(Reproduction.Folders folders, Locks locks, Progress progress) throws IOException {
        List<String> needed = splits();
        List<String> looked = inOrder(looking(cells));
        List<String> looking = inOrder(looking(outline.cells()));
        Map<String, Boolean> available = new LinkedHashMap<>();
        for (String id : inOrder(outline.cells())) {
            boolean images = looked.contains(id) || looking.contains(id) && isThere(id, true, folders, locks, progress);
            if (images
                    || needed.contains(id)
                    || !looking.contains(id) && isThere(id, false, folders, locks, progress)) {
                available.put(id, images);
            }
        }
        return available;
    }

    /** The splits of the scope, each with whether its images are read. */
    Map<String, Boolean> needed() {
        List<String> looked = inOrder(looking(cells));
        Map<String, Boolean> needed = new LinkedHashMap<>();
        splits().forEach(id -> needed.put(id, looked.contains(id)));
        return needed;
    }

    /** Those that look at images or lesion masks. */
    private static List<Cell> looking(List<Cell> cells) {
        return cells.stream()
                .filter(cell -> cell.item().readsImages() || cell.name().kind() == Event.Kind.SEGMENT)
                .toList();
    }

    private boolean isThere(String id, boolean images, Reproduction.Folders folders, Locks locks, Progress progress)
            throws IOException {
        try (RunData data = RunData.open(folders.data(), folders.cache(), locks, Map.of(id, images), progress)) {
            if (images && masked().contains(id)) {
                data.requireMasks(id);
            }
            return true;
        } catch (UserException e) {
            progress.say("missing, and not needed now: " + id);
            return false;
        }
    }

    private List<String> inOrder(List<Cell> some) {
        Set<String> read = new TreeSet<>();
        for (Cell cell : some) {
            read.addAll(outline.splits(cell.name()));
        }
        Set<String> ids = new LinkedHashSet<>();
        plan.train().ifPresent(ids::add);
        plan.models().stream()
                .flatMap(item -> item.program().stream())
                .flatMap(program -> program.train().stream())
                .forEach(ids::add);
        plan.validate().ifPresent(ids::add);
        for (EvaluationSet set : plan.evaluate()) {
            set.fineTune().map(FineTune::split).ifPresent(ids::add);
            ids.add(set.split());
        }
        plan.segmentation().ifPresent(lesions -> {
            lesions.train().ifPresent(ids::add);
            ids.add(lesions.test());
        });
        ids.retainAll(read);
        return List.copyOf(ids);
    }
}
