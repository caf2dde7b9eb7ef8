package org.ctbench.harness.determinism;

import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.UserException;

/**
 * What is trained.
 *
 * @param provider of a classifier or a segmentation model
 * @param options of the provider's class
 * @param size rows and columns of the images
 * @param batch images in a step
 */
public record Subject(ModelProvider provider, ModelOptions options, int size, int batch) {
    /** The smallest images that plans take. */
    private static final int LEAST_SIZE = 64;

    /** @throws UserException if the model does not take such images, or not so many */
    public Subject {
        if (size < LEAST_SIZE || batch < 1) {
            throw new UserException(
                    "expected a size of " + LEAST_SIZE + " or more, and 1 image or more",
                    "--size " + size + " --batch " + batch,
                    "use larger numbers");
        }
        if (!provider.makes(ImageClassifier.class) && batch != 1) {
            throw new UserException(
                    provider.id() + " learns from one image at a time", "--batch " + batch, "leave it out");
        }
        try {
            provider.describe(form(size), options);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    e.getMessage(), "--size " + size, "give a size that the model takes, such as 512", e);
        }
    }

    /** Classes and image size of the generated images. */
    ModelForm form() {
        return form(size);
    }

    private static ModelForm form(int size) {
        return new ModelForm(GeneratedImages.CLASSES, size, size);
    }
}
