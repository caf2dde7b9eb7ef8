package org.ctbench.datasets.phantom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ctbench.datasets.phantom.PhantomSummary.Content;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** The folders that the generator owns below its root, and what lies in them. */
final class PhantomFolder {
    private static final List<String> OWN =
            List.of(Site.COVIDX.folder(), Site.LESION.folder(), Site.ICTCF.folder(), "lists");
    private static final int SHOWN = 10;

    private final Path root;

    PhantomFolder(Path root) {
        this.root = root;
    }

    /** Length and digest of a file. */
    record Entry(long length, Sha256 sha256) {
        static Entry of(byte[] bytes) {
            return new Entry(bytes.length, Sha256.of(bytes));
        }
    }

    /** Names of all files in the folders, relative to the root, with {@code /}, sorted. */
    TreeSet<String> files() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String own : OWN) {
            Path folder = root.resolve(own);
            if (Files.exists(folder)) {
                try (Stream<Path> walk = Files.walk(folder)) {
                    walk.filter(p -> !Files.isDirectory(p))
                            .map(p -> root.relativize(p).toString().replace('\\', '/'))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Stamps that were not written to their end, by a killed process if no other has the lock. */
    List<Path> leftovers() throws IOException {
        return AtomicFiles.unfinished(root, 1).stream()
                .filter(file -> file.getFileName().toString().startsWith("." + PhantomStamp.NAME))
                .toList();
    }

    /** Content of each folder as it is on the disk. */
    Map<String, Content> read() throws IOException {
        SortedMap<String, Entry> entries = new TreeMap<>();
        for (String file : files()) {
            entries.put(file, Entry.of(Files.readAllBytes(root.resolve(file))));
        }
        return contents(entries);
    }

    /** Content of each folder that has these files. */
    static Map<String, Content> contents(SortedMap<String, Entry> entries) {
        Map<String, Content> contents = new LinkedHashMap<>();
        for (String own : OWN) {
            MessageDigest digest = Sha256.digest();
            int files = 0;
            for (Map.Entry<String, Entry> e : entries.entrySet()) {
                if (e.getKey().startsWith(own + "/")) {
                    String name = e.getKey().substring(own.length() + 1);
                    String line = name + " " + e.getValue().length() + " "
                            + e.getValue().sha256() + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    files++;
                }
            }
            contents.put(own, new Content(files, Sha256.finish(digest)));
        }
        return contents;
    }

    /**
     * Removes what a killed run left half-written and checks that all the rest is the generator's.
     *
     * @param expected names of the files that the generator writes
     * @param ours whether a stamp says that the folders are the generator's
     * @throws UserException if there is a file that the generator did not write
     */
    void claim(Collection<String> expected, boolean ours) throws IOException {
        TreeSet<String> foreign = files();
        if (ours) {
            foreign.removeAll(expected);
            for (String half : foreign.stream().filter(f -> isHalf(f, expected)).toList()) {
                Files.delete(root.resolve(half));
                foreign.remove(half);
            }
        }
        if (!foreign.isEmpty()) {
            throw new UserException(
                    "the folder holds " + count(foreign.size()) + " that the phantom generator did not write: "
                            + firstOf(foreign),
                    root.toString(),
                    "choose an empty folder, or move them away");
        }
    }

    /** {@link org.ctbench.splits.documents.AtomicFiles} writes {@code .<name>.<random>.part} beside a file. */
    private static boolean isHalf(String file, Collection<String> expected) {
        int name = file.lastIndexOf('/') + 1;
        String folder = file.substring(0, name);
        int random = file.lastIndexOf('.', file.length() - ".part".length() - 1);
        return file.startsWith(".", name)
                && file.endsWith(".part")
                && random > name
                && expected.contains(folder + file.substring(name + 1, random));
    }

    /** Refuses files that have the name of a generated one and another content. */
    void refuse(Collection<String> different) {
        if (!different.isEmpty()) {
            throw new UserException(
                    count(different.size()) + (different.size() == 1 ? " differs" : " differ")
                            + " from what the phantom generator wrote: " + firstOf(different),
                    root.toString(),
                    "delete what differs and run the command again");
        }
    }

    static String count(int files) {
        return files == 1 ? "1 file" : files + " files";
    }

    private static String firstOf(Collection<String> files) {
        String first = files.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return files.size() > SHOWN ? first + " and " + (files.size() - SHOWN) + " more" : first;
    }
}
