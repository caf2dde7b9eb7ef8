package org.ctbench.harness.cost;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.cost.PlanCost.TaskCost;

/**
 * The time of a plan whose cells several workers share out, each as fast as the present device and never idle while a cell is ready.
 *
 * @param workers number of workers
 * @param longest the longest chain of cells of which each needs the one before it: no number of workers is faster
 * @param least the longer one of that and of an equal share of all work
 * @param most a share of all work and, of the longest chain, what a share leaves: {@code total / n + (1 - 1 / n) longest} (Graham, SIAM
 *     J. Appl. Math. 17 (1969) 416, theorem 1)
 */
public record SharedTime(int workers, Span longest, Span least, Span most) {
    /**
     * The time of a plan.
     *
     * @param models what each costs with one seed, in an order in which a model stands behind that from which it starts
     * @param starts from which model one starts, by their ids
     */
    static SharedTime of(int workers, Span total, List<PlanCost.Model> models, Map<String, String> starts) {
        Map<String, Span> trained = new HashMap<>();
        Span longest = Span.ZERO;
        for (PlanCost.Model model : models) {
            Map<String, Span> cells = new HashMap<>();
            for (TaskCost cost : model.tasks()) {
                cells.merge(cost.task().cell(), cost.time().orElseThrow(), Span::plus);
            }
            Span training = Optional.ofNullable(starts.get(model.id()))
                    .map(start -> trained.getOrDefault(start, Span.ZERO))
                    .orElse(Span.ZERO);
            training = training.plus(cells.getOrDefault(model.id() + "/train", Span.ZERO));
            trained.put(model.id(), training);
            longest = longest.orLonger(training);
            for (Map.Entry<String, Span> cell : cells.entrySet()) {
                CellName name = CellName.parse(cell.getKey());
                if (!cell.getKey().equals(model.id() + "/train")) {
                    String tuning = model.id() + "/fine-tune-" + name.set().orElse("");
                    Span before = cell.getKey().equals(tuning) ? Span.ZERO : cells.getOrDefault(tuning, Span.ZERO);
                    longest = longest.orLonger(training.plus(before).plus(cell.getValue()));
                }
            }
        }
        Span share = total.times(1.0 / workers);
        return new SharedTime(workers, longest, share.orLonger(longest), share.plus(longest.times(1 - 1.0 / workers)));
    }
}
