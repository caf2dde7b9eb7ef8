package org.ctbench.harness.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench models}: what can be trained. */
@Command(
        name = "models",
        description = "Show the models that a plan can name.",
        synopsisSubcommandLabel = "(list | describe)",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  ctbench models list"})
public final class ModelsCommand {
    private final ModelRegistry registry = ModelRegistry.load();

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            description = "List the models.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench models list --json"})
    int list(@Option(names = "--json", description = "Print JSON.") boolean json) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (ModelProvider provider : registry.providers()) {
            Map<String, String> row = new LinkedHashMap<>();
            row.put("id", provider.id());
            row.put("kind", provider.makes(ImageClassifier.class) ? "classifier" : "segmentation");
            row.put("summary", provider.summary());
            rows.add(row);
        }
        print(json ? Documents.toJson(rows) : ModelText.list(rows));
        return 0;
    }

    @Command(
            name = "describe",
            description = "Print a model layer by layer: output shapes and parameters.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  ctbench models describe resnet18 --classes 2 --size 64",
                "  ctbench models describe affinity --affinities 16 --backbone resnet34",
                "  ctbench models describe affinity --option sieve=paper"
            })
    int describe(
            @Parameters(paramLabel = "ID", description = "Model, as `ctbench models list` prints it.") String id,
            @Mixin ModelChoices choices,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        ModelProvider provider = provider(id);
        ModelDescription description = describe(provider, choices.form(), choices.options(provider));
        print(json ? Documents.toJson(description) : ModelText.describe(description));
        return 0;
    }

    private static ModelDescription describe(ModelProvider provider, ModelForm form, ModelOptions options) {
        try {
            return provider.describe(form, options);
        } catch (IllegalArgumentException e) {
            throw new UserException(
                    provider.id() + " cannot be built so: " + e.getMessage(), "options", "change size or options", e);
        }
    }

    private ModelProvider provider(String id) {
        if (!registry.ids().contains(id)) {
            throw new UserException("no model '" + id + "'", "ID", Suggestion.hint(id, registry.ids()));
        }
        return registry.get(id);
    }

    private void print(String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text);
        out.flush();
    }
}
