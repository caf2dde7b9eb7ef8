package org.ctbench.reports;

import org.ctbench.reports.document.Report;

/** The sample report, for tests of other packages. */
public final class Samples {
    private Samples() {}

    public static Report report() {
        return SampleReport.report();
    }
}
