package org.ctbench.harness.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Option;

/** Options of a model on the command line, with the keys that they have in plans. */
final class OptionsOfModel {
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

    /**
     * The model's standard options with these over them.
     *
     * @throws UserException if the model does not have such an option, or not with such a value
     */
    ModelOptions over(ModelProvider model) {
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

    /** The same for another command line. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        affinities.ifPresent(n -> arguments.addAll(List.of("--affinities", n.toString())));
        backbone.ifPresent(model -> arguments.addAll(List.of("--backbone", model)));
        settings.forEach(setting -> arguments.addAll(List.of("--option", setting)));
        return arguments;
    }

    private static Document set(ModelProvider model, Document options, String setting, String option) {
        if (model.options() instanceof ModelOptions.None) {
            throw new UserException(model.id() + " has no options", option + " " + setting, "leave it out");
        }
        return options.with(setting, option);
    }
}
