package org.ctbench.datasets.phantom;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.ctbench.datasets.phantom.PhantomFolder.Entry;
import org.ctbench.datasets.phantom.PhantomSummary.Content;
import org.ctbench.datasets.phantom.SliceRenderer.Rendered;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.LockFile;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Writes three generated data sets and their lists below a root folder, in the layouts of the real ones:
 *
 * <pre>
 * phantom-covidx/NCP_7_12_0031.png    flat, as COVIDx-CT
 * phantom-lesion/imgs/3_21.jpg        slices, and
 * phantom-lesion/masks/3_21.png       0 background, 1 lung, 2 ground glass, 3 consolidation
 * phantom-ictcf/pCT4.jpg, nCT90.jpg   flat, as iCTCF
 * lists/train_COVIDx_CT-1.txt ...     eight lists with the publishers' names and formats
 * phantom.yaml                        what made all this
 * </pre>
 *
 * <p>The bytes follow from the spec alone: not from the platform, the number of threads or what was there before.
 */
public final class PhantomGenerator {
    /** Rises with every change that changes a byte of what is written. */
    public static final int VERSION = 1;

    private final PhantomSpec spec;
    private final Path root;
    private final PhantomFolder folder;
    private final PhantomFiles files;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final TreeSet<String> different = new TreeSet<>();
    private int written;

    private PhantomGenerator(PhantomSpec spec, Path root, PhantomFolder folder) {
        this.spec = spec;
        this.root = root;
        this.folder = folder;
        files = PhantomFiles.of(spec);
    }

    /** Number of slices that a spec asks for: the sum of what {@code done} is told. */
    public static long slices(PhantomSpec spec) {
        PhantomSpec.Covidx covidx = spec.covidx();
        long lesion = 5L * (spec.lesion().trainPatients() + spec.lesion().testPatients());
        long ictcf = 2L * spec.ictcf().trainPerClass() + spec.ictcf().test();
        return 3L * covidx.samplePerClass() + covidx.remainder() + covidx.val() + covidx.test() + lesion + ictcf;
    }

    /**
     * Whether a call of {@code generate} would find all that it would write. Writes nothing.
     *
     * @throws UserException if the folder was generated from another spec
     */
    public static boolean isComplete(PhantomSpec spec, Path root) throws IOException {
        return whole(spec, root, new PhantomFolder(root)).isPresent();
    }

    /**
     * Generates what is missing. A second call reads the files, finds them as they were written and changes nothing; a
     * call after one that was cut goes on where that ended.
     *
     * @param done told of slices done since the last call of it, on the calling thread
     * @throws UserException if the folders hold files that the generator did not write, were generated from another
     *     spec, or were changed since; nothing that was there is overwritten
     */
    public static PhantomSummary generate(PhantomSpec spec, Path root, LongConsumer done) throws IOException {
        return generate(spec, root, done, () -> {});
    }

    /**
     * As above; where several start at once, one generates and the others wait for it. A folder that has everything is only
     * read.
     *
     * @param waiting is run once if another process or thread generates there
     */
    @SuppressWarnings("try") // the lock is taken to be held
    public static PhantomSummary generate(PhantomSpec spec, Path root, LongConsumer done, Runnable waiting)
            throws IOException {
        PhantomFolder folder = new PhantomFolder(root);
        Optional<Map<String, Content>> whole = whole(spec, root, folder);
        if (whole.isEmpty() || !folder.leftovers().isEmpty() && Files.isWritable(root)) {
            AtomicBoolean told = new AtomicBoolean();
            Runnable each = () -> {
                if (!told.getAndSet(true)) {
                    waiting.run();
                }
                done.accept(0); // may throw, if it is asked to stop
            };
            try (LockFile lock = LockFile.ofDataFolder(root, each)) {
                for (Path leftover : folder.leftovers()) {
                    Files.delete(leftover);
                }
                whole = whole(spec, root, folder);
                if (whole.isEmpty()) {
                    return new PhantomGenerator(spec, root, folder).run(PhantomStamp.read(root), done);
                }
            }
        }
        done.accept(slices(spec));
        int kept = whole.get().values().stream().mapToInt(Content::files).sum();
        return new PhantomSummary(root, spec, 0, kept, whole.get());
    }

    /** What is there, if it is all that was generated. */
    private static Optional<Map<String, Content>> whole(PhantomSpec spec, Path root, PhantomFolder folder)
            throws IOException {
        Optional<PhantomStamp> stamp = PhantomStamp.read(root);
        if (stamp.isPresent() && !stamp.get().madeFrom(spec)) {
            throw new UserException(
                    "the folder holds a phantom of another spec or generator version",
                    root.resolve(PhantomStamp.NAME).toString(),
                    "choose another folder, or delete this one");
        }
        if (stamp.isEmpty() || !stamp.get().complete()) {
            return Optional.empty();
        }
        Map<String, Content> there = folder.read();
        return there.equals(stamp.get().folders()) ? Optional.of(there) : Optional.empty();
    }

    private PhantomSummary run(Optional<PhantomStamp> before, LongConsumer done) throws IOException {
        folder.claim(expected(), before.isPresent());
        Map<String, Sha256> digests = new LinkedHashMap<>();
        files.lists().forEach((name, text) -> digests.put(name, Sha256.of(text.getBytes(StandardCharsets.UTF_8))));
        PhantomStamp stamp = new PhantomStamp(PhantomStamp.SCHEMA, VERSION, spec, digests, new LinkedHashMap<>());
        if (before.isEmpty()) {
            stamp.write(root);
        }
        for (Map.Entry<String, String> list : files.lists().entrySet()) {
            keep("lists/" + list.getKey(), list.getValue().getBytes(StandardCharsets.UTF_8));
        }
        slices(done);
        folder.refuse(different);
        Map<String, Content> contents = PhantomFolder.contents(entries);
        stamp.completed(contents).write(root);
        return new PhantomSummary(root, spec, written, entries.size() - written, contents);
    }

    private TreeSet<String> expected() {
        TreeSet<String> expected = new TreeSet<>();
        files.lists().keySet().forEach(name -> expected.add("lists/" + name));
        files.names().forEach((scan, names) -> {
            for (String name : names) {
                expected.add(path(scan, name));
                if (scan.patient().site() == Site.LESION) {
                    expected.add(maskPath(name));
                }
            }
        });
        return expected;
    }

    private static String path(ScanPlan scan, String name) {
        Site site = scan.patient().site();
        return site.folder() + (site == Site.LESION ? "/imgs/" : "/") + name;
    }

    private static String maskPath(String name) {
        return Site.LESION.folder() + "/masks/" + name.replace(".jpg", ".png");
    }

    private void slices(LongConsumer done) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Integer>> scans = new ArrayList<>();
            files.names().forEach((scan, names) -> {
                Callable<Integer> work = () -> scan(scan, names);
                scans.add(workers.submit(work));
            });
            for (Future<Integer> scan : scans) {
                done.accept(scan.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while generating " + root).initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // a scan throws no other
        } finally {
            end(workers);
        }
    }

    /** Waits for the slices in work, whose files are whole or absent then; the others are not begun. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int scan(ScanPlan scan, List<String> names) throws IOException {
        SliceRenderer renderer = new SliceRenderer(scan.phantom(spec.seed()), spec.imageSize());
        int size = spec.imageSize();
        for (int i = 0; i < names.size(); i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while generating " + root);
            }
            Rendered slice = renderer.render(scan.numbers().get(i));
            String name = names.get(i);
            keep(
                    path(scan, name),
                    name.endsWith(".png")
                            ? GreyPng.encode(slice.pixels(), size)
                            : GreyJpeg.encode(slice.pixels(), size));
            if (scan.patient().site() == Site.LESION) {
                keep(maskPath(name), GreyPng.encode(slice.mask(), size));
            }
        }
        return names.size();
    }

    /** Writes a file if it is missing, and compares it if it is there. */
    private void keep(String name, byte[] bytes) throws IOException {
        Path file = root.resolve(name);
        boolean there = Files.exists(file);
        boolean same = there && Arrays.equals(Files.readAllBytes(file), bytes);
        if (!there) {
            AtomicFiles.write(file, bytes);
        }
        Entry entry = Entry.of(bytes);
        synchronized (entries) {
            entries.put(name, entry);
            if (there && !same) {
                different.add(name);
            }
            written += there ? 0 : 1;
        }
    }
}
