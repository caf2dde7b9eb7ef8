package org.ctbench.harness.determinism;

import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.UserException;

/**
 * What is trained.
 *
 * @param provider of a classifier or a segmentation model
 * @param options of the provider's class
 * @param size rows and columns of the images
 * @param batch images in a step; a segmentation model learns from one
 */
public record Subject(ModelProvider provider, ModelOptions options, int size, int batch) {
    /** @throws UserException if the model does not take such images */
    public Subject {
        if (size < 1 || batch < 1) {
            throw new UserException(
                    "expected 1 or more", "--size " + size + " --batch " + batch, "give larger numbers");
        }
        try {
            provider.describe(new ModelForm(GeneratedImages.CLASSES, size, size), options);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), "--size " + size, "give larger images", e);
        }
    }
}
