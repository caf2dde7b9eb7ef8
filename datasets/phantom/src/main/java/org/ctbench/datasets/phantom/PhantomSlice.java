package org.ctbench.datasets.phantom;

import org.ctbench.datasets.CtImage;

/** A single generated slice, for measurements that need pixels like those of CT. */
public final class PhantomSlice {
    private static final int SEED = 2022;

    private PhantomSlice() {}

    /** The middle slice of a scan with COVID-19, grey, with that many rows and columns; always the same one. */
    public static CtImage of(int size) {
        PhantomScan scan = PhantomScan.of(SEED, new PhantomScan.Patient(Site.COVIDX, Illness.NCP, "NCP_1"), "1");
        byte[] pixels = new SliceRenderer(scan, size).render(scan.slices() / 2).pixels();
        return CtImage.grey(size, size, pixels);
    }
}
