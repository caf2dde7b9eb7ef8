package org.ctbench.harness.predictions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.ctbench.harness.metrics.ConfusionMatrix;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * Adds up the slices of each patient. Nothing depends on the order in which they are added: patients stand in the order of their first
 * images by the bytes of their names, as in splits.
 */
public final class PatientTally {
    private static final int SHOWN = 10;
    private static final String THE_FILES = "the files";

    /** As a cluster knows them; decides which faults are told first. */
    private static final Comparator<Path> BY_ADDRESS =
            Comparator.comparing(file -> file.toAbsolutePath().normalize().toString());

    private final ShardFormat format;
    private final Map<String, Own> patients = new HashMap<>();
    private boolean areOther;

    /** A tally of nothing. */
    public PatientTally(ShardFormat format) {
        this.format = format;
    }

    private static final class Own {
        private final String patient;
        private final long[] counts;
        private String first;

        Own(String patient, int pairs, String first) {
            this.patient = patient;
            this.counts = new long[pairs];
            this.first = first;
        }
    }

    /**
     * Adds slices of a patient.
     *
     * @param pair {@code true class * classes + predicted class}
     * @param slices how many
     * @param first image of one of them: the first by the bytes of its name
     */
    public void add(String patient, int pair, long slices, String first) {
        int classes = format.classes().size();
        Own own = patients.computeIfAbsent(patient, p -> new Own(p, classes * classes, first));
        own.counts[pair] += slices;
        if (Manifests.compareBytes(first, own.first) < 0) {
            own.first = first;
        }
    }

    /** Notes that the values of some row are no probabilities, as {@link ShardReader#read} tells. */
    public void addOther() {
        areOther = true;
    }

    /**
     * The counts of all patients.
     *
     * @throws UserException if nothing was added, slices of the split are missing, values that are said to be logits are all
     *     probabilities, or slices of one true and one predicted class are more than {@link ConfusionMatrix#LARGEST_COUNT}
     */
    public PatientCounts counts() {
        if (patients.isEmpty()) {
            throw new UserException("the files have no rows", format.about(), "name files with predictions");
        }
        requireAll();
        Values.requireLogits(format.values(), areOther, THE_FILES);
        requireRoom();
        return PatientCounts.of(
                format.classes(),
                patients.values().stream()
                        .sorted(Comparator.comparing(own -> own.first, Manifests::compareBytes))
                        .map(own -> own.counts)
                        .toList());
    }

    private void requireRoom() {
        long[] sums = new long[format.classes().size() * format.classes().size()];
        for (Own own : patients.values()) {
            for (int pair = 0; pair < sums.length; pair++) {
                sums[pair] += own.counts[pair];
            }
        }
        long largest = LongStream.of(sums).max().orElseThrow();
        if (largest > ConfusionMatrix.LARGEST_COUNT) {
            throw new UserException(
                    "a cell of the confusion matrix counts " + largest + " slices; the most is "
                            + ConfusionMatrix.LARGEST_COUNT,
                    THE_FILES,
                    "resample the patients in several parts");
        }
    }

    private void requireAll() {
        Map<String, Long> left = new HashMap<>();
        format.slices().values().forEach(slice -> left.merge(slice.patient(), 1L, Long::sum));
        if (left.isEmpty()) {
            return;
        }
        for (Own own : patients.values()) {
            for (long count : own.counts) {
                left.merge(own.patient, -count, Long::sum);
            }
        }
        Set<String> lacking = new TreeSet<>();
        left.forEach((patient, slices) -> {
            if (slices != 0) {
                lacking.add(patient);
            }
        });
        if (!lacking.isEmpty()) {
            throw new UserException(
                    "the files lack " + left.values().stream().mapToLong(n -> n).sum() + " of "
                            + format.slices().size() + " slices of " + format.about() + ", of "
                            + (lacking.size() == 1 ? "patient " : "patients ") + some(lacking),
                    format.about(),
                    "write a row for each slice of the split");
        }
    }

    /**
     * Counts the predictions in files, on this machine, whose memory holds the name of every slice.
     *
     * @throws UserException if a file is not read or a row is at fault, a slice stands twice, or one of the split is missing
     */
    public static PatientCounts count(List<Path> files, ShardFormat format) throws IOException {
        PatientTally tally = new PatientTally(format);
        Set<String> images = new HashSet<>();
        Set<String> twice = new TreeSet<>(Manifests::compareBytes);
        List<UserException> faults = new ArrayList<>();
        for (Path file : files.stream().sorted(BY_ADDRESS).toList()) {
            byte[] bytes = Documents.readBytes(file);
            try {
                boolean other = ShardReader.read(format, bytes, file.toString(), slice -> {
                    if (!images.add(slice.image())) {
                        twice.add(slice.image());
                    }
                    tally.add(slice.patient(), slice.pair(), 1, slice.image());
                });
                if (other) {
                    tally.addOther();
                }
            } catch (UserException e) {
                faults.add(e);
            }
        }
        requireSound(faults, twice.size(), twice);
        return tally.counts();
    }

    /**
     * Requires that nothing is wrong with files.
     *
     * @param faults what is wrong with each of them, in the order of their addresses
     * @param twice how many slices stand twice or more
     * @param first the first of them by the bytes of their names
     * @throws UserException otherwise
     */
    public static void requireSound(List<UserException> faults, long twice, Set<String> first) {
        if (!faults.isEmpty()) {
            UserException fault = faults.get(0);
            int others = faults.size() - 1;
            String more =
                    others == 0 ? "" : "\n  and faults in " + others + (others == 1 ? " more file" : " more files");
            throw new UserException(fault.problem() + more, fault.where(), fault.fix(), fault);
        }
        if (twice > 0) {
            throw new UserException(
                    twice + (twice == 1 ? " slice stands" : " slices stand") + " more than once: " + some(first),
                    THE_FILES,
                    "write one row for each slice; a folder may hold files of two runs");
        }
    }

    private static String some(Set<String> names) {
        return String.join(", ", names.stream().limit(SHOWN).toList()) + (names.size() > SHOWN ? " and others" : "");
    }
}
