package org.ctbench.harness.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * That a model is a negative control of another: the same model, trained and evaluated by the same protocol, from whose images or
 * labels most of what tells a disease is taken. A model that is not better than its control need not have looked at lesions.
 *
 * @param alteration what is changed
 * @param of id of the model that it controls, which stands before it in the plan
 */
public record Control(Alteration alteration, String of) {
    static final String NAME_ANOTHER = "name a model that the plan trains on unaltered images";

    public Control {
        Objects.requireNonNull(alteration, "control");
        Checks.id("of", of);
    }

    /**
     * Makes sure that a control differs from its model in nothing else.
     *
     * @param key of the control in the plan
     * @param earlier the models before it
     * @throws InvalidValue if it does, if there is no such model, or if it is not trained
     */
    static void require(String key, ModelItem item, List<ModelItem> earlier, Protocol protocol) {
        Control control = item.control().orElseThrow();
        ModelItem model = find(earlier, control.of())
                .orElseThrow(() -> new InvalidValue(
                        key + ".of", "no model '" + control.of() + "' comes before this one", "name an earlier model"));
        boolean trained = !model.isScored() && model.protocol().orElse(protocol).epochs() > 0;
        if (!trained || model.control().isPresent()) {
            throw new InvalidValue(
                    key + ".of",
                    "'" + control.of() + "' is " + (trained ? "a control itself" : "not trained"),
                    NAME_ANOTHER);
        }
        if (!control.alteration().concerns(model.provider())) {
            throw new InvalidValue(
                    key + ".control",
                    "'" + control.of() + "' learns no labels",
                    "choose another control, such as border");
        }
        requireSame(key + ".model", item.model().equals(model.model()), control);
        requireSame(key + ".options", item.options().equals(model.options()), control);
        requireSame(key + ".start", item.start().equals(model.start()), control);
        requireSame(
                key + ".protocol",
                item.protocol().orElse(protocol).equals(model.protocol().orElse(protocol)),
                control);
        boolean same = item.startFrom().equals(model.startFrom());
        boolean ofControl = item.startFrom()
                .flatMap(id -> find(earlier, id))
                .flatMap(ModelItem::control)
                .equals(model.startFrom().map(id -> new Control(control.alteration(), id)));
        boolean altered = model.startFrom()
                .flatMap(id -> find(earlier, id))
                .filter(start -> control.alteration().concerns(start.provider()))
                .isPresent();
        requireSame(key + ".startFrom", altered ? ofControl : same, control);
    }

    private static Optional<ModelItem> find(List<ModelItem> models, String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    private static void requireSame(String key, boolean same, Control control) {
        if (!same) {
            throw new InvalidValue(
                    key,
                    "differs from that of '" + control.of() + "', whose control this model is",
                    "remove the key: a control takes it over");
        }
    }

    /** The same of the model with one of the plan's seeds. */
    Control of(String modelWithSeed) {
        return new Control(alteration, modelWithSeed);
    }
}
