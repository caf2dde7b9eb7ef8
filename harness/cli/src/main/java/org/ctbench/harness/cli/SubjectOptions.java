package org.ctbench.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.determinism.Subject;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.splits.documents.CacheFolder;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is trained to be compared; told to the processes of the trainings, too. */
final class SubjectOptions {
    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = "resnet18",
            description = "`ctbench models list` shows them. Default: ${DEFAULT-VALUE}.")
    private String model;

    @Mixin
    private OptionsOfModel options;

    @Mixin
    private EngineOption engine;

    @Option(
            names = "--size",
            paramLabel = "PX",
            defaultValue = "256",
            description =
                    "Rows and columns of an image; small ones hide what threads change. Default: ${DEFAULT-VALUE}.")
    private int size;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1",
            description = "Images in a step. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Folder of native libraries. Default: that of `ctbench data status`.")
    private Optional<Path> cache;

    /** @throws UserException if there is no such model, or it does not take such options or images */
    Subject subject() {
        ModelRegistry registry = ModelRegistry.load();
        if (!registry.ids().contains(model)) {
            throw new UserException("no model '" + model + "'", "--model", Suggestion.hint(model, registry.ids()));
        }
        ModelProvider provider = registry.get(model);
        return new Subject(provider, options.over(provider), size, batch);
    }

    String engine() {
        return engine.id();
    }

    Path cacheFolder() {
        return cache.orElseGet(CacheFolder::standard);
    }

    /** The same for the command line of a training. */
    List<String> arguments(int threads) {
        List<String> arguments = engineArguments(threads);
        arguments.addAll(List.of("--model", model));
        arguments.addAll(List.of("--size", Integer.toString(size), "--batch", Integer.toString(batch)));
        arguments.addAll(options.arguments());
        return arguments;
    }

    /** What computes, for the command line of a process that trains nothing of the user's. */
    List<String> engineArguments(int threads) {
        List<String> arguments =
                new ArrayList<>(List.of("--threads", Integer.toString(threads), "--engine", engine.id()));
        cache.ifPresent(folder -> arguments.addAll(List.of("--cache", folder.toString())));
        return arguments;
    }
}
