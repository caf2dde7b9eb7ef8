package org.ctbench.models.classifiers;

import java.util.Objects;
import org.ctbench.models.tensor.Engine;

/**
 * What a provider needs to make a model.
 *
 * @param form number of image classes, which a segmentation model ignores, and size of the images
 * @param seed seed of the initial weights and of all that is random at inference
 * @param engine what computes
 * @param options of the provider's class
 */
public record ModelSpec(ModelForm form, long seed, Engine engine, ModelOptions options) {
    public ModelSpec {
        Objects.requireNonNull(form);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(options);
    }

    /** Number of image classes. */
    public int classes() {
        return form.classes();
    }

    /** @throws IllegalArgumentException if a classifier cannot have that many classes */
    public static int requireClasses(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException("a classifier has at least 2 classes, not " + classes);
        }
        return classes;
    }
}
