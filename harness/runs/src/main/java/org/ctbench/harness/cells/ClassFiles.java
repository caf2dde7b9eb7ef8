package org.ctbench.harness.cells;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Sha256;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Class files without what only debuggers and stack traces read: names of source files, line numbers, names of local variables.
 * Which of the jars and folders of the class path they lie in does not matter.
 */
final class ClassFiles {
    private static final String SUFFIX = ".class";

    private final SortedMap<String, Sha256> digests = new TreeMap<>();

    /**
     * Adds the classes of a package, those of its subpackages not.
     *
     * @throws IllegalStateException if the class loader finds none, as in a jar without entries for its folders
     */
    void addPackage(ClassLoader loader, String name) throws IOException {
        add(loader, name, 1);
    }

    /** Adds the classes of a package and of its subpackages, as {@link #addPackage} does. */
    void addPackages(ClassLoader loader, String name) throws IOException {
        add(loader, name, Integer.MAX_VALUE);
    }

    /** Adds every class of the jar or folder that a class was loaded from. */
    void addAllBeside(Class<?> one) throws IOException {
        Path place = path(one.getProtectionDomain().getCodeSource().getLocation());
        if (Files.isDirectory(place)) {
            walk(place, "", Integer.MAX_VALUE);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            walk(jar.getPath("/"), "", Integer.MAX_VALUE);
        }
    }

    /** Paths of the classes in the root of their jar or folder: {@code org/ctbench/splits/Slice.class}. */
    Set<String> names() {
        return Collections.unmodifiableSet(digests.keySet());
    }

    /** SHA-256 over a line {@code <path> <SHA-256 of the class file without debug attributes>} for each class, sorted by path. */
    Sha256 digest() {
        MessageDigest all = Sha256.digest();
        digests.forEach((path, digest) -> all.update((path + " " + digest + "\n").getBytes(StandardCharsets.UTF_8)));
        return Sha256.finish(all);
    }

    private void add(ClassLoader loader, String name, int depth) throws IOException {
        int before = digests.size();
        String folder = name.replace('.', '/');
        for (URL url : Collections.list(loader.getResources(folder))) {
            if (url.openConnection() instanceof JarURLConnection inJar) {
                try (FileSystem jar = FileSystems.newFileSystem(path(inJar.getJarFileURL()))) {
                    walk(jar.getPath("/", folder), folder + "/", depth);
                }
            } else {
                walk(path(url), folder + "/", depth);
            }
        }
        if (digests.size() == before) {
            throw new IllegalStateException("no class file of the package " + name + " is found on the class path");
        }
    }

    private void walk(Path root, String prefix, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(root, depth)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = prefix + root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(SUFFIX) && !digests.containsKey(name)) { // the first of the class path is loaded
                    digests.put(name, Sha256.of(withoutDebugAttributes(Files.readAllBytes(file))));
                }
            }
        }
    }

    private static byte[] withoutDebugAttributes(byte[] file) {
        ClassReader reader;
        try {
            reader = new ClassReader(file);
        } catch (IllegalArgumentException e) {
            return file; // of a Java version that ASM does not know yet: every byte counts
        }
        ClassWriter writer = new ClassWriter(0);
        reader.accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException("not a place of code: " + url, e);
        }
    }
}
