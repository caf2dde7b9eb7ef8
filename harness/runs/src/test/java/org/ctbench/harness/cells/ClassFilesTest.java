package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFilesTest {
    private static final String OTHER = "package example;\n\nfinal class Other {}\n";
    private static final String BELOW = "package example.below;\n\nfinal class Below {}\n";

    @TempDir
    Path temp;

    @Test
    void aMovedCommentDoesNotCount() throws IOException {
        Path one = Sources.compile(temp.resolve("one"), Sources.KERNEL);
        Path moved = Sources.compile(temp.resolve("moved"), Sources.withMovedComment(Sources.KERNEL));
        String file = "example/Kernel.class";

        assertNotEquals(Sha256.of(one.resolve(file)), Sha256.of(moved.resolve(file)), "line numbers differ");
        assertEquals(ofPackage(one).digest(), ofPackage(moved).digest());
    }

    @Test
    void aChangedConstantCounts() throws IOException {
        Path one = Sources.compile(temp.resolve("one"), Sources.KERNEL);
        Path other = Sources.compile(temp.resolve("other"), Sources.KERNEL.replace("0.25f", "0.26f"));

        assertNotEquals(ofPackage(one).digest(), ofPackage(other).digest());
    }

    @Test
    void whereTheClassesLieDoesNotCount() throws IOException {
        Path together = Sources.compile(temp.resolve("together"), Sources.KERNEL, OTHER);
        Path kernel = Sources.compile(temp.resolve("kernel"), Sources.KERNEL);
        Path other = Sources.compile(temp.resolve("other"), OTHER);
        Sha256 expected = ofPackage(together).digest();

        assertEquals(expected, ofPackage(other, kernel).digest());
        assertEquals(expected, ofPackage(jar(kernel), other).digest());
        assertEquals(expected, ofPackage(jar(together)).digest());
    }

    @Test
    void ofTwoClassesOfOneNameTheOneThatIsLoadedCounts() throws IOException {
        Path first = Sources.compile(temp.resolve("first"), Sources.KERNEL);
        Path second = Sources.compile(temp.resolve("second"), Sources.KERNEL.replace("0.25f", "0.26f"));

        assertEquals(ofPackage(first).digest(), ofPackage(first, second).digest());
        assertNotEquals(ofPackage(first).digest(), ofPackage(second, first).digest());
    }

    @Test
    void aPackageIsWithoutItsSubpackagesUnlessTheyAreAskedFor() throws IOException {
        Path folder = Sources.compile(temp.resolve("folder"), OTHER, BELOW);
        ClassFiles all = new ClassFiles();

        all.addPackages(loader(folder), "example");

        assertEquals(Set.of("example/Other.class"), ofPackage(folder).names());
        assertEquals(Set.of("example/Other.class", "example/below/Below.class"), all.names());
    }

    @Test
    void aPackageThatIsNotThereIsAnError() {
        var e = assertThrows(IllegalStateException.class, () -> ofPackage(temp));

        assertEquals("no class file of the package example is found on the class path", e.getMessage());
    }

    private static ClassFiles ofPackage(Path... places) throws IOException {
        ClassFiles classes = new ClassFiles();
        classes.addPackage(loader(places), "example");
        return classes;
    }

    private static ClassLoader loader(Path... places) {
        return new URLClassLoader(Stream.of(places).map(Sources::url).toArray(URL[]::new), null);
    }

    /** A jar of a folder, as Maven makes it: with entries for its folders. */
    private static Path jar(Path folder) throws IOException {
        Path jar = folder.resolveSibling(folder.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> walk = Files.walk(folder)) {
            List<Path> files =
                    walk.filter(file -> !file.equals(folder)).sorted().toList();
            for (Path file : files) {
                boolean directory = Files.isDirectory(file);
                entries.putNextEntry(new JarEntry(folder.relativize(file) + (directory ? "/" : "")));
                if (!directory) {
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }
}
