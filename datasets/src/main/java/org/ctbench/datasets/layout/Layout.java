package org.ctbench.datasets.layout;

import java.util.Optional;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.SplitLock;

/** The three ways in which the data sets name their images. A generated data set uses the layout it imitates. */
public enum Layout {
    /**
     * {@code NCP_96_1328_0032.png} anywhere below the root, or the raw {@code NCP/96/1328/0032.*} of CNCB-NCOV, in
     * folders or archives.
     */
    COVIDX("COVIDx-CT or CNCB-NCOV"),
    /** {@code imgs/12_45.*} and {@code masks/12_45.png}. */
    LESION("lesion slices and masks"),
    /** {@code pCT7.*} and {@code nCT7.*}, with or without {@code 2_} and {@code 0_} before it, in any folders. */
    ICTCF("iCTCF");

    /** How masks of {@link #LESION} are named, for people. */
    public static final String MASK_NAME =
            "a mask is called <patient>_<slice>.png and stands in a folder masks or mask";

    private final String title;

    Layout(String title) {
        this.title = title;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** The layout of images that a list of this format names. */
    public static Layout of(ListFormat format) {
        return switch (format) {
            case COVIDX, COVIDX_SAMPLE -> COVIDX;
            case LESION -> LESION;
            case ICTCF -> ICTCF;
        };
    }

    /**
     * The layout of a data set, by the format of its lists.
     *
     * @throws IllegalArgumentException if it has no list
     */
    public static Layout of(DataSetLock dataSet) {
        return dataSet.splits().stream()
                .map(SplitLock::list)
                .flatMap(Optional::stream)
                .map(ListLock::format)
                .map(Layout::of)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("data set " + dataSet.id() + " has no list"));
    }
}
