package org.ctbench.datasets.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.lists.ListPinner;

/** The locks of generated data sets. Those of {@link PhantomSpec#standard()} are shipped in {@code splits/locks}. */
public final class PhantomLocks {
    private final ListLock.Generated generated;
    private final Path lists;

    private PhantomLocks(PhantomSpec spec, Path lists) {
        generated = new ListLock.Generated("ctbench phantom", PhantomGenerator.VERSION, spec.seed());
        this.lists = lists;
    }

    /**
     * The locks of the three data sets that were generated.
     *
     * @param summary what {@link PhantomGenerator#generate} returned
     */
    public static List<DataSetLock> of(PhantomSummary summary) throws IOException {
        PhantomLocks locks = new PhantomLocks(summary.spec(), summary.root().resolve("lists"));
        return List.of(locks.covidx(), locks.lesion(), locks.ictcf());
    }

    private DataSetLock covidx() throws IOException {
        DataSetLock set = dataSet(Site.COVIDX, "covidx-ct-v1", "Generated slices in the manner of COVIDx-CT");
        ListPinner.Pinned train = pin(set, "train", "train_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty());
        ListPinner.Pinned sample = pin(
                set, "sample", "train_split_classification.txt", ListFormat.COVIDX_SAMPLE, Optional.of(train.split()));
        return set.withSplits(List.of(
                train.lock(),
                pin(set, "val", "val_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty())
                        .lock(),
                pin(set, "test", "test_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty())
                        .lock(),
                sample.lock(),
                ListPinner.pinDifference(set, "remainder", train.split(), sample.split())
                        .lock()));
    }

    private DataSetLock lesion() throws IOException {
        String title = "Generated slices with lesion masks in the manner of CNCB-NCOV";
        DataSetLock set = dataSet(Site.LESION, "cncb-lesion", title);
        return trainAndTest(set, "_split_segmentation.txt", ListFormat.LESION);
    }

    private DataSetLock ictcf() throws IOException {
        DataSetLock set = dataSet(Site.ICTCF, "ictcf", "Generated slices in the manner of iCTCF");
        return trainAndTest(set, "_ictcf.txt", ListFormat.ICTCF);
    }

    private DataSetLock trainAndTest(DataSetLock set, String file, ListFormat format) throws IOException {
        List<SplitLock> splits = new ArrayList<>();
        for (String name : List.of("train", "test")) {
            splits.add(pin(set, name, name + file, format, Optional.empty()).lock());
        }
        return set.withSplits(splits);
    }

    private ListPinner.Pinned pin(DataSetLock set, String name, String file, ListFormat format, Optional<Split> within)
            throws IOException {
        return ListPinner.pin(set, name, lists.resolve(file), format, Optional.of(generated), within);
    }

    /** A data set without splits, with the classes and names of the one that it imitates. */
    private static DataSetLock dataSet(Site site, String imitated, String title) {
        DataSetLock real = Locks.shipped().dataSet(imitated);
        return new DataSetLock(
                DataSetLock.SCHEMA,
                site.folder(),
                DataSetLock.Kind.GENERATED,
                title,
                real.classes(),
                real.images(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
