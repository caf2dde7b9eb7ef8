package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.TrainedModel;
import org.ctbench.harness.results.ModelResults;

/**
 * A training as a report names it.
 *
 * @param id of the training, unlike any other of the report
 * @param heading name for people; with the number of the run where several runs have a training of one name
 * @param trained the training
 */
record ReportedModel(String id, String heading, TrainedModel trained) {
    /** All trainings, those of one model side by side. */
    static List<ReportedModel> of(Evidence evidence) {
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (TrainedModel model : evidence.all()) {
            if (!seen.add(model.results().id())) {
                shared.add(model.results().id());
            }
        }
        List<ReportedModel> models = new ArrayList<>();
        for (TrainedModel model : evidence.all()) {
            String id = model.results().id();
            String heading = model.results().item().heading();
            int run = evidence.runs().indexOf(model.run()) + 1;
            boolean distinct = !shared.contains(id);
            models.add(new ReportedModel(
                    distinct ? id : id + "-run" + run, distinct ? heading : heading + ", run " + run, model));
        }
        return models;
    }

    ModelResults results() {
        return trained.results();
    }

    /** What it looked at. */
    CaptureFiles captures() {
        return new CaptureFiles(trained.run().folder());
    }
}
