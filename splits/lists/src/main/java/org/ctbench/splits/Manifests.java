package org.ctbench.splits;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Canonical form of a split: CSV in UTF-8 with LF line ends and the header
 * {@code image,class,patient,scan,slice,xmin,ymin,xmax,ymax}, rows in byte order of the image name, an empty cell where
 * a value is unknown. The same split always has the same bytes, so its digest pins it.
 */
public final class Manifests {
    /** Folder of the manifests within a data folder. */
    public static final String FOLDER = "splits";

    static final String SUFFIX = ".csv";

    /** The columns of a manifest, in order. */
    public static final List<String> COLUMNS =
            List.of("image", "class", "patient", "scan", "slice", "xmin", "ymin", "xmax", "ymax");

    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();
    private static final Comparator<Slice> BYTE_ORDER = (a, b) -> compareBytes(a.id(), b.id());

    private Manifests() {}

    /**
     * Where the manifest of a split lies: {@code <dataFolder>/splits/<data set>/<name>.csv}.
     *
     * @throws IllegalArgumentException if {@code splitId} is not {@code <data set>/<name>}
     */
    public static Path file(Path dataFolder, String splitId) {
        if (!splitId.matches(SplitLock.ID)) {
            throw new IllegalArgumentException("not the id of a split: '" + splitId + "'");
        }
        return dataFolder.resolve(FOLDER).resolve(splitId + SUFFIX);
    }

    /** The split with its slices in canonical order. */
    public static Split canonical(String id, List<Slice> slices) {
        return new Split(id, slices.stream().sorted(BYTE_ORDER).toList());
    }

    /**
     * The bytes of a split's manifest.
     *
     * @throws IllegalArgumentException if the slices are not in canonical order or an image is there twice
     */
    public static byte[] bytes(Split split) {
        for (int i = 1; i < split.size(); i++) {
            Slice before = split.slices().get(i - 1);
            Slice slice = split.slices().get(i);
            if (BYTE_ORDER.compare(before, slice) >= 0) {
                throw new IllegalArgumentException(
                        split.id() + ": image " + slice.id() + " stands after " + before.id());
            }
        }
        StringBuilder text = new StringBuilder(64 * split.size() + 64);
        try (CSVPrinter printer = new CSVPrinter(text, CSV)) {
            printer.printRecord(COLUMNS);
            for (Slice slice : split.slices()) {
                printer.printRecord(cells(slice));
            }
        } catch (IOException e) {
            throw new IllegalStateException("a StringBuilder does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Digest of a split's manifest. */
    public static Sha256 digest(Split split) {
        return Sha256.of(bytes(split));
    }

    /** Whether a file is a manifest, of whatever split: its first line tells. */
    public static boolean isManifest(Path file) throws IOException {
        byte[] header = (String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(header, in.readNBytes(header.length));
        }
    }

    /** Writes the manifest of a split into its place in a data folder, whole or not at all. */
    public static Path write(Path dataFolder, Split split) throws IOException {
        Path file = file(dataFolder, split.id());
        AtomicFiles.write(file, bytes(split));
        return file;
    }

    /**
     * Reads a split whose manifest must have the digest that the lock states.
     *
     * @throws UserException if the manifest is missing or differs from the lock
     */
    public static Split read(Path dataFolder, SplitLock lock) throws IOException {
        Path file = file(dataFolder, lock.id());
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = Documents.readBytes(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UserException(
                    "the split " + lock.id() + " does not exist yet", file.toString(), howToGet(lock, dataFolder), e);
        }
        Sha256 digest = Sha256.of(bytes);
        if (!digest.equals(lock.manifest())) {
            throw differs(file, bytes, digest, lock, dataFolder);
        }
        return parse(file, bytes, lock);
    }

    private static String howToGet(SplitLock lock, Path dataFolder) {
        if (lock.sampling().isPresent()) {
            Sampling s = lock.sampling().get();
            return "draw it again: `ctbench splits sample --from " + s.from() + " --per-class " + s.perClass()
                    + " --seed " + s.seed() + " --by " + s.by()
                    + " --name " + lock.name() + " --to " + dataFolder + "`";
        }
        boolean generated = Locks.shipped().dataSets().stream()
                .anyMatch(set -> set.id().equals(lock.dataSet()) && set.kind() == DataSetLock.Kind.GENERATED);
        if (generated) {
            return "generate it: `ctbench data phantom --to " + dataFolder + "`, then `ctbench splits import --from "
                    + dataFolder.resolve("lists") + " --to " + dataFolder + "`";
        }
        if (lock.list().filter(list -> list.published().isEmpty()).isPresent()) {
            return "run `ctbench splits import --locks DIR --from DIR --to " + dataFolder
                    + "` with the folders of its lock and of its lists";
        }
        return "run `ctbench splits import --from DIR --to " + dataFolder + "` with the folder that holds the lists, or"
                + " `ctbench splits fetch --to " + dataFolder + "`";
    }

    private static UserException differs(Path file, byte[] bytes, Sha256 digest, SplitLock lock, Path dataFolder) {
        long rows = new String(bytes, StandardCharsets.UTF_8).lines().count() - 1;
        String what = rows == lock.images()
                ? "sha256 " + lock.manifest() + ", found " + digest
                : lock.images() + " images, found " + Math.max(rows, 0);
        return new UserException(
                "the manifest of split " + lock.id() + " is not the one that its lock pins: expected " + what,
                file.toString(),
                "delete the file, then " + howToGet(lock, dataFolder));
    }

    /** Order of the UTF-8 bytes of two texts, which is that of their code points, without encoding them. */
    public static int compareBytes(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // half of a pair stands for a code point above all others, but is not the highest char
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }

    private static List<String> cells(Slice slice) {
        List<String> cells = new ArrayList<>(COLUMNS.size());
        cells.add(slice.id());
        cells.add(slice.className().orElse(""));
        cells.add(slice.patient().orElse(""));
        cells.add(slice.scan().orElse(""));
        cells.add(slice.number().isPresent() ? Integer.toString(slice.number().getAsInt()) : "");
        if (slice.box().isPresent()) {
            Box box = slice.box().get();
            for (int edge : new int[] {box.xmin(), box.ymin(), box.xmax(), box.ymax()}) {
                cells.add(Integer.toString(edge));
            }
        } else {
            cells.addAll(List.of("", "", "", ""));
        }
        return cells;
    }

    private static Split parse(Path file, byte[] bytes, SplitLock lock) throws IOException {
        List<Slice> slices = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(new String(bytes, StandardCharsets.UTF_8)), CSV)) {
            for (CSVRecord row : parser) {
                if (row.getRecordNumber() > 1) {
                    slices.add(slice(row, lock));
                } else if (!row.toList().equals(COLUMNS)) {
                    throw new IllegalArgumentException("header is " + row.toList());
                }
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // the digest fits, so the lock itself pins something that is not a manifest
            throw new UserException(
                    "not a manifest: " + e.getMessage(),
                    file + ":" + (slices.size() + 2),
                    "make the lock that pins it again",
                    e);
        }
        return new Split(lock.id(), slices);
    }

    private static Slice slice(CSVRecord row, SplitLock lock) {
        if (row.size() != COLUMNS.size()) {
            throw new IllegalArgumentException("expected " + COLUMNS.size() + " cells, found " + row.size());
        }
        Optional<String> className = text(row, 1);
        if (className.isPresent() && !lock.perClass().containsKey(className.get())) {
            throw new IllegalArgumentException("no class is called '" + className.get() + "'");
        }
        OptionalInt number = row.get(4).isEmpty() ? OptionalInt.empty() : OptionalInt.of(number(row, 4));
        Optional<Box> box = row.get(5).isEmpty()
                ? Optional.empty()
                : Optional.of(new Box(number(row, 5), number(row, 6), number(row, 7), number(row, 8)));
        return new Slice(row.get(0), className, text(row, 2), text(row, 3), number, box);
    }

    private static Optional<String> text(CSVRecord row, int column) {
        return Optional.of(row.get(column)).filter(cell -> !cell.isEmpty());
    }

    private static int number(CSVRecord row, int column) {
        try {
            return Integer.parseInt(row.get(column));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(COLUMNS.get(column) + " is '" + row.get(column) + "'", e);
        }
    }
}
