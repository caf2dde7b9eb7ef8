package org.ctbench.datasets.phantom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.splits.Box;
import org.ctbench.splits.random.SeededRandom;

/** Names of the slices and the lists of them, in the formats and with the names that the publishers use. */
final class PhantomFiles {
    private static final int SPARE_NUMBERS = 25; // one of so many numbers of iCTCF is not used

    private final PhantomSpec spec;
    private final List<ScanPlan> scans;
    private final Map<ScanPlan, List<String>> names = new LinkedHashMap<>();
    private final Map<String, String> lists = new LinkedHashMap<>();

    private PhantomFiles(PhantomSpec spec) {
        this.spec = spec;
        scans = PhantomPlan.of(spec);
    }

    static PhantomFiles of(PhantomSpec spec) {
        PhantomFiles files = new PhantomFiles(spec);
        files.covidx();
        files.lesion();
        files.ictcf();
        return files;
    }

    /** Names of the slices of each scan, in the order of their numbers. */
    Map<ScanPlan, List<String>> names() {
        return names;
    }

    /** Text of each list by its file name. */
    Map<String, String> lists() {
        return lists;
    }

    private List<ScanPlan> of(Site site) {
        return scans.stream().filter(s -> s.patient().site() == site).toList();
    }

    private void covidx() {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        Map<Illness, List<String>> train = new TreeMap<>();
        Map<ScanPlan, List<Box>> boxes = boxes();
        for (ScanPlan scan : of(Site.COVIDX)) {
            List<String> files = new ArrayList<>();
            Illness d = scan.patient().diagnosis();
            for (int i = 0; i < scan.numbers().size(); i++) {
                String stem = String.format(
                        Locale.ROOT,
                        "%s_%s_%04d",
                        scan.patient().name(),
                        scan.scan(),
                        scan.numbers().get(i));
                Box box = boxes.get(scan).get(i);
                files.add(stem + ".png");
                texts.computeIfAbsent(scan.split(), s -> new StringBuilder())
                        .append(stem + ".png " + d.label() + " " + box.xmin() + " " + box.ymin() + " " + box.xmax()
                                + " " + box.ymax() + "\n");
                if (scan.split().equals("train")) {
                    train.computeIfAbsent(d, k -> new ArrayList<>()).add(stem + ".png");
                }
            }
            names.put(scan, files);
        }
        texts.forEach((split, text) -> lists.put(split + "_COVIDx_CT-1.txt", text.toString()));
        lists.put("train_split_classification.txt", sample(train));
    }

    private Map<ScanPlan, List<Box>> boxes() {
        List<ScanPlan> covidx = of(Site.COVIDX);
        List<List<Box>> boxes = covidx.parallelStream()
                .map(scan -> {
                    PhantomScan phantom = scan.phantom(spec.seed());
                    return scan.numbers().stream()
                            .map(n -> phantom.trunk(n, spec.imageSize()))
                            .toList();
                })
                .toList();
        return IntStream.range(0, covidx.size()).boxed().collect(Collectors.toMap(covidx::get, boxes::get));
    }

    private String sample(Map<Illness, List<String>> train) {
        StringBuilder text = new StringBuilder();
        train.forEach((d, slices) -> {
            SeededRandom.of(spec.seed(), "phantom sample of " + d).shuffle(slices);
            for (String name : slices.subList(0, spec.covidx().samplePerClass())) {
                text.append(d.label())
                        .append(name.substring(d.prefix().length()))
                        .append('\n');
            }
        });
        return text.toString();
    }

    private void lesion() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (ScanPlan scan : of(Site.LESION)) {
            List<String> files = scan.numbers().stream()
                    .map(n -> scan.patient().name() + "_" + n + ".jpg")
                    .toList();
            names.put(scan, files);
            lines.computeIfAbsent(scan.split(), s -> new ArrayList<>()).addAll(files);
        }
        lines.forEach((split, files) -> lists.put(
                split + "_split_segmentation.txt", lines(files.stream().sorted().toList())));
    }

    private void ictcf() {
        Map<String, List<String>> lines = new TreeMap<>((a, b) -> b.compareTo(a)); // train before test
        for (Illness d : List.of(Illness.NCP, Illness.NORMAL)) {
            List<ScanPlan> ofClass = of(Site.ICTCF).stream()
                    .filter(s -> s.patient().diagnosis() == d)
                    .toList();
            int total = ofClass.stream().mapToInt(s -> s.numbers().size()).sum();
            List<Integer> free = IntStream.rangeClosed(1, total + total / SPARE_NUMBERS)
                    .boxed()
                    .collect(Collectors.toCollection(ArrayList::new));
            SeededRandom.of(spec.seed(), "phantom names of phantom-ictcf " + d).shuffle(free);
            Map<String, List<String>> parts = new LinkedHashMap<>();
            int next = 0;
            for (ScanPlan scan : ofClass) {
                List<String> files = new ArrayList<>();
                for (int i = 0; i < scan.numbers().size(); i++) {
                    files.add((d == Illness.NCP ? "pCT" : "nCT") + free.get(next++) + ".jpg");
                }
                names.put(scan, files);
                parts.computeIfAbsent(scan.split(), s -> new ArrayList<>()).addAll(files);
            }
            parts.forEach((split, files) -> {
                SeededRandom.of(spec.seed(), "phantom order of phantom-ictcf " + split + " " + d)
                        .shuffle(files);
                List<String> prefixed =
                        files.stream().map(f -> d.label() + "_" + f).toList();
                lines.computeIfAbsent(split, s -> new ArrayList<>()).addAll(prefixed);
            });
        }
        lines.forEach((split, files) -> lists.put(split + "_ictcf.txt", lines(files)));
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
