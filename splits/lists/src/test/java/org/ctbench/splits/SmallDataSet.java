package org.ctbench.splits;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ctbench.splits.lists.ListPinner;

/** A small data set in the formats of the published lists: two scans of 10 slices for each of 3 patients a class. */
public final class SmallDataSet {
    public static final String TRAIN = "train_COVIDx_CT-1.txt";
    public static final String SAMPLE = "train_split_classification.txt";
    public static final String ID = "small";

    private static final DataSetLock REAL = Locks.shipped().dataSet("covidx-ct-v1");
    private static final Classes CLASSES = REAL.classes();

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private SmallDataSet() {}

    /** The lines of the training list: NCP, CP, Normal. */
    public static List<String> trainLines() {
        List<String> lines = new ArrayList<>();
        for (int label = 2; label >= 0; label--) {
            String prefix = CLASSES.names().get(label);
            for (int patient = 1; patient <= 3; patient++) {
                for (int i = 0; i < 20; i++) {
                    int scan = 100 * patient + i / 10;
                    lines.add(String.format(
                            Locale.ROOT,
                            "%s_%d_%d_%04d.png %d 9 94 512 %d",
                            prefix,
                            patient,
                            scan,
                            i % 10,
                            label,
                            400 + i));
                }
            }
        }
        return lines;
    }

    /** The lines of the sample: every tenth training image. */
    public static List<String> sampleLines() {
        List<String> lines = new ArrayList<>();
        List<String> train = trainLines();
        for (int i = 0; i < train.size(); i += 10) {
            String image = train.get(i).split(" ")[0];
            String label = train.get(i).split(" ")[1];
            lines.add(label + image.substring(image.indexOf('_')));
        }
        return lines;
    }

    /** Writes lines, each ended by LF. */
    public static Path write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, text(lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Writes both lists into a folder and returns locks for them: train, sample, remainder. */
    public static Locks write(Path folder) throws IOException {
        var by = Optional.of(new ListLock.Generated("test", 1, 7));
        var set = dataSet(DataSetLock.Kind.GENERATED);
        Path train = write(folder.resolve(TRAIN), trainLines());
        Path sample = write(folder.resolve(SAMPLE), sampleLines());
        var all = ListPinner.pin(set, "train", train, ListFormat.COVIDX, by, Optional.empty());
        var some = ListPinner.pin(set, "sample", sample, ListFormat.COVIDX_SAMPLE, by, Optional.of(all.split()));
        var rest = ListPinner.pinDifference(set, "remainder", all.split(), some.split());
        return Locks.of(List.of(dataSet(DataSetLock.Kind.GENERATED, all.lock(), some.lock(), rest.lock())));
    }

    /** The same locks for lists that are published. */
    public static Locks published(Locks generated) {
        List<SplitLock> splits = generated.splits().stream()
                .map(s -> new SplitLock(
                        s.id(),
                        s.list().map(SmallDataSet::published),
                        s.difference(),
                        s.sampling(),
                        s.images(),
                        s.perClass(),
                        s.patients(),
                        s.manifest()))
                .toList();
        return Locks.of(List.of(dataSet(DataSetLock.Kind.PUBLISHED, splits.toArray(SplitLock[]::new))));
    }

    private static ListLock published(ListLock list) {
        var place = new ListLock.Published("owner/lists", COMMIT, "splits/" + list.file(), "unknown");
        return new ListLock(
                list.file(),
                list.format(),
                Optional.of(place),
                Optional.empty(),
                list.sha256(),
                list.bytes(),
                list.lines(),
                list.locator(),
                list.within());
    }

    public static DataSetLock dataSet(DataSetLock.Kind kind, SplitLock... splits) {
        return new DataSetLock(
                DataSetLock.SCHEMA,
                ID,
                kind,
                "Small data set",
                CLASSES,
                REAL.images(),
                List.of(splits),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
