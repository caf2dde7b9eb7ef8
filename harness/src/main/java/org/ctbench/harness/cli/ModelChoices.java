package org.ctbench.harness.cli;

import java.util.List;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.Document;
import org.ctbench.splits.files.Documents;
import picocli.CommandLine.Option;

/** Size and options of a model on the command line; options have the keys that they have in plans. */
final class ModelChoices {
    @Option(names = "--classes", defaultValue = "3", description = "Classes; default: ${DEFAULT-VALUE}.")
    private int classes;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "512",
            description = "Height and width of the images; default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(names = "--affinities", paramLabel = "N", description = "Affinities (C*); short for --option affinities=N.")
    private Optional<Integer> affinities;

    @Option(
            names = "--backbone",
            paramLabel = "MODEL",
            description = "Residual network: resnet18, resnet34 or resnet50; short for --option backbone=MODEL.")
    private Optional<String> backbone;

    @Option(
            names = "--option",
            paramLabel = "KEY=VALUE",
            description = "An option of the model as a plan writes it; may be repeated.")
    private List<String> settings = List.of();

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
     * The model's standard options with these over them.
     *
     * @throws UserException if the model does not have such an option, or not with such a value
     */
    ModelOptions options(ModelProvider model) {
        Document options = Document.json(Documents.toJson(model.options()), model.id());
        if (affinities.isPresent()) {
            options = set(model, options, "affinities=" + affinities.get(), "--affinities");
        }
        if (backbone.isPresent()) {
            options = set(model, options, "backbone=" + backbone.get(), "--backbone");
        }
        for (String setting : settings) {
            options = set(model, options, setting, "--option");
        }
        return options.as(model.options().getClass());
    }

    private static Document set(ModelProvider model, Document options, String setting, String option) {
        if (model.options() instanceof ModelOptions.None) {
            throw new UserException(model.id() + " has no options", option + " " + setting, "leave it out");
        }
        return options.with(setting, option);
    }
}
