package org.ctbench.datasets.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.datasets.verify.DuplicateSearch.Candidate;
import org.ctbench.datasets.verify.DuplicateSearch.Match;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;

/**
 * Reads every image of some splits and reports what is missing, damaged, no CT slice, or the same in two splits. The
 * report does not depend on the number of threads.
 */
public final class DataVerifier {
    private static final int MOST_SPLITS = Long.SIZE - 1;

    private DataVerifier() {}

    /**
     * A split and where its images are.
     *
     * @param names how the images of the data set are called; masks are checked too if it has any
     */
    public record Images(Split split, SliceSource source, ImageNames names) {
        String dataSet() {
            return split.id().substring(0, split.id().indexOf('/'));
        }
    }

    /** An image, which several splits of its data set may hold. */
    private record Image(Images first, Slice slice, long splits) {}

    /**
     * Checks all images of these splits; an image that stands in several is read once.
     *
     * @param threads how many images are read at once
     * @param done told how many images were read since the last call, from one thread at a time
     * @throws IllegalArgumentException if there are more than 63 splits, or threads is below 1
     */
    public static DataReport verify(List<Images> splits, int threads, LongConsumer done) {
        if (splits.size() > MOST_SPLITS) {
            throw new IllegalArgumentException("at most " + MOST_SPLITS + " splits at once, got " + splits.size());
        }
        List<Image> images = distinct(splits);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            // a parallel stream that is started inside a pool runs in that pool
            return pool.submit(() -> verify(splits, images, done)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading images", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Image> distinct(List<Images> splits) {
        Map<String, Image> images = new LinkedHashMap<>();
        for (int i = 0; i < splits.size(); i++) {
            Images split = splits.get(i);
            long bit = 1L << i;
            for (Slice slice : split.split.slices()) {
                images.merge(
                        split.dataSet() + "/" + slice.id(),
                        new Image(split, slice, bit),
                        (a, b) -> new Image(a.first, a.slice, a.splits | b.splits));
            }
        }
        return List.copyOf(images.values());
    }

    private static DataReport verify(List<Images> splits, List<Image> images, LongConsumer done) {
        Object turn = new Object();
        List<CheckedImage> checked = IntStream.range(0, images.size())
                .parallel()
                .mapToObj(i -> {
                    CheckedImage image = check(images.get(i));
                    synchronized (turn) {
                        done.accept(1);
                    }
                    return image;
                })
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            for (CheckedImage.Seen seen : checked.get(i).findings()) {
                add(findings, splits, images.get(i), new Match(seen.kind(), i, i, seen.detail()));
            }
        }
        for (int s = 0; s < splits.size(); s++) {
            ofWholeSplit(findings, splits.get(s).split.id(), of(1L << s, images, checked));
        }
        for (Match match : duplicates(images, checked)) {
            add(findings, splits, images.get(match.image()), match);
        }
        passedOver(findings, splits);
        findings.sort(Comparator.comparing(Finding::kind)); // stable: splits and slices stay in order
        return DataReport.of(counted(splits, findings), findings);
    }

    private static List<CheckedImage> of(long split, List<Image> images, List<CheckedImage> checked) {
        return IntStream.range(0, images.size())
                .filter(i -> (images.get(i).splits & split) != 0)
                .mapToObj(checked::get)
                .toList();
    }

    /** What one slice may have and a whole split may not. */
    private static void ofWholeSplit(List<Finding> findings, String split, List<CheckedImage> images) {
        boolean blank =
                images.stream().filter(image -> image.look().isPresent()).allMatch(i -> i.is(Kind.BLANK));
        boolean lesions = images.stream().anyMatch(CheckedImage::lesions);
        findings.replaceAll(f -> {
            if (f.split().equals(split) && f.kind() == Kind.BLANK && blank) {
                return new Finding(Kind.BLANK_SPLIT, split, f.image(), f.detail());
            }
            return f.split().equals(split) && f.kind() == Kind.NO_LESION && !lesions
                    ? new Finding(Kind.SPLIT_WITHOUT_LESIONS, split, f.image(), f.detail())
                    : f;
        });
    }

    /** What stands there instead of masks, for the first split that lacks some. */
    private static void passedOver(List<Finding> findings, List<Images> splits) {
        Set<SliceSource> told = new HashSet<>();
        for (Images images : splits) {
            String split = images.split.id();
            boolean lacking = findings.stream()
                    .anyMatch(f -> f.kind() == Kind.NO_MASK && f.split().equals(split));
            if (lacking && told.add(images.source)) {
                for (String file : images.source.passedOver()) {
                    findings.add(new Finding(
                            Kind.PASSED_OVER, split, file, "neither image nor mask; " + images.names.maskRule()));
                }
            }
        }
    }

    private static CheckedImage check(Image image) {
        return ImageCheck.check(image.first.source, image.slice, image.first.names.hasMasks());
    }

    private static List<Match> duplicates(List<Image> images, List<CheckedImage> checked) {
        List<Candidate> candidates = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (checked.get(i).look().isPresent()) {
                Image image = images.get(i);
                String name = image.first.split.id() + " " + image.slice.id()
                        + image.slice.patient().map(p -> " (patient " + p + ")").orElse("");
                candidates.add(
                        new Candidate(name, image.splits, checked.get(i).look().get()));
                positions.add(i);
            }
        }
        return DuplicateSearch.search(candidates).stream()
                .map(m -> new Match(m.kind(), positions.get(m.image()), positions.get(m.partner()), m.detail()))
                .toList();
    }

    /** A finding for each split that holds the image. */
    private static void add(List<Finding> findings, List<Images> splits, Image image, Match match) {
        for (int i = 0; i < splits.size(); i++) {
            if ((image.splits & 1L << i) != 0) {
                findings.add(new Finding(match.kind(), splits.get(i).split.id(), image.slice.id(), match.detail()));
            }
        }
    }

    private static String place(SliceSource source) {
        String notOpened = source.notOpenedText();
        return source.describe() + (notOpened.isEmpty() ? "" : "; " + notOpened);
    }

    private static List<DataReport.Checked> counted(List<Images> splits, List<Finding> findings) {
        Map<String, Map<Kind, Integer>> counts = new LinkedHashMap<>();
        for (Finding finding : findings) {
            counts.computeIfAbsent(finding.split(), id -> new EnumMap<>(Kind.class))
                    .merge(finding.kind(), 1, Integer::sum);
        }
        return splits.stream()
                .map(s -> new DataReport.Checked(
                        s.split.id(), place(s.source), s.split.size(), counts.getOrDefault(s.split.id(), Map.of())))
                .toList();
    }
}
