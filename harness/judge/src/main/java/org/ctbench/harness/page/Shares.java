package org.ctbench.harness.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.statistics.Interval;
import org.ctbench.harness.statistics.Proportion;
import org.ctbench.reports.cells.Bounds;
import org.ctbench.reports.document.SharesByBin;

/** Shares with Wilson's intervals of 95 %. */
final class Shares {
    private static final double CONFIDENCE = 0.95;

    private Shares() {}

    /** One share for each bin. */
    static List<SharesByBin.Share> of(long[] parts, long[] all) {
        List<SharesByBin.Share> shares = new ArrayList<>();
        for (int b = 0; b < all.length; b++) {
            shares.add(
                    all[b] == 0
                            ? SharesByBin.Share.of(0, 0)
                            : new SharesByBin.Share(parts[b], all[b], Optional.of(bounds(parts[b], all[b]))));
        }
        return shares;
    }

    /** Wilson's interval per hundred. */
    static Bounds bounds(long part, long all) {
        Interval interval = new Proportion(part, all).wilson(CONFIDENCE);
        return Bounds.fractions(interval.low(), interval.high());
    }
}
