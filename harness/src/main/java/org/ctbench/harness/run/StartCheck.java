package org.ctbench.harness.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.models.classifiers.ClassifierProvider;
import org.ctbench.models.classifiers.ClassifierSpec;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationModelProvider;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.UserException;

/** Tries, before hours are spent on the one model, whether the other takes its weights. */
final class StartCheck {
    private final PlanFile file;
    private final Plan plan;
    private final Engine engine;

    StartCheck(PlanFile file, Engine engine) {
        this.file = file;
        this.plan = file.plan();
        this.engine = engine;
    }

    /** @throws UserException if a model cannot start from the weights of the one that it names */
    void run() throws IOException {
        List<ModelItem> items = plan.models();
        Map<String, WeightFile> initial = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).startFrom().isPresent()) {
                String start = items.get(i).startFrom().get();
                ModelItem source = items.stream()
                        .filter(item -> item.id().equals(start))
                        .findFirst()
                        .orElseThrow();
                if (!initial.containsKey(start)) {
                    initial.put(start, initial(source));
                }
                check("models[" + i + "].startFrom", source, initial.get(start), items.get(i));
            }
        }
    }

    private void check(String path, ModelItem source, WeightFile weights, ModelItem target) {
        try {
            start(target, weights);
        } catch (IllegalArgumentException e) {
            throw file.fault(
                    path,
                    target.model() + " does not take the weights of " + source.id() + ": " + e.getMessage(),
                    "name a model with the same residual network");
        }
    }

    private void start(ModelItem item, WeightFile from) {
        if (item.provider() instanceof ClassifierProvider provider) {
            try (ImageClassifier model = provider.create(spec(item))) {
                model.startFrom(from);
            }
        } else if (item.provider() instanceof SegmentationModelProvider provider) {
            try (SegmentationModel model = provider.create(engine, seed(item), item.options())) {
                model.startFrom(from);
            }
        }
    }

    private WeightFile initial(ModelItem item) throws IOException {
        if (item.provider() instanceof ClassifierProvider provider) {
            try (ImageClassifier model = provider.create(spec(item))) {
                return Weights.of(model.module());
            }
        }
        SegmentationModelProvider provider = (SegmentationModelProvider) item.provider();
        try (SegmentationModel model = provider.create(engine, seed(item), item.options())) {
            return Weights.of(model.module());
        }
    }

    private ClassifierSpec spec(ModelItem item) {
        return new ClassifierSpec(Diagnosis.values().length, seed(item), engine, item.options());
    }

    private long seed(ModelItem item) {
        return plan.protocolOf(item).seeds().weights();
    }
}
