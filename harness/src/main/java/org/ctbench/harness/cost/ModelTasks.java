package org.ctbench.harness.cost;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.models.bench.WorkKind;
import org.ctbench.models.classifiers.ClassifierProvider;

/**
 * Everything that a plan does with one of its models, for one seed.
 *
 * @param item the model
 * @param workload what decides its times
 * @param network its size
 * @param tasks in the order of the run
 */
record ModelTasks(ModelItem item, Workload workload, Network network, List<Task> tasks) {
    ModelTasks {
        tasks = List.copyOf(tasks);
    }

    /**
     * Size of a network.
     *
     * @param parameters elements of all parameters
     * @param trainable elements of those that have moments
     * @param buffers elements of running statistics
     */
    record Network(long parameters, long trainable, long buffers) {}

    boolean classifies() {
        return item.provider() instanceof ClassifierProvider;
    }

    boolean learnsLesions() {
        return item.provider().needsLesions();
    }

    /** What has to be timed. */
    Set<WorkKind> kinds() {
        Set<WorkKind> kinds = EnumSet.noneOf(WorkKind.class);
        tasks.forEach(task -> kinds.add(task.kind()));
        return Collections.unmodifiableSet(kinds);
    }

    /** Images that have to be prepared for one repetition of a kind of work. */
    int imagesAtOnce(WorkKind kind) {
        return switch (kind) {
            case SEGMENTATION -> 1;
            case CLASSIFICATION, PLAIN_STEP -> workload.batch();
            case STEP -> (classifies() ? workload.batch() : 0) + (learnsLesions() ? 1 : 0);
        };
    }
}
