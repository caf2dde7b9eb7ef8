package org.ctbench.splits.lists;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Downloads published lists at their pinned commits into a cache folder, and imports them from there. A download that
 * broke off goes on where it stopped; what does not have the pinned digest is thrown away.
 */
public final class SplitFetcher {
    /** Where GitHub serves the files of a commit. */
    public static final URI GITHUB = URI.create("https://raw.githubusercontent.com/");

    private static final String FOLDER = "lists";

    private final Path cache;
    private final URI base;
    private final Download download;

    private SplitFetcher(Path cache, URI base, Download.Limits limits) {
        this.cache = cache.resolve(FOLDER);
        this.base = base;
        this.download = new Download(limits);
    }

    /** A fetcher that downloads from GitHub. */
    public static SplitFetcher of(Path cacheFolder) {
        return new SplitFetcher(cacheFolder, GITHUB, Download.Limits.DEFAULT);
    }

    /**
     * A fetcher that downloads from a mirror.
     *
     * @param base address, ending in '/', below which files lie as {@code <owner>/<name>/<commit>/<path>}
     */
    public static SplitFetcher of(Path cacheFolder, URI base) {
        return new SplitFetcher(cacheFolder, base, Download.Limits.DEFAULT);
    }

    static SplitFetcher of(Path cacheFolder, URI base, Download.Limits limits) {
        return new SplitFetcher(cacheFolder, base, limits);
    }

    /** Address of a published list at GitHub. */
    public static URI address(ListLock.Published published) {
        return GITHUB.resolve(place(published));
    }

    /** Bytes that {@link #fetch} reports as done when all of these data sets' lists are there. */
    public static long bytes(Locks locks) {
        return published(locks).stream().mapToLong(ListLock::bytes).sum();
    }

    /**
     * Downloads every published list of these locks that is not in the cache, then imports them.
     *
     * @param to data folder that gets the manifests
     * @param done is told the number of bytes that came in since the last call
     * @throws UserException if a list cannot be downloaded or is not the pinned one; no manifest is written then
     */
    public ImportReport fetch(Path to, Locks locks, LongConsumer done) throws IOException {
        List<ListLock> lists = published(locks);
        if (lists.isEmpty()) {
            throw new UserException(
                    "none of these data sets has a published list",
                    "data set",
                    "generated data sets bring their lists along: `ctbench splits import --from DIR`");
        }
        for (ListLock list : lists) {
            String place = place(list.published().orElseThrow());
            Path file = cache.resolve(place);
            if (Files.isRegularFile(file) && Sha256.of(file).equals(list.sha256())) {
                done.accept(list.bytes());
            } else {
                Files.createDirectories(file.getParent());
                download.run(new Download.Task(base.resolve(place), file, list.bytes(), list.sha256()), done);
            }
        }
        return SplitImporter.importFrom(cache, to, locks);
    }

    private static List<ListLock> published(Locks locks) {
        return locks.splits().stream()
                .flatMap(split -> split.list().stream())
                .filter(list -> list.published().isPresent())
                .toList();
    }

    private static String place(ListLock.Published published) {
        return published.repository() + "/" + published.commit() + "/" + published.path();
    }
}
