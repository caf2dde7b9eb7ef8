package org.ctbench.harness.cells;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;

/**
 * States of unfinished work in a folder, {@code checkpoint-<number>-<SHA-256>.<suffix>}: the name of each holds the digest of
 * its content, so that a damaged one is known and the one before it is taken.
 */
public final class Snapshots {
    /** Suffixes of the states of trainings and of evaluations. */
    public static final List<String> SUFFIXES = List.of(Checkpoint.SUFFIX, PartialPredictions.SUFFIX);

    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12})-([0-9a-f]{64})\\.\\w+");

    private final Path folder;
    private final String suffix;
    private final int keep;

    /**
     * Snapshots in a folder.
     *
     * @param suffix of their names, without dot
     * @param keep how many of the newest are kept, at least 1
     */
    public Snapshots(Path folder, String suffix, int keep) {
        this.folder = folder;
        this.suffix = suffix;
        this.keep = keep;
    }

    /** Whether a file is called as a snapshot is. */
    static boolean isSnapshot(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Writes a snapshot and removes those that are too old.
     *
     * @param number grows from one to the next
     * @return its size in bytes
     */
    public long save(long number, AtomicFiles.Content content) throws IOException {
        Path file = AtomicFiles.writeByDigest(folder, digest -> name(number, digest), content);
        List<Path> all = newestFirst();
        for (Path old : all.subList(Math.min(keep, all.size()), all.size())) {
            Files.delete(old);
        }
        return Files.size(file);
    }

    private String name(long number, Sha256 digest) {
        return String.format(Locale.ROOT, "checkpoint-%012d-%s.%s", number, digest, suffix);
    }

    /**
     * The newest snapshot whose content has the digest of its name.
     *
     * @param damaged is told of those that were passed over
     */
    public Optional<Path> newest(Consumer<Path> damaged) throws IOException {
        for (Path file : newestFirst()) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches() && Sha256.of(file).hex().equals(name.group(2))) {
                return Optional.of(file);
            }
            damaged.accept(file);
        }
        return Optional.empty();
    }

    /** Number of the newest snapshot, unread. */
    public Optional<Long> number() throws IOException {
        return newestFirst().stream().findFirst().map(Snapshots::numberOf);
    }

    /** Removes all of them. */
    public void clear() throws IOException {
        for (Path file : newestFirst()) {
            Files.delete(file);
        }
    }

    private List<Path> newestFirst() throws IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Snapshots::isSnapshot)
                        .filter(file -> file.toString().endsWith("." + suffix))
                        .forEach(all::add);
            }
        }
        all.sort(Comparator.comparing((Path file) -> file.getFileName().toString())
                .reversed());
        return all;
    }

    private static long numberOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException("not a snapshot: " + file);
        }
        return Long.parseLong(name.group(1));
    }
}
