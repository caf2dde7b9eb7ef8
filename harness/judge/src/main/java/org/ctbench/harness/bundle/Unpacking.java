package org.ctbench.harness.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.documents.WriteFailure;

/**
 * Unpacks the zip of a bundle, which may come from anybody: its size is known from what it says of itself before anything is
 * unpacked, and no file gets larger than it is said to be.
 */
final class Unpacking {
    private static final int MOST_FILES = 100_000;
    private static final long LARGEST_FILE = 1L << 28;
    private static final long MOST_BYTES = 1L << 31;

    private final Path file;
    private final Path into;

    private Unpacking(Path file, Path into) {
        this.file = file;
        this.into = into;
    }

    /**
     * Unpacks a bundle.
     *
     * @return paths of the files, relative to {@code into}, with {@code /}
     * @throws UserException if it is not a zip file, damaged, cut off or too large, or has a file outside of itself
     */
    static SortedSet<String> unpack(Path file, Path into) throws IOException {
        if (Files.notExists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new UserException(
                    Files.isDirectory(file) ? "a folder where a bundle is needed" : "not a file",
                    file.toString(),
                    "name the file that `ctbench bundle` wrote");
        }
        return new Unpacking(file, into).unpack();
    }

    private SortedSet<String> unpack() throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            TreeMap<String, ZipEntry> entries = new TreeMap<>();
            long total = 0;
            if (zip.size() > MOST_FILES) {
                throw noBundle("it has " + zip.size() + " files, more than " + MOST_FILES);
            }
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                requireInside(entry.getName());
                if (!entry.isDirectory()) {
                    total += declared(entry);
                    if (total > MOST_BYTES) {
                        throw noBundle("unpacked it is larger than 2 GiB");
                    }
                    if (entries.put(entry.getName(), entry) != null) {
                        throw noBundle("it has '" + entry.getName() + "' twice");
                    }
                }
            }
            requireNoFileInAFile(entries);
            for (ZipEntry entry : entries.values()) {
                unpack(zip, entry);
            }
            return new TreeSet<>(entries.keySet());
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw noBundle(damage(e.getMessage()));
        }
    }

    private long declared(ZipEntry entry) {
        long size = entry.getSize();
        if (size < 0 || size > LARGEST_FILE) {
            throw noBundle("its file '" + entry.getName() + "' is larger than 256 MiB");
        }
        return size;
    }

    private void requireInside(String name) {
        boolean inside = !name.startsWith("/")
                && !name.contains("\\")
                && !name.contains(":")
                && name.equals(Printed.of(name))
                && List.of(name.split("/")).stream()
                        .noneMatch(part -> part.isEmpty() || part.equals("..") || part.equals("."));
        if (!inside) {
            throw noBundle("a file in it has the name '" + Printed.of(name) + "'");
        }
    }

    private void requireNoFileInAFile(TreeMap<String, ZipEntry> entries) {
        for (String name : entries.keySet()) {
            for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
                if (entries.containsKey(name.substring(0, slash))) {
                    throw noBundle("'" + name.substring(0, slash) + "' is a file and a folder in it");
                }
            }
        }
    }

    /** What cannot be read is the zip's fault; what cannot be written is the disk's. */
    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path target = into.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long left = entry.getSize();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    break;
                }
                write(out, buffer, n, target);
            }
            if (left != 0) {
                throw noBundle("its file '" + entry.getName() + "' is not of the " + entry.getSize()
                        + " bytes that it states");
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw noBundle("its file '" + entry.getName() + "' is damaged: " + e.getMessage());
        }
    }

    private static void write(OutputStream out, byte[] bytes, int length, Path target) throws WriteFailure {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new WriteFailure(target, e);
        }
    }

    /** What the matter is with a file that is read as no zip. */
    private String damage(String reason) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(4);
            boolean zip = start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
            boolean noEnd = reason != null && reason.contains("END header");
            return !zip
                    ? "it is not a zip file"
                    : noEnd ? "the file is cut off: the end of its zip is missing" : "its zip is damaged: " + reason;
        }
    }

    private UserException noBundle(String why) {
        return noBundle(file, why);
    }

    static UserException noBundle(Path file, String why) {
        return new UserException(
                "not a bundle of ctbench: " + why, file.toString(), "get the file again from its author");
    }
}
