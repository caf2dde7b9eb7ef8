package org.ctbench.harness.cells;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.splits.documents.Sha256;

/**
 * Checkpoints of ends of epochs that stay when a training is over, so that parts of it can be computed again: {@code
 * epoch-<number>-<state>.safetensors} in the folder of its cell, or wherever they were moved. The name holds the digest of the
 * state, as the chain of the training has it.
 */
public final class KeptStates {
    private static final Pattern NAME = Pattern.compile("epoch-\\d{6}-([0-9a-f]{64})\\." + Checkpoint.SUFFIX);

    private KeptStates() {}

    /** Name of the checkpoint of a link. */
    public static String name(ChainLink link) {
        return String.format(Locale.ROOT, "epoch-%06d-%s.%s", link.epoch(), link.state(), Checkpoint.SUFFIX);
    }

    /** Whether a file is called as such a checkpoint is. */
    static boolean isKept(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /**
     * The checkpoints in a folder and below it, also where links lead, as large files may lie on another disk; by the state that their name
     * states; their content is not read.
     */
    public static Map<Sha256, Path> below(Path folder) throws IOException {
        Map<Sha256, Path> states = new TreeMap<>(Comparator.comparing(Sha256::hex));
        if (Files.isDirectory(folder)) {
            for (Path file : files(folder)) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    states.putIfAbsent(new Sha256(name.group(1)), file);
                }
            }
        }
        return states;
    }

    private static SortedSet<Path> files(Path folder) throws IOException {
        SortedSet<Path> files = new TreeSet<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        if (e instanceof FileSystemLoopException // the folder that the link leads back to is being
                                // walked
                                || e instanceof AccessDeniedException) { // a checkpoint that is missing is named later
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return files;
    }
}
