package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.reports.formats.CsvWriter;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryPageTest {
    @TempDir
    Path folder;

    private static List<HistoryEntry> entries() {
        List<HistoryEntry> entries = new ArrayList<>();
        List<List<Double>> seeds = List.of(List.of(0.9, 0.92), List.of(0.9, 0.92), List.of(0.88, 0.9));
        for (int i = 0; i < seeds.size(); i++) {
            String added = "2026-11-2" + (8 - i) + "T12:00:00Z"; // ever earlier
            RecordedRun run = Recorded.run("run " + i, added, Optional.of("exact/1"), seeds.get(i));
            RecordedRun.Bundle bundle = i == 0
                    ? new RecordedRun.Bundle("https://example.org/demo.crate.zip", Optional.empty())
                    : new RecordedRun.Bundle("/runs/b " + i + ".zip", Optional.of(run.numbers()));
            entries.add(new HistoryEntry(i + 1, Sha256.of(new byte[] {(byte) i}), Recorded.with(run, bundle)));
        }
        return entries;
    }

    @Test
    void drawsEachSeriesMarksItsChangesAndLinksToBundles() throws Exception {
        List<HistoryEntry> entries = entries();

        Path page = HistoryPage.write(entries, Trends.of(entries, List.of(), 0), folder);

        String html = Files.readString(page, StandardCharsets.UTF_8);
        assertTrue(
                html.contains("<a href=\"https://example.org/demo.crate.zip\" rel=\"noreferrer\">"), "a web address");
        assertTrue(html.contains("<a href=\"file:///runs/b%201.zip\" rel=\"noreferrer\">"), "a file");
        assertTrue(html.contains("its clock is earlier than that of the run above"), "the clock");
        assertTrue(html.contains("from 91.00 % (runs 1\u20132) to 89.00 % (run 3)"), "the fall");
        String curve = Files.readString(folder.resolve("figures/trend-1.csv"));
        assertEquals("""
                series,run,"accuracy, %",band from,band to
                mean over seeds,1,91.000000,90.000000,92.000000
                mean over seeds,2,91.000000,90.000000,92.000000
                mean over seeds,3,89.000000,88.000000,90.000000
                level,1,91.000000,undefined: a line without a band,undefined: a line without a band
                level,2,91.000000,undefined: a line without a band,undefined: a line without a band
                level,3,89.000000,undefined: a line without a band,undefined: a line without a band
                """, curve);
    }

    @Test
    void oneRunIsAPage() throws Exception {
        List<HistoryEntry> entries = entries().subList(0, 1);

        Path page = HistoryPage.write(entries, Trends.of(entries, List.of(), 0), folder);

        assertTrue(Files.readString(page).contains("too few runs"));
    }

    @Test
    void everyValueIsInTheTableOfValues() {
        assertEquals("""
                run,plan,plan digest,model,set,metric,"mean, %","lowest, %","highest, %"
                1,demo,4bf5122f3445,resnet18,test,accuracy,91.00,90.00,92.00
                2,demo,4bf5122f3445,resnet18,test,accuracy,91.00,90.00,92.00
                3,demo,4bf5122f3445,resnet18,test,accuracy,89.00,88.00,90.00
                """, CsvWriter.write(HistoryBlocks.values(Trends.of(entries(), List.of("accuracy"), 0))));
    }
}
