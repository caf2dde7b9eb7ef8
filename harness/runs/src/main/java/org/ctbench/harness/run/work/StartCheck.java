package org.ctbench.harness.run.work;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.plan.ForeignFiles;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.PlanFile;
import org.ctbench.harness.plan.Protocol;
import org.ctbench.harness.plan.StartFile;
import org.ctbench.models.classifiers.Model;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.UserException;

/** Tries, before hours are spent on the one model, whether the other takes its weights. */
public final class StartCheck {
    private final PlanFile file;
    private final Plan plan;
    private final int classes;
    private final Engine engine;

    /** @param classes number of classes that the models tell apart */
    public StartCheck(PlanFile file, int classes, Engine engine) {
        this.classes = classes;
        this.file = file;
        this.plan = file.plan();
        this.engine = engine;
    }

    /** @throws UserException if a model cannot start from the weights of the one that it names */
    public void run() throws IOException {
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
            if (items.get(i).start().isPresent()) {
                try (Model model = model(items.get(i))) {
                    start(model, items.get(i).start().get(), plan.trains(items.get(i)));
                }
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

    /**
     * Gives a model weights of a file: all if they fit, and otherwise the parts that it shares with them.
     *
     * @param parts whether parts are enough
     * @throws UserException if the file is another one, or the model does not take its weights
     */
    static void start(Model model, StartFile file, boolean parts) throws IOException {
        WeightFile weights = ForeignFiles.read(file).weights();
        try {
            model.load(weights);
        } catch (IOException whole) {
            if (!parts) {
                throw unfit(file, whole.getMessage(), whole);
            }
            try {
                model.startFrom(weights);
            } catch (IllegalArgumentException e) {
                throw unfit(file, whole.getMessage() + "\nand no part of it is enough: " + e.getMessage(), e);
            }
        }
    }

    private static UserException unfit(StartFile file, String problem, Exception cause) {
        return new UserException(
                problem,
                file.weights(),
                "`ctbench weights inspect` shows which model they fit, with which options and classes",
                cause);
    }

    private void start(ModelItem item, WeightFile from) {
        try (Model model = model(item)) {
            model.startFrom(from);
        }
    }

    private WeightFile initial(ModelItem item) throws IOException {
        try (Model model = model(item)) {
            return Weights.of(model.module());
        }
    }

    private Model model(ModelItem item) {
        Protocol protocol = plan.protocolOf(item);
        int size = protocol.image().size();
        ModelForm form = new ModelForm(classes, size, size);
        return item.provider().create(new ModelSpec(form, protocol.seeds().weights(), engine, item.options()));
    }
}
