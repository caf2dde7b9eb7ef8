package org.ctbench.harness.cli;

import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Size and options of a model on the command line. */
final class ModelChoices {
    @Option(names = "--classes", defaultValue = "3", description = "Classes; default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "512",
            description = "Height and width of the images; default: ${DEFAULT-VALUE}.")
    private int size;

    @Mixin
    private OptionsOfModel options;

    /** @throws UserException if no classifier can have that many classes, or no image that size */
    ModelForm form() {
        requireAtLeast("--classes", classes, 2);
        requireAtLeast("--size", size, 1);
        return new ModelForm(classes, size, size);
    }

    private static void requireAtLeast(String option, int value, int least) {
        if (value < least) {
            throw new UserException("expected at least " + least + ", found " + value, option, "give a larger number");
        }
    }

    /**
     * The model's standard options with those of the command line over them.
     *
     * @throws UserException if the model does not have such an option, or not with such a value
     */
    ModelOptions options(ModelProvider model) {
        return options.over(model);
    }
}
