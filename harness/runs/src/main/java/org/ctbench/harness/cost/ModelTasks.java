package org.ctbench.harness.cost;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.models.bench.WorkBenchmark;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelOptions;

/**
 * Everything that a plan does with one of its models, for one seed.
 *
 * @param item the model
 * @param workload what decides how long a step takes
 * @param network its size
 * @param tasks in the order of the run
 */
record ModelTasks(ModelItem item, Workload workload, ModelDescription network, List<RepeatedWork> tasks) {
    ModelTasks {
        tasks = List.copyOf(tasks);
    }

    /**
     * What decides how long a step takes: two models of a plan with equal workloads are timed once.
     *
     * @param model id of the model
     * @param options its options, what is trained among them
     * @param size rows and columns of an image
     * @param batch classified images at once
     */
    record Workload(String model, ModelOptions options, int size, int batch) {}

    /** The work to be timed: one repetition of each kind. */
    WorkBenchmark.Work work(Set<WorkKind> kinds) {
        return new WorkBenchmark.Work(item.provider(), workload.options(), workload.size(), workload.batch(), kinds);
    }

    /** What has to be timed. */
    Set<WorkKind> kinds() {
        Set<WorkKind> kinds = EnumSet.noneOf(WorkKind.class);
        tasks.forEach(task -> kinds.add(task.kind()));
        return kinds;
    }
}
