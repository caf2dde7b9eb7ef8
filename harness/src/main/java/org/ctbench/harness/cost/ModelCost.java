package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.bench.WorkKind;

/**
 * What one model costs with one seed.
 *
 * @param id id in the plan
 * @param title heading in reports
 * @param size rows and columns of an image
 * @param batch classified images at once
 * @param parameters elements of all parameters
 * @param work everything that is done with it
 * @param time time of all of it; empty without calibration
 * @param cells what is done, in the order of the run; the cell of a training stands twice if the plan validates
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ModelCost(
        String id,
        String title,
        int size,
        int batch,
        long parameters,
        Amount work,
        Optional<Span> time,
        List<CellCost> cells) {
    public ModelCost {
        cells = List.copyOf(cells);
    }

    /**
     * What one thing costs.
     *
     * @param cell cell of the run
     * @param part part of the work for the model
     * @param split split whose images go through
     * @param kind what is repeated
     * @param repetitions how often
     * @param work what comes of it
     * @param time time of all of it; empty without calibration
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record CellCost(
            String cell, Part part, String split, WorkKind kind, long repetitions, Amount work, Optional<Span> time) {}

    static ModelCost of(ModelTasks model, Optional<Estimate> estimate) {
        List<CellCost> cells = new ArrayList<>();
        for (Task task : model.tasks()) {
            cells.add(new CellCost(
                    task.cell(),
                    task.part(),
                    task.split(),
                    task.kind(),
                    task.repetitions(),
                    task.amount(),
                    estimate.map(e -> e.time(model, task))));
        }
        return new ModelCost(
                model.item().id(),
                model.item().heading(),
                model.workload().size(),
                model.workload().batch(),
                model.network().parameters(),
                work(cells),
                estimate.map(e -> time(cells)),
                cells);
    }

    /** The cells of one part. */
    List<CellCost> cells(Part part) {
        return cells.stream().filter(cell -> cell.part() == part).toList();
    }

    static Amount work(List<CellCost> cells) {
        return cells.stream().map(CellCost::work).reduce(Amount.NONE, Amount::plus);
    }

    /** Sum of the times. */
    static Span time(List<CellCost> cells) {
        return cells.stream().map(cell -> cell.time().orElseThrow()).reduce(Span.ZERO, Span::plus);
    }
}
