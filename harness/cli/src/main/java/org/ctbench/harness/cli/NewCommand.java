package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.commons.text.WordUtils;
import org.ctbench.models.classifiers.ModelProvider;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ctbench new}: begins what others write for ctbench. */
@Command(
        name = "new",
        description = "Start a baseline of your own.",
        mixinStandardHelpOptions = true,
        subcommands = NewCommand.Baseline.class,
        footer = {"", "Example:", "  ctbench new baseline mine"})
final class NewCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected: ctbench new baseline NAME");
    }

    /** {@code ctbench new baseline}: a Maven project of a model. */
    @Command(
            name = "baseline",
            description =
                    "Write a Maven project of a small network that passes the contract of classifiers: a baseline in"
                            + " Java, to be changed and loaded by ./ctbench --plugin JAR.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example:", "  ctbench new baseline mine"})
    static final class Baseline implements Callable<Integer> {
        private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "NAME", description = "Id of the model in plans: a-z, 0-9 and single '-'.")
        private String name;

        @Option(names = "--to", paramLabel = "DIR", description = "Folder of the project. Default: NAME.")
        private Optional<Path> to;

        @Override
        public Integer call() throws IOException {
            if (!NAME.matcher(name).matches() || name.length() > 64) {
                throw new UserException(
                        "'" + name + "' cannot be the id of a model",
                        "NAME",
                        "use up to 64 of a-z, 0-9 and single '-', from a letter on");
            }
            if (ModelRegistry.load().ids().contains(name)) {
                throw new UserException("there is a model '" + name + "' already", "NAME", "choose another name");
            }
            Path folder = to.orElse(Path.of(name));
            if (Files.exists(folder)) {
                throw new UserException("this exists already", folder.toString(), "name another folder with --to");
            }
            Map<String, String> files = files();
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                AtomicFiles.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("wrote " + files.size() + " files to " + folder);
            out.println("next: " + folder.resolve("README.md"));
            out.flush();
            return 0;
        }

        /** Contents by path below the project's folder. */
        private Map<String, String> files() {
            String type = WordUtils.capitalize(name, '-').replace("-", "");
            String packageName = "baseline." + name.replace("-", "") + "model"; // is no keyword
            String code = "src/main/java/" + packageName.replace('.', '/') + "/" + type;
            Map<String, String> files = new LinkedHashMap<>();
            files.put("README.md", template("README.md"));
            files.put("pom.xml", template("pom.xml"));
            files.put("plan.yaml", template("plan.yaml"));
            files.put(code + "Network.java", template("Network.java"));
            files.put(code + "Classifier.java", template("Classifier.java"));
            files.put(code + "Provider.java", template("Provider.java"));
            files.put(code.replace("main", "test") + "Test.java", template("Test.java"));
            files.put(
                    "src/main/resources/META-INF/services/" + ModelProvider.class.getName(),
                    packageName + "." + type + "Provider\n");
            Map<String, String> values = Map.of("id", name, "Name", type, "package", packageName);
            files.replaceAll((path, text) -> filled(text, values));
            return files;
        }

        private static String filled(String text, Map<String, String> values) {
            String filled = text;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("__" + value.getKey() + "__", value.getValue());
            }
            return filled;
        }

        private static String template(String file) {
            try (InputStream in = NewCommand.class.getResourceAsStream("baseline/" + file)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
