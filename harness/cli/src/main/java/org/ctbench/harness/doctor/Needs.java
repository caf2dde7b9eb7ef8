package org.ctbench.harness.doctor;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanClasses;
import org.ctbench.harness.plan.Plans;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.splits.Locks;

/**
 * What the plan {@code paper} takes, roughly.
 *
 * @param memoryBytes main memory
 * @param cacheBytes on the disk of the cache: every slice of the plan's splits as 8-bit samples at its size
 * @param outputBytes on the disk of the results: for each model its weights, those after fine-tuning, and a checkpoint of
 *     weights and two moments
 */
record Needs(long memoryBytes, long cacheBytes, long outputBytes) {
    /**
     * Twice the peak of resident memory of {@code ctbench bench --model affinity --affinities 64 --size 512}, the largest
     * model of the plan: 1,145 MiB.
     */
    private static final long MEMORY = 2L * 1145 << 20;

    private static final int COPIES = 5;

    static Needs ofPaper() throws IOException {
        Plan plan = Plans.load("paper");
        long size = plan.protocol().image().size();
        Locks locks = Locks.shipped();
        long slices =
                splits(plan).stream().mapToLong(id -> locks.split(id).images()).sum();
        int classes =
                PlanClasses.of(Plans.read("paper", List.of()), locks).trained().size();
        ModelForm form = new ModelForm(classes, (int) size, (int) size);
        long parameters = 0;
        for (ModelItem item : plan.models()) {
            parameters += item.provider().describe(form, item.options()).parameters();
        }
        return new Needs(MEMORY, slices * size * size, parameters * Float.BYTES * COPIES);
    }

    private static Set<String> splits(Plan plan) {
        Set<String> ids = new LinkedHashSet<>();
        plan.train().ifPresent(ids::add);
        plan.validate().ifPresent(ids::add);
        ids.addAll(plan.masked());
        plan.evaluate().forEach(set -> {
            ids.add(set.split());
            set.fineTune().ifPresent(tuning -> ids.add(tuning.split()));
        });
        return ids;
    }
}
