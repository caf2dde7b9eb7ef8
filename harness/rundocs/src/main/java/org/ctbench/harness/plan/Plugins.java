package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Holds the jars that a plan names against those that ctbench was started with. */
final class Plugins {
    private static final String KEY = "plugins";

    private Plugins() {}

    /**
     * The plan with the digests of its jars.
     *
     * @param classPath the jars and folders that ctbench was started with
     * @throws UserException if a jar is not among them
     */
    static Document resolve(Document plan, String classPath) {
        Document resolved = plan;
        for (int i = 0; i < plan.at(KEY).size(); i++) {
            String path = KEY + "[" + i + "]";
            resolved = ModelItems.withDigest(resolved, path, "jar");
            require(resolved, path, classPath);
        }
        return resolved;
    }

    private static void require(Document plan, String path, String classPath) {
        JsonNode plugin = plan.at(path);
        String jar = plugin.path("jar").asText();
        String wanted = plugin.path("sha256").asText();
        if (jar.isEmpty() || wanted.isEmpty()) {
            return; // others refuse it
        }
        for (Path loaded : jars(classPath)) {
            Sha256 digest = digest(loaded);
            if (digest.hex().equals(wanted)) {
                return;
            }
            if (loaded.getFileName().equals(Path.of(jar).getFileName())) {
                throw new UserException(
                        path + ": ctbench was started with another " + loaded.getFileName() + ": its SHA-256 is "
                                + digest + ", the plan's is " + wanted,
                        plan.where(path),
                        "restore the jar, or correct its sha256 in the plan");
            }
        }
        throw new UserException(
                path + ": ctbench was started without the jar " + jar + " of SHA-256 " + wanted,
                plan.where(path),
                "give it before the command: ./ctbench --plugin " + jar + " ...");
    }

    /** The jars of a class path, the last first: there the launcher puts those of {@code --plugin}. */
    private static List<Path> jars(String classPath) {
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            if (entry.endsWith(".jar") && Files.isRegularFile(Path.of(entry))) {
                jars.add(Path.of(entry));
            }
        }
        Collections.reverse(jars);
        return jars;
    }

    private static Sha256 digest(Path jar) {
        try {
            return Sha256.of(jar);
        } catch (IOException e) {
            throw new UncheckedIOException("reading a jar of the class path", e);
        }
    }
}
