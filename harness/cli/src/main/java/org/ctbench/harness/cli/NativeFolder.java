package org.ctbench.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;

/** Why native libraries do not load from the folder into which they were unpacked, as far as the folder is to blame. */
final class NativeFolder {
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    /** With less space left than the smallest library takes, unpacking has failed. */
    private static final long NO_SPACE = 1 << 20;

    private NativeFolder() {}

    /**
     * Returns if the folder is not to blame.
     *
     * @throws UserException if nothing may be executed there
     * @throws UncheckedIOException with a {@link WriteFailure} if its disk is full
     */
    static void explain(Path folder, RuntimeException failure) {
        if (Files.notExists(folder)) {
            return; // nothing was unpacked
        }
        try {
            if (Files.isReadable(MOUNTS)
                    && mayNotExecute(
                            folder.toRealPath(), new String(Files.readAllBytes(MOUNTS), StandardCharsets.UTF_8))) {
                throw new UserException(
                        "the cache lies on a file system that is mounted noexec: no native library can be loaded from it",
                        folder.toString(),
                        "set XDG_CACHE_HOME to a folder elsewhere, or name one by --cache",
                        failure);
            }
            if (Files.getFileStore(folder).getUsableSpace() < NO_SPACE) {
                throw new WriteFailure(folder, new IOException("no space left to unpack native libraries"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a folder lies on a mount with the option noexec.
     *
     * @param mounts text of {@code /proc/self/mountinfo}: the fifth field is where, the sixth has the options
     */
    static boolean mayNotExecute(Path folder, String mounts) {
        return mounts.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 5 && folder.startsWith(fields[4].replace("\\040", " ")))
                .reduce((one, later) -> later[4].length() >= one[4].length() ? later : one)
                .map(fields -> Arrays.asList(fields[5].split(",")).contains("noexec"))
                .orElse(false);
    }
}
