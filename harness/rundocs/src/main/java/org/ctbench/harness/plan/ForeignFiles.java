package org.ctbench.harness.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Files of weights, networks and programs that users name. */
public final class ForeignFiles {
    /** Names of files that PyTorch publishes end in the first eight digits of their digest. */
    private static final Pattern PUBLISHED = Pattern.compile(".+-([0-9a-f]{8})\\.pth");

    private ForeignFiles() {}

    /**
     * Digest of a file.
     *
     * @throws UserException if there is no such file, or its name says another digest
     */
    public static Sha256 digest(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    "there is no such file", file.toString(), "correct the path: it begins where ctbench is started");
        }
        Sha256 digest = Sha256.of(file);
        Matcher name = PUBLISHED.matcher(file.getFileName().toString());
        if (name.matches() && !digest.hex().startsWith(name.group(1))) {
            throw new UserException(
                    "by its name the file has a digest that begins with " + name.group(1) + ", but it is " + digest,
                    file.toString(),
                    "fetch it again, or give it another name if it is another file");
        }
        return digest;
    }

    /** @throws UserException if there is no such file, it is another one now, or it cannot be read as weights */
    public static ForeignWeights read(StartFile start) throws IOException {
        Path file = Path.of(start.weights());
        require(file, start.sha256());
        return read(file);
    }

    /** @throws UserException if there is no such file, or it is another one than the plan has a digest of */
    public static void require(PinnedFile file) throws IOException {
        require(Path.of(file.file()), file.sha256());
    }

    private static void require(Path file, Optional<Sha256> sha256) throws IOException {
        Sha256 found = digest(file);
        if (!found.equals(sha256.orElse(found))) {
            throw new UserException(
                    "the file is another one: its SHA-256 is " + found + ", the plan's is " + sha256.get(),
                    file.toString(),
                    "restore the file, or correct its sha256 in the plan");
        }
    }

    /** @throws UserException if there is no such file, or it cannot be read as weights */
    public static ForeignWeights read(Path file) throws IOException {
        digest(file);
        try {
            return ForeignWeights.read(file);
        } catch (IOException e) {
            throw new UserException(
                    "no weights can be read from it: " + e.getMessage(),
                    file.toString(),
                    "name a safetensors file, or one that torch.save wrote of a state_dict()",
                    e);
        }
    }
}
