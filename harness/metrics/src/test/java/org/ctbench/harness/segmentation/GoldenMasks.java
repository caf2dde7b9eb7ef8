package org.ctbench.harness.segmentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.detection.BinaryMask;

/** A case of {@code /golden/mask-ap.txt}; the format is described in {@code src/test/golden/mask_ap.py}. */
public record GoldenMasks(
        String name, List<ImageMasks> images, Optional<List<Double>> author, Optional<List<Double>> coco) {
    public static List<GoldenMasks> load() {
        List<GoldenMasks> cases = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            lines.add(line);
            if (line.startsWith("coco ")) {
                cases.add(parse(lines));
                lines.clear();
            }
        }
        return cases;
    }

    private static GoldenMasks parse(List<String> lines) {
        Map<String, String[]> single = new LinkedHashMap<>();
        List<List<ScoredMask>> predictions = new ArrayList<>();
        List<List<BinaryMask>> truths = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ");
            int last = predictions.size() - 1;
            switch (parts[0]) {
                case "image" -> {
                    predictions.add(new ArrayList<>());
                    truths.add(new ArrayList<>());
                }
                case "prediction" -> {
                    BinaryMask mask = mask(single.get("case"), parts[2]);
                    predictions.get(last).add(new ScoredMask(mask, Double.parseDouble(parts[1])));
                }
                case "truth" -> truths.get(last).add(mask(single.get("case"), parts[1]));
                default -> single.put(parts[0], parts);
            }
        }
        List<ImageMasks> images = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            images.add(new ImageMasks(predictions.get(i), truths.get(i)));
        }
        String name = single.get("case")[1];
        return new GoldenMasks(name, images, metrics(single.get("author")[1]), metrics(single.get("coco")[1]));
    }

    /** A mask of the size that a line {@code case ID HEIGHT WIDTH} says. */
    private static BinaryMask mask(String[] size, String runs) {
        BitSet pixels = new BitSet();
        for (String run : runs.split(",")) {
            String[] ends = run.split("\\+");
            int start = Integer.parseInt(ends[0]);
            pixels.set(start, start + Integer.parseInt(ends[1]));
        }
        return BinaryMask.of(Integer.parseInt(size[2]), Integer.parseInt(size[3]), pixels::get);
    }

    private static Optional<List<Double>> metrics(String text) {
        return text.equals("undefined")
                ? Optional.empty()
                : Optional.of(
                        Arrays.stream(text.split(",")).map(Double::valueOf).toList());
    }

    private static String text() {
        try (InputStream in = GoldenMasks.class.getResourceAsStream("/golden/mask-ap.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("/golden/mask-ap.txt", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
