package org.ctbench.harness.cells;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/**
 * All cells of a plan, in the order in which they are computed: what a cell needs stands before it. Each knows everything that
 * determines its results, so that a plan that was changed recomputes only what the change can reach.
 */
public final class Grid {
    private final Map<CellName, Cell> cells;
    private final Map<CellName, Set<String>> splits;

    /**
     * What the data say.
     *
     * @param split content of a split, by its id
     * @param masked content of a split with its lesion masks, by its id
     * @param predictions digests of files with predictions
     * @param foreign what else decides what a network or a program of others computes
     * @param captured digest over the slices that are captured while a model is trained
     * @param classes classes that the models are trained to tell apart
     * @param classesOf classes of the task of an evaluation set
     */
    public record Facts(
            Function<String, SplitReference> split,
            Function<String, SplitReference> masked,
            Function<PredictionSource, List<Sha256>> predictions,
            Function<ModelItem, ObjectNode> foreign,
            Optional<Sha256> captured,
            List<String> classes,
            Function<EvaluationSet, List<String>> classesOf) {}

    /**
     * A grid.
     *
     * @param cells in the order in which they are computed
     * @param splits ids of the splits that each reads
     */
    Grid(Map<CellName, Cell> cells, Map<CellName, Set<String>> splits) {
        this.cells = cells;
        this.splits = splits;
    }

    /** The cells of a plan. */
    public static Grid of(Plan plan, Computer computer, Facts facts) {
        return new GridBuilder(plan, computer, facts).build();
    }

    /**
     * The cells of a plan whose data are not looked at: their names, needs and splits are right, their digests say nothing.
     *
     * @param slices number of slices of a split, by its id
     */
    public static Grid outline(Plan plan, ToLongFunction<String> slices) {
        Sha256 unknown = Sha256.of(new byte[0]);
        Function<String, SplitReference> split =
                id -> new SplitReference(id, unknown, slices.applyAsLong(id), Optional.of(unknown), Optional.empty());
        Computer computer =
                new Computer(unknown, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return of(
                plan,
                computer,
                new Facts(
                        split,
                        split,
                        source -> List.of(),
                        item -> (ObjectNode) Documents.toTree(Map.of()),
                        Optional.empty(),
                        List.of(),
                        set -> List.of()));
    }

    /** Ids of the splits that a cell reads, those of its needs not counted. */
    public Set<String> splits(CellName name) {
        return splits.get(name);
    }

    /** The cells in order. */
    public List<Cell> cells() {
        return List.copyOf(cells.values());
    }

    /** The cell of a name. */
    public Cell cell(CellName name) {
        Cell cell = cells.get(name);
        if (cell == null) {
            throw new IllegalArgumentException("no cell " + name);
        }
        return cell;
    }

    /** These cells and all that they need, in order. */
    public List<Cell> withNeeds(List<Cell> wanted) {
        List<CellName> names = new ArrayList<>(wanted.stream().map(Cell::name).toList());
        for (int i = 0; i < names.size(); i++) {
            for (CellName need : cell(names.get(i)).needs()) {
                if (!names.contains(need)) {
                    names.add(need);
                }
            }
        }
        return cells().stream().filter(cell -> names.contains(cell.name())).toList();
    }
}
