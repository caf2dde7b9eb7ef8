package org.ctbench.harness.cells;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.datasets.CtImage;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.EngineRegistry;
import org.ctbench.splits.Split;
import org.ctbench.splits.files.Sha256;

/**
 * The classes of ctbench that can change a number: all of splits, datasets and models, and of harness the packages below.
 * Pages, commands and progress are not among them, so that a changed report does not throw away trained models.
 */
final class ComputingCode {
    private static final List<Class<?>> MODULES =
            List.of(Split.class, CtImage.class, Engine.class, ModelRegistry.class);
    private static final String HARNESS = "org/ctbench/harness/";
    private static final List<String> HARNESS_PACKAGES =
            List.of("captures", "cells", "metrics", "plan", "results", "run", "segmentation");

    private ComputingCode() {}

    /** SHA-256 over a line {@code <path> <SHA-256 of the class file>} for each class, sorted by path. */
    static Sha256 digest() {
        try {
            Map<String, Sha256> classes = new TreeMap<>();
            for (Class<?> module : MODULES) {
                collect(module, List.of("org/ctbench/"), classes);
            }
            EngineRegistry engines = EngineRegistry.load();
            for (String id : engines.ids()) {
                collect(engines.get(id).getClass(), List.of("org/ctbench/"), classes);
            }
            List<String> own =
                    HARNESS_PACKAGES.stream().map(p -> HARNESS + p + "/").toList();
            collect(ComputingCode.class, own, classes);
            MessageDigest all = Sha256.digest();
            classes.forEach(
                    (path, digest) -> all.update((path + " " + digest + "\n").getBytes(StandardCharsets.UTF_8)));
            return Sha256.finish(all);
        } catch (IOException e) {
            throw new UncheckedIOException("reading ctbench's own classes", e);
        }
    }

    private static void collect(Class<?> module, List<String> folders, Map<String, Sha256> into) throws IOException {
        Path place;
        try {
            place = Path.of(
                    module.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("not a place of code: " + module, e);
        }
        if (Files.isDirectory(place)) {
            walk(place, folders, into);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            walk(jar.getPath("/"), folders, into);
        }
    }

    private static void walk(Path root, List<String> folders, Map<String, Sha256> into) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class") && folders.stream().anyMatch(name::startsWith)) {
                    try (InputStream in = Files.newInputStream(file)) {
                        into.put(name, Sha256.of(in.readAllBytes()));
                    }
                }
            }
        }
    }
}
