package org.ctbench.harness.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.metrics.Weighting;
import org.ctbench.harness.shortcuts.NoPixels;
import org.ctbench.harness.shortcuts.SliceSubset;
import org.ctbench.harness.statistics.ClassificationMetric;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.reports.document.Table;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;

/** What classifiers that see no pixel reach on a split, from its lists alone. */
public final class ListShortcuts {
    private ListShortcuts() {}

    /**
     * The table.
     *
     * @param data folder with the imported lists
     * @param train id of the split to learn from
     * @param test id of the split to predict
     * @throws UserException if a split is unknown or not there, or its list does not tell slice numbers and body boxes
     */
    public static Table of(Locks locks, Path data, String train, String test, Resampling resampling)
            throws IOException {
        SplitLock learned = locks.split(train);
        SplitLock predicted = locks.split(test);
        List<Slice> training = Manifests.read(data, learned).slices();
        List<Slice> slices = Manifests.read(data, predicted).slices();
        List<String> classes = locks.dataSet(predicted.dataSet()).classes().names();
        List<NoPixels> noPixels = NoPixels.of(
                new NoPixels.Lists(
                        learned, predicted, locks.splitsOf(learned.dataSet()), id -> split(data, locks.split(id))),
                slices,
                classes);
        if (noPixels.isEmpty()) {
            throw new UserException(
                    "the lists of " + train + " and " + test
                            + " do not give class, slice number and body box of every slice",
                    "--train, --test",
                    "name splits of a data set whose lists do, such as covidx-ct-v1");
        }
        ShortcutTable table = new ShortcutTable(
                noPixels,
                SliceSubset.matchedByPosition(slices, classes),
                SliceSubset.ofOtherPatients(slices, training),
                List.of(
                        ClassificationMetric.accuracy(),
                        ClassificationMetric.weightedF1(Weighting.ACTUAL, Optional.empty())),
                resampling);
        return table.of(
                "shortcuts", "Trained on " + train + ", tested on " + test, List.of(), largestClass(slices, classes));
    }

    private static Optional<Split> split(Path data, SplitLock lock) {
        try {
            return Files.exists(Manifests.file(data, lock.id()))
                    ? Optional.of(Manifests.read(data, lock))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String largestClass(List<Slice> slices, List<String> classes) {
        long most = 0;
        String name = "";
        for (String c : classes) {
            long count = slices.stream()
                    .filter(slice -> slice.className().equals(Optional.of(c)))
                    .count();
            name = count > most ? c : name;
            most = Math.max(most, count);
        }
        return "The largest class, " + name + ", has "
                + ReportWording.percent(OptionalDouble.of((double) most / slices.size()), "")
                        .text()
                + " % of the slices.";
    }
}
