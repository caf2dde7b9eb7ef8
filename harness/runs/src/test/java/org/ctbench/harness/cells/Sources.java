package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with all debug attributes, for tests. */
final class Sources {
    /** A model of someone else, whose kernel is a class of its own. */
    static final String MODEL = """
            package example;

            import org.ctbench.models.classifiers.*;

            public final class Model implements ClassifierProvider {
                public String id() {
                    return "example";
                }

                public String summary() {
                    return "a model of someone else";
                }

                public Class<ImageClassifier> modelClass() {
                    return ImageClassifier.class;
                }

                public ImageClassifier create(ModelSpec spec) {
                    throw new UnsupportedOperationException("slope " + Kernel.slope(1));
                }

                public ModelDescription describe(ModelForm form, ModelOptions options) {
                    throw new UnsupportedOperationException();
                }
            }
            """;

    /** An engine of someone else, with the same kernel. */
    static final String ENGINE = """
            package example;

            import java.util.*;
            import org.ctbench.models.tensor.*;

            public final class OtherEngine implements EngineProvider {
                public String id() {
                    return "other";
                }

                public String summary() {
                    return "an engine of someone else";
                }

                public Optional<String> arithmetic() {
                    return Optional.empty();
                }

                public List<EngineAdvice> advice(EngineInfo info, EngineHost host) {
                    return List.of();
                }

                public void requireDevice() {}

                public Engine open(EngineSettings settings) {
                    throw new UnsupportedOperationException("slope " + Kernel.slope(1));
                }
            }
            """;

    /** What both compute by. */
    static final String KERNEL = """
            package example;

            final class Kernel {
                static float slope(float x) {
                    float slope = 0.25f;
                    return x > 0 ? x : slope * x;
                }
            }
            """;

    private Sources() {}

    /** The source with the same code, comments and white space moved: every line has another number. */
    static String withMovedComment(String source) {
        return source.replaceFirst("\n", "\n// a comment that was\n// moved here\n\n")
                .replace("{\n", "{\n\n        /* another one */\n");
    }

    /** Compiles sources of which each begins with {@code package example;} into a folder, which is returned. */
    static Path compile(Path folder, String... sources) {
        try {
            Path written = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-sources"));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
                List<Path> paths = Arrays.stream(sources)
                        .map(source -> write(written, source))
                        .toList();
                StringWriter said = new StringWriter();
                List<String> options = List.of(
                        "-g",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        Files.createDirectories(folder).toString());
                boolean compiled = compiler.getTask(
                                said, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                        .call();
                assertEquals(true, compiled, said::toString);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path folder, String source) {
        String name = source.replaceAll("(?s)^.*?class (\\w+).*$", "$1");
        try {
            return Files.writeString(folder.resolve(name + ".java"), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An instance of a class of a folder that {@link #compile} wrote. */
    static Object instance(Path folder, String name) {
        try {
            ClassLoader loader = new URLClassLoader(new URL[] {url(folder)}, Sources.class.getClassLoader());
            return loader.loadClass(name).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
