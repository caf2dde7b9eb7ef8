package org.ctbench.harness.bundle;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;
import org.ctbench.splits.files.Sha256;

/**
 * Checks a bundle and derives its report again, offline.
 *
 * @param bundle digest of the file
 * @param files number of files in it
 * @param changed what is wrong with the bundle itself: files that are not those it lists, missing ones, foreign ones
 * @param derived number of files of the report that were derived again
 * @param different files of the report that came out differently; of pictures the pixels count, as Java versions pack them
 *     differently
 */
public record Replay(Sha256 bundle, int files, List<String> changed, int derived, List<String> different) {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (.+)");
    private static final Pattern PICTURE = Pattern.compile("data:image/png;base64,([A-Za-z0-9+/=]+)");
    private static final long MOST_BYTES = 1L << 31;

    public Replay {
        changed = List.copyOf(changed);
        different = List.copyOf(different);
    }

    /** Whether every byte is as it was sealed and every file of the report follows from the others. */
    public boolean passed() {
        return changed.isEmpty() && different.isEmpty();
    }

    /**
     * Checks a bundle.
     *
     * @param keep where to write the report that was derived again, if anywhere
     * @throws UserException if the file is no bundle
     */
    public static Replay of(Path file, Optional<Path> keep) throws IOException {
        byte[] zip = Files.readAllBytes(file);
        Map<String, byte[]> files = unzip(zip, file);
        List<String> changed = changed(files, file);
        if (!changed.isEmpty()) {
            return new Replay(Sha256.of(zip), files.size(), changed, 0, List.of());
        }
        Path work = Files.createTempDirectory("ctbench-replay");
        try {
            for (Map.Entry<String, byte[]> entry : files.entrySet()) {
                AtomicFiles.write(work.resolve(entry.getKey()), entry.getValue());
            }
            Map<String, byte[]> again = Bundle.report(work);
            if (keep.isPresent()) {
                for (Map.Entry<String, byte[]> entry : again.entrySet()) {
                    AtomicFiles.write(keep.get().resolve(entry.getKey()), entry.getValue());
                }
            }
            return new Replay(Sha256.of(zip), files.size(), changed, again.size(), different(files, again));
        } finally {
            Bundle.delete(work);
        }
    }

    private static List<String> different(Map<String, byte[]> files, Map<String, byte[]> again) {
        List<String> different = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        again.keySet().forEach(name -> names.add(Bundle.REPORT + "/" + name));
        files.keySet().stream()
                .filter(name -> name.startsWith(Bundle.REPORT + "/"))
                .forEach(names::add);
        for (String name : names) {
            byte[] sealed = files.get(name);
            byte[] derived = again.get(name.substring(Bundle.REPORT.length() + 1));
            if (sealed == null || derived == null) {
                different.add(name + (sealed == null ? " is not in the bundle" : " does not follow from the run"));
            } else if (!content(name, sealed).equals(content(name, derived))) {
                different.add(name + " came out differently");
            }
        }
        return different;
    }

    /** What counts of a file: its bytes, but of pictures their pixels. */
    private static Sha256 content(String name, byte[] bytes) {
        if (name.endsWith(".png")) {
            return pixels(bytes);
        }
        if (name.endsWith(".svg") || name.endsWith(".html")) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            String plain = PICTURE.matcher(text).replaceAll(m -> content(m.group(1)));
            return Sha256.of(plain.getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.of(bytes);
    }

    private static String content(String base64) {
        try {
            return pixels(Base64.getDecoder().decode(base64)).hex();
        } catch (IllegalArgumentException e) {
            return "damaged " + base64;
        }
    }

    /** Digest of the pixels; of what is no picture, of its bytes. */
    private static Sha256 pixels(byte[] png) {
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            return Sha256.of(png);
        }
        if (image == null) {
            return Sha256.of(png);
        }
        int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        ByteBuffer buffer = ByteBuffer.allocate(4 * argb.length + 8);
        buffer.putInt(image.getHeight()).putInt(image.getWidth());
        for (int pixel : argb) {
            buffer.putInt(pixel);
        }
        return Sha256.of(buffer.array());
    }

    private static List<String> changed(Map<String, byte[]> files, Path file) {
        byte[] sums = files.get(Bundle.SUMS);
        if (sums == null || !files.containsKey(CrateMetadata.NAME)) {
            throw noBundle(file, "it has no " + (sums == null ? Bundle.SUMS : CrateMetadata.NAME));
        }
        List<String> changed = new ArrayList<>();
        TreeSet<String> foreign = new TreeSet<>(files.keySet());
        foreign.remove(Bundle.SUMS);
        for (String line : new String(sums, StandardCharsets.UTF_8).lines().toList()) {
            var sum = SUM.matcher(line);
            if (!sum.matches()) {
                changed.add(Bundle.SUMS + " has a line that is no digest: " + line);
                continue;
            }
            byte[] bytes = files.get(sum.group(2));
            foreign.remove(sum.group(2));
            if (bytes == null) {
                changed.add(sum.group(2) + " is missing");
            } else if (!Sha256.of(bytes).hex().equals(sum.group(1))) {
                changed.add(sum.group(2) + " was changed");
            }
        }
        foreign.forEach(name -> changed.add(name + " is not listed in " + Bundle.SUMS));
        return changed;
    }

    private static Map<String, byte[]> unzip(byte[] zip, Path file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        long total = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean inside = !name.startsWith("/")
                        && !name.contains("\\")
                        && List.of(name.split("/")).stream().noneMatch(part -> part.equals("..") || part.equals("."));
                if (!inside) {
                    throw noBundle(file, "a file in it has the name '" + name + "'");
                }
                if (!entry.isDirectory()) {
                    byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, MOST_BYTES - total));
                    total += bytes.length;
                    if (total >= Integer.MAX_VALUE - 8) {
                        throw noBundle(file, "it is larger than 2 GB");
                    }
                    if (files.put(name, bytes) != null) {
                        throw noBundle(file, "it has " + name + " twice");
                    }
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw noBundle(file, "its zip is damaged: " + e.getMessage());
        }
        if (files.isEmpty()) {
            throw noBundle(file, "it is no zip");
        }
        return files;
    }

    private static UserException noBundle(Path file, String why) {
        return new UserException(
                "not a bundle of ctbench: " + why, file.toString(), "get the file again from whoever made it");
    }
}
