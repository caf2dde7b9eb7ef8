package org.ctbench.harness.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.bench.Course;
import org.ctbench.models.bench.StageReport;
import org.ctbench.models.bench.StageReport.Memory;
import org.ctbench.models.bench.StageReport.Rate;
import org.ctbench.models.bench.StageTiming;
import org.ctbench.models.bench.WallTime;
import org.ctbench.models.tensor.OperationProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTextTest {
    private static final WallTime OWN = new WallTime("two-stage step", 9, 1500, 1400.25, 1600);
    private static final List<OperationProfile.Row> OPERATIONS = List.of(
            new OperationProfile.Row("conv2d", 56, 600, 750, 0.9),
            new OperationProfile.Row("between operations", 0, 150, 0, 0.1));

    @ParameterizedTest
    @ValueSource(strings = {"", "ru", "tr"})
    void printsTheSameInEveryLocale(String locale) {
        WallTime torch = new WallTime("two-stage step", 9, 2000, 1900, 2100);
        StageReport report = new StageReport(
                "affinity",
                512,
                2,
                "torch 1.13",
                List.of(new StageTiming(OWN, Optional.of(torch))),
                new Rate(4, Optional.of(2.0)),
                new Memory(900L << 20, OptionalLong.of(1L << 30), OptionalLong.of(2L << 30)),
                Optional.of(new Course(500, 100, 1500, 1501.5, 50, 8, 9)),
                OPERATIONS);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            assertEquals("""
                    affinity on one image of 512 x 512, 2 threads; milliseconds: median [shortest-longest] of 9 runs
                    beside it: torch 1.13
                    torch does the released code's full work: both branches and all masks in every evaluation

                                                 ctbench                    torch                      ctbench / torch
                    two-stage step               1500.00 [1400.25-1600.00]  2000.00 [1900.00-2100.00]             0.75
                    evaluated images per second  4.00                       2.00                                  2.00
                    peak of the engine's memory  900 MiB                    –                                        –
                    peak of resident memory      1024 MiB                   2048 MiB                              0.50

                    500 two-stage steps
                      median of the first 100: 1500.00 ms, of the last 100: 1501.50 ms
                      memory of the engine after step 50: 8 bytes, after step 500: 9 bytes

                    in a two-stage step  calls  forward ms  backward ms   share
                    conv2d                56.0      600.00       750.00  90.0 %
                    between operations              150.00               10.0 %
                    """, BenchText.of(report));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatWasNotRunIsADash() {
        StageReport report = new StageReport(
                "affinity",
                512,
                2,
                "torch not run: no python",
                List.of(new StageTiming(OWN, Optional.empty())),
                new Rate(4, Optional.empty()),
                new Memory(900L << 20, OptionalLong.empty(), OptionalLong.empty()),
                Optional.empty(),
                OPERATIONS);

        List<String> lines = BenchText.of(report).lines().toList();

        assertEquals("beside it: torch not run: no python", lines.get(1));
        assertEquals("two-stage step               1500.00 [1400.25-1600.00]  –                    –", lines.get(4));
        assertEquals("peak of resident memory      –                          –                    –", lines.get(7));
        assertEquals("in a two-stage step  calls  forward ms  backward ms   share", lines.get(9));
    }
}
