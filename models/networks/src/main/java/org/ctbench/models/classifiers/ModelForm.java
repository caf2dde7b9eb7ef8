package org.ctbench.models.classifiers;

/**
 * Size of what goes in and out of a model.
 *
 * @param classes number of image classes, at least 2
 * @param height rows of an image
 * @param width columns of an image
 */
public record ModelForm(int classes, int height, int width) {
    public ModelForm {
        ModelSpec.requireClasses(classes);
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("images of " + height + " x " + width + " pixels");
        }
    }
}
