package org.ctbench.harness.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
    private final List<HistoryRow> rows = new ArrayList<>(Recorded.rows(0.91, 0.92, 0.93, 0.94, 0.95));

    private List<String> findings() {
        return ChainCheck.of(rows, Optional.empty()).findings();
    }

    private static HistoryRow renumbered(HistoryRow row, long sequence) {
        return new HistoryRow(sequence, row.previous(), row.run(), row.document(), row.digest());
    }

    private static HistoryRow edited(HistoryRow row) {
        String better = row.document().replace("0.93", "0.99");
        return new HistoryRow(row.sequence(), row.previous(), row.run(), better, row.digest());
    }

    private static HistoryRow sealed(HistoryRow row) {
        return new HistoryRow(row.sequence(), row.previous(), row.run(), row.document(), row.digestAs(row.sequence()));
    }

    @Test
    void anUntouchedHistoryPasses() {
        ChainCheck check = ChainCheck.of(rows, Optional.empty());

        assertEquals(new ChainCheck(5, Optional.of(new Sha256(rows.get(4).digest())), List.of()), check);
    }

    @Test
    void aHistoryWithoutRunsPasses() {
        assertEquals(new ChainCheck(0, Optional.empty(), List.of()), ChainCheck.of(List.of(), Optional.empty()));
    }

    @Test
    void namesTheRunThatWasChanged() {
        rows.set(2, edited(rows.get(2)));

        assertEquals(List.of("run 3 was changed: its digest is not that of its content"), findings());
    }

    @Test
    void namesTheRunThatWasChangedTogetherWithItsDigest() {
        rows.set(2, sealed(edited(rows.get(2))));

        assertEquals(List.of("run 3 was replaced: run 4 was added after another one"), findings());
    }

    @Test
    void namesTheRunWhoseColumnWasChanged() {
        HistoryRow row = rows.get(1);
        rows.set(1, new HistoryRow(2, row.previous(), "0".repeat(64), row.document(), row.digest()));

        assertEquals(List.of("run 2 was changed: its column 'run' is not that of its document"), findings());
    }

    @Test
    void namesTheRunWhoseDocumentCannotBeRead() {
        HistoryRow last = rows.get(4);
        for (String document : List.of(
                "{", "{}", "", "null", "[]", last.document().replace(RecordedRun.SCHEMA, "ctbench/history/9"))) {
            rows.set(4, sealed(new HistoryRow(5, last.previous(), last.run(), document, "")));

            assertEquals(List.of("run 5 was changed: its document cannot be read"), findings(), document);
        }
    }

    @Test
    void namesTheRunsThatWereRemoved() {
        rows.remove(2);
        assertEquals(List.of("run 3 was removed"), findings());

        rows.remove(2);
        assertEquals(List.of("runs 3 to 4 were removed"), findings());
    }

    @Test
    void namesTheFirstRunIfItWasRemoved() {
        rows.remove(0);

        assertEquals(List.of("run 1 was removed"), findings());
    }

    @Test
    void noticesARemovalThatRenumbersTheOthers() {
        rows.remove(2);
        rows.set(2, renumbered(rows.get(2), 3));
        rows.set(3, renumbered(rows.get(3), 4));

        assertEquals(
                List.of(
                        "run 3 was added as number 4: a run before it was removed",
                        "run 4 was added as number 5: a run before it was removed"),
                findings());
    }

    @Test
    void noticesAnInsertedRun() {
        rows.set(4, renumbered(rows.get(4), 6));
        rows.set(3, renumbered(rows.get(3), 5));
        rows.add(3, HistoryRow.after(Optional.of(rows.get(2)), Recorded.run("forged", 0.99)));

        assertEquals(
                List.of(
                        "run 5 was added as number 4: a run was inserted before it",
                        "run 6 was added as number 5: a run was inserted before it"),
                findings());
    }

    @Test
    void noticesARunInsertedBeforeTheFirst() {
        HistoryRow first = rows.get(0);
        rows.add(0, sealed(renumbered(first, 0)));

        assertEquals("run 0 was inserted: numbers start at 1", findings().get(0));
    }

    @Test
    void aRemovedTailIsNoticedByItsHeadAlone() {
        Sha256 head = new Sha256(rows.get(4).digest());
        assertEquals(List.of(), ChainCheck.of(rows, Optional.of(head)).findings());
        assertEquals(
                List.of(),
                ChainCheck.of(rows, Optional.of(new Sha256(rows.get(1).digest())))
                        .findings());

        rows.remove(4);

        assertEquals(List.of(), findings());
        assertEquals(
                List.of("no run has the digest " + head.abbreviated()
                        + "...: runs at the end were removed, or this is another history"),
                ChainCheck.of(rows, Optional.of(head)).findings());
    }
}
