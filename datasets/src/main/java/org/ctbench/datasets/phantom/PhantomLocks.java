package org.ctbench.datasets.phantom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.lists.ListPinner;
import org.ctbench.splits.lists.ListPinner.Pinned;

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
        String set = Site.COVIDX.folder();
        Pinned train = pin(set + "/train", "train_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty());
        List<SplitLock> splits = new ArrayList<>();
        splits.add(train.lock());
        splits.add(pin(set + "/val", "val_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty())
                .lock());
        splits.add(pin(set + "/test", "test_COVIDx_CT-1.txt", ListFormat.COVIDX, Optional.empty())
                .lock());
        Pinned sample = pin(
                set + "/sample",
                "train_split_classification.txt",
                ListFormat.COVIDX_SAMPLE,
                Optional.of(train.split()));
        splits.add(sample.lock());
        splits.add(ListPinner.pinDifference(set + "/remainder", train.split(), sample.split())
                .lock());
        return lock(set, "Generated slices in the manner of COVIDx-CT", splits);
    }

    private DataSetLock lesion() throws IOException {
        String set = Site.LESION.folder();
        String title = "Generated slices with lesion masks in the manner of CNCB-NCOV";
        return lock(set, title, trainAndTest(set, "_split_segmentation.txt", ListFormat.LESION));
    }

    private DataSetLock ictcf() throws IOException {
        String set = Site.ICTCF.folder();
        return lock(set, "Generated slices in the manner of iCTCF", trainAndTest(set, "_ictcf.txt", ListFormat.ICTCF));
    }

    private List<SplitLock> trainAndTest(String set, String file, ListFormat format) throws IOException {
        List<SplitLock> splits = new ArrayList<>();
        for (String name : List.of("train", "test")) {
            splits.add(
                    pin(set + "/" + name, name + file, format, Optional.empty()).lock());
        }
        return splits;
    }

    private Pinned pin(String id, String file, ListFormat format, Optional<Split> within) throws IOException {
        return ListPinner.pin(id, lists.resolve(file), format, generated, within);
    }

    private static DataSetLock lock(String id, String title, List<SplitLock> splits) {
        return new DataSetLock(
                DataSetLock.SCHEMA, id, DataSetLock.Kind.GENERATED, title, splits, List.of(), Optional.empty());
    }
}
