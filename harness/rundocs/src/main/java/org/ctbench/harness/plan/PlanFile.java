package org.ctbench.harness.plan;

import java.util.Locale;
import java.util.Objects;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** A plan together with the knowledge who wrote each of its values. */
public final class PlanFile {
    private final Document document;
    private final Plan plan;

    private PlanFile(Document document, Plan plan) {
        this.document = document;
        this.plan = Objects.requireNonNull(plan);
    }

    static PlanFile of(Document layered) {
        Document resolved = ModelItems.resolve(Plugins.resolve(layered, System.getProperty("java.class.path")));
        PlanFile file = new PlanFile(resolved, resolved.as(Plan.class));
        file.requireLesions();
        return file;
    }

    private void requireLesions() {
        for (int i = 0; i < plan.models().size(); i++) {
            ModelItem item = plan.models().get(i);
            boolean classifies = item.provider().makes(ImageClassifier.class);
            if ((plan.learnsLesions(item) || !classifies)
                    && plan.segmentation().flatMap(Segmentation::train).isEmpty()) {
                throw fault(
                        "models[" + i + "]",
                        item.model() + " learns from lesion masks and the plan names no slices that have them",
                        "add segmentation: {train: SPLIT, test: SPLIT}, as in phantom-lesion/train and"
                                + " phantom-lesion/test");
            }
        }
    }

    /** The plan. */
    public Plan plan() {
        return plan;
    }

    /**
     * The plan in full, as YAML that reads back to an equal plan. What neither the file nor the user says is marked
     * {@code # default}, or {@code # of the plan} where a model takes over a part of the plan's protocol; what the command
     * line says is marked {@code # setting}.
     */
    public String resolved() {
        return Documents.toYaml(plan, this::mark);
    }

    /** A fault found later in a value of this plan, named by its path: {@code models[0]}. */
    public UserException fault(String path, String problem, String fix) {
        return new UserException(path + ": " + problem, document.where(path), fix);
    }

    /** Where a value of this plan stands, by its path. */
    String where(String path) {
        return document.where(path);
    }

    private String mark(String path) {
        boolean text =
                path.matches("models\\[\\d+\\]\\.id") && document.at(path).isMissingNode(); // the item was its id
        Document.Layer layer = document.layer(text ? path.substring(0, path.lastIndexOf('.')) : path);
        boolean item = path.endsWith("]"); // the list is marked as a whole, on the line of its key
        if (item || layer == Document.Layer.FILE) {
            return "";
        }
        boolean ofThePlan = layer == Document.Layer.DEFAULT && path.matches("models\\[\\d+\\]\\.protocol\\..+");
        return ofThePlan ? "of the plan" : layer.name().toLowerCase(Locale.ROOT);
    }
}
