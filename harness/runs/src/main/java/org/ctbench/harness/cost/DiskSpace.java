package org.ctbench.harness.cost;

import java.util.Map;

/**
 * Bytes on the disk, at most. Images as they are published, captures and the report come on top.
 *
 * @param decodedSlices different slices that are kept decoded
 * @param cache decoded slices, 8-bit grey
 * @param weights weights of every training and fine-tuning
 * @param checkpoints weights and two moments of the largest model: the two that are kept of an unfinished training and the one
 *     that is being written; a finished training keeps none, and each further job adds as much
 * @param predictions one row per evaluated image
 * @param keptEpoch weights and two moments of every training and fine-tuning: what each epoch adds whose checkpoints {@code --keep
 *     every:E} keeps; not in the total
 */
public record DiskSpace(
        long decodedSlices, long cache, long weights, long checkpoints, long predictions, long keptEpoch) {
    /** Most bytes of a row: a name and a class of 40 letters, three probabilities of 12, and what separates them. */
    static final int ROW = 40 + 3 * 12 + 5;

    /** Two are kept if {@code --keep} is not written, and the third is there before the first goes. */
    static final int CHECKPOINTS = 3;

    static DiskSpace of(PlanTasks plan) {
        long slices = 0;
        long cache = 0;
        for (Map.Entry<Integer, Long> decoded : plan.decodedImages().entrySet()) {
            slices += decoded.getValue();
            cache += decoded.getValue() * decoded.getKey() * decoded.getKey();
        }
        long weights = 0;
        long checkpoints = 0;
        long kept = 0;
        long rows = 0;
        for (ModelTasks model : plan.models()) {
            long own = Float.BYTES
                    * (model.network().parameters() + model.network().buffers());
            for (RepeatedWork task : model.tasks()) {
                if (task.part().trains()) {
                    weights += own;
                    long moments = 2 * Float.BYTES * model.network().trainable();
                    checkpoints = Math.max(checkpoints, CHECKPOINTS * (own + moments));
                    kept += own + moments;
                }
                rows += task.part() == Part.EVALUATION ? task.images() : 0;
            }
        }
        return new DiskSpace(
                slices, cache, weights * plan.seeds(), checkpoints, rows * ROW * plan.seeds(), kept * plan.seeds());
    }

    /** All of it, without kept checkpoints. */
    long total() {
        return cache + weights + checkpoints + predictions;
    }
}
