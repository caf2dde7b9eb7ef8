package org.ctbench.harness.results;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.ctbench.splits.documents.InvalidValue;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * A file of a run.
 *
 * @param file path relative to the results document, with {@code /}
 * @param digest SHA-256 of the file
 */
public record FileReference(String file, Sha256 digest) {
    public FileReference {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(digest, "digest");
        requireInside(file);
    }

    /** @throws InvalidValue if the path leads out of the folder of the results document, or is none on this system */
    static void requireInside(String file) {
        boolean inside = isPath(file)
                && !file.startsWith("/")
                && !file.contains("\\")
                && List.of(file.split("/")).stream().noneMatch(part -> part.isEmpty() || part.startsWith(".."));
        if (!inside) {
            throw new InvalidValue(
                    "file",
                    "'" + file + "' is not a file in the folder of the run",
                    "restore the file as the run wrote it");
        }
    }

    private static boolean isPath(String file) {
        try {
            Path unused = Path.of(file);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /**
     * Where the file is, if its bytes are those of the reference.
     *
     * @param run folder of the results document
     * @throws UserException if it is missing or changed
     */
    public Path verified(Path run) throws IOException {
        Path path = run.resolve(file);
        Sha256 there;
        try {
            there = Sha256.of(path);
        } catch (NoSuchFileException e) {
            throw new UserException("the file is missing", path.toString(), "restore the file as the run wrote it", e);
        }
        if (!there.equals(digest)) {
            throw new UserException(
                    "the file is not the one of the results: digest " + there.abbreviated() + ", results say "
                            + digest.abbreviated(),
                    path.toString(),
                    "restore the file as the run wrote it");
        }
        return path;
    }
}
