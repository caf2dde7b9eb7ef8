package org.ctbench.harness.leases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * The leases of one cell, {@code lease-000001} and so on in the folder of its work. The next number is taken by a hard link,
 * which succeeds for one worker alone, also over NFS. Beside a lease its holder counts in {@code count-000001} while it is
 * alive, and leaves {@code end-000001} when it gives the lease up, and {@code failure-000001} if an error made it do so.
 */
public final class Leases {
    /** How the names of folders of work end. */
    public static final String SUFFIX = ".work";

    private static final String LEASE = "lease";
    private static final String COUNT = "count";
    private static final String END = "end";
    private static final String FAILURE = "failure";

    private final Path folder;

    /** @param folder of the work on a cell; need not exist */
    public Leases(Path folder) {
        this.folder = folder;
    }

    /**
     * Those of all cells of a run on which somebody works or worked, sorted by their folders.
     *
     * @param cells folder of the cells of the run
     */
    public static List<Leases> in(Path cells) throws IOException {
        List<Leases> all = new ArrayList<>();
        for (Path model : files(cells, ".*")) {
            if (Files.isDirectory(model)) {
                files(model, ".*" + Pattern.quote(SUFFIX)).forEach(folder -> all.add(new Leases(folder)));
            }
        }
        return all;
    }

    /** The lease that is in force, if there was ever one. */
    public Optional<Lease> latest() throws IOException {
        List<Path> leases = files(LEASE);
        return leases.isEmpty() ? Optional.empty() : lease(leases.get(leases.size() - 1));
    }

    /** All leases, the first one first. */
    public List<Lease> all() throws IOException {
        List<Lease> all = new ArrayList<>();
        for (Path file : files(LEASE)) {
            lease(file).ifPresent(all::add);
        }
        return all;
    }

    /** Of one that cannot be read nobody knows whose it is: it is over when nobody was seen to count for long enough. */
    private Optional<Lease> lease(Path file) throws IOException {
        try {
            return read(file, Lease.class);
        } catch (UserException e) {
            String name = file.getFileName().toString();
            int number = Integer.parseInt(name.substring(name.indexOf('-') + 1));
            return Optional.of(new Lease(Lease.SCHEMA, folder.toString(), number, Worker.UNKNOWN));
        }
    }

    /**
     * Takes the next lease, if the one in force is over.
     *
     * @param cell name of the cell
     * @param worker who takes it
     * @param pulse what the worker knows of others
     * @param lost is run, in another thread, once another worker has taken the cell over
     * @return empty if another worker has the cell
     */
    public Optional<HeldLease> take(String cell, Worker worker, Pulse pulse, Runnable lost) throws IOException {
        Optional<Lease> last = latest();
        if (last.isPresent() && !pulse.isOver(this, last.get())) {
            return Optional.empty();
        }
        int number = last.map(Lease::number).orElse(0) + 1;
        Lease mine = new Lease(Lease.SCHEMA, cell, number, worker);
        try {
            return AtomicFiles.create(file(LEASE, number), Documents.toJson(mine))
                    ? Optional.of(new HeldLease(this, mine, pulse.silence(), lost))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // the cell is finished and its folder of work gone
        }
    }

    /** How far the holder of a lease has counted. */
    long count(Lease lease) throws IOException {
        try {
            String text = Files.readString(file(COUNT, lease.number())).strip();
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Counts in place: on NFS others see a file that was replaced later than one that was changed. */
    void count(Lease lease, long count) throws IOException {
        Files.writeString(file(COUNT, lease.number()), String.format(Locale.ROOT, "%019d%n", count));
    }

    /** Whether the holder of a lease gave it up. */
    public boolean isGivenUp(Lease lease) {
        return Files.exists(file(END, lease.number()));
    }

    void giveUp(Lease lease) throws IOException {
        try {
            Files.createFile(file(END, lease.number()));
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            return; // the cell is finished and its folder of work gone, or it was given up before
        }
    }

    void fail(Lease lease, String reason) throws IOException {
        Failure failure = new Failure(lease.worker().text(), reason);
        AtomicFiles.write(file(FAILURE, lease.number()), Documents.toJson(failure));
    }

    /** The attempts that an error ended, the first one first. */
    public List<Failure> failures() throws IOException {
        List<Failure> failures = new ArrayList<>();
        for (Path file : files(FAILURE)) {
            read(file, Failure.class).ifPresent(failures::add);
        }
        return failures;
    }

    /** Forgets the attempts that failed: the cell is tried again as if there had been none. */
    public void forgive() throws IOException {
        for (Path file : files(FAILURE)) {
            Files.deleteIfExists(file);
        }
    }

    private Path file(String kind, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%06d", kind, number));
    }

    private List<Path> files(String kind) throws IOException {
        return files(folder, kind + "-\\d{6}");
    }

    /** Sorted; each may be gone when it is looked at. */
    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** What a file says; empty if it was removed meanwhile. */
    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Optional.of(Documents.parseJson(text, file.toString(), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
