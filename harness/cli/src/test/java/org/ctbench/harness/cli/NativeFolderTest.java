package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFolderTest {
    private static final String MOUNTS = """
            21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
            30 21 0:26 / /scratch rw,noexec - tmpfs tmpfs rw
            31 30 0:27 / /scratch/fast rw,nosuid - tmpfs tmpfs rw
            32 21 0:28 / /my\\040disk rw,nosuid,noexec - tmpfs tmpfs rw
            33 21 0:29 / /twice rw,noexec - tmpfs tmpfs rw
            34 33 0:30 / /twice rw - tmpfs tmpfs rw
            """;
    private static final IllegalStateException FAILURE = new IllegalStateException("does not load");

    @Test
    void theInnermostMountOfAFolderDecides() {
        assertFalse(NativeFolder.mayNotExecute(Path.of("/home/me/.cache"), MOUNTS));
        assertTrue(NativeFolder.mayNotExecute(Path.of("/scratch/cache"), MOUNTS));
        assertFalse(NativeFolder.mayNotExecute(Path.of("/scratch/fast/cache"), MOUNTS));
        assertFalse(NativeFolder.mayNotExecute(Path.of("/scratchy"), MOUNTS));
        assertTrue(NativeFolder.mayNotExecute(Path.of("/my disk/cache"), MOUNTS));
        assertFalse(NativeFolder.mayNotExecute(Path.of("/twice/cache"), MOUNTS));
    }

    @Test
    void aFolderThatIsNotToBlameIsNotBlamed(@TempDir Path folder) {
        assertDoesNotThrow(() -> NativeFolder.explain(folder, FAILURE));
        assertDoesNotThrow(() -> NativeFolder.explain(folder.resolve("never-made"), FAILURE));
    }

    @Test
    void aFileSystemWithoutExecutionIsNamed(@TempDir Path temp) throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "noexec", "tmpfs", disk.toString()), "no right to mount");
        try {
            UserException e = assertThrows(UserException.class, () -> NativeFolder.explain(disk, FAILURE));

            assertEquals(
                    "the cache lies on a file system that is mounted noexec: no native library can be loaded from it",
                    e.problem());
            assertEquals(disk.toString(), e.where());
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void aFullDiskIsTheMachines(@TempDir Path temp) throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()), "no right to mount");
        try {
            Files.write(disk.resolve("libpart.so"), new byte[1 << 19]);

            UncheckedIOException e =
                    assertThrows(UncheckedIOException.class, () -> NativeFolder.explain(disk, FAILURE));

            assertInstanceOf(WriteFailure.class, e.getCause());
            assertEquals(3, Explanation.of(e, "ctbench").code());
            assertEquals(disk.toString(), Explanation.of(e, "ctbench").where());
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(Arrays.asList(command)).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
