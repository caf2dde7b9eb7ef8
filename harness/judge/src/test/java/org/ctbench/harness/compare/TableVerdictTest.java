package org.ctbench.harness.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.statistics.Question;
import org.ctbench.harness.statistics.Verdict;
import org.ctbench.harness.statistics.Verdict.Kind;
import org.ctbench.harness.statistics.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableVerdictTest {
    private static PublishedTable table;

    @BeforeAll
    static void readTheTable() throws IOException {
        table = Papers.load("ter-sarkisov-2022").table(4);
    }

    @Test
    void asManyCellsDifferByChanceAsThereAreTestsTimesTheError() {
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(19, test(Kind.COMPATIBLE, 0.5)));
        verdicts.add(test(Kind.LOWER, 0.03));

        TableVerdict together = of(verdicts);

        assertEquals(20, together.tested());
        assertEquals(1, together.byChance(), 1e-12);
        assertEquals(1, together.differing());
        assertEquals(0, together.afterHolm());
        assertEquals("compatible", together.words());
    }

    @Test
    void aCellThatDiffersAfterHolmMakesTheTableDiffer() {
        List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(19, test(Kind.COMPATIBLE, 0.5)));
        verdicts.add(test(Kind.HIGHER, 0.0024)); // 20 * 0.0024 = 0.048

        assertEquals(1, of(verdicts).afterHolm());
        assertEquals("differs", of(verdicts).words());
    }

    @Test
    void aSmallDifferenceThatIsWithinTheMarginIsNone() {
        assertEquals("reproduced", of(List.of(test(Kind.REPRODUCED, 1e-6))).words());
        assertEquals(0, of(List.of(test(Kind.REPRODUCED, 1e-6))).afterHolm());
    }

    @Test
    void aTableIsReproducedWhereEveryValueIs() {
        Verdict exact = Verdict.exact("the same");
        Verdict reproduced = test(Kind.REPRODUCED, 0.9);
        Verdict unknown = Verdicts.cannotBeTold("one training");

        assertEquals("reproduced exactly", of(List.of(exact, exact)).words());
        assertEquals("reproduced", of(List.of(exact, reproduced)).words());
        assertEquals(
                "compatible", of(List.of(exact, test(Kind.COMPATIBLE, 0.2))).words());
        assertEquals(
                "no cell differs; some cannot be told",
                of(List.of(exact, unknown)).words());
        assertEquals("cannot be told", of(List.of(unknown, unknown)).words());
        assertEquals(
                2,
                of(List.of(exact, exact, Verdicts.notRun("it failed"), Verdicts.notPublished("lost")))
                        .values());
    }

    @Test
    void aCountThatIsNotThePublishedOneNeedsNoTest() {
        assertEquals(
                "differs",
                of(List.of(Verdict.of(Kind.HIGHER, "Differs: 12 were counted"))).words());
    }

    private static Verdict test(Kind kind, double p) {
        return new Verdict(kind, "", OptionalDouble.of(p), OptionalDouble.of(0.1));
    }

    private static TableVerdict of(List<Verdict> verdicts) {
        List<ComparedCell> cells = verdicts.stream()
                .map(verdict -> new ComparedCell(
                        "row",
                        "row",
                        table.columns().get(0),
                        table.rows().get(0).cells().get("NCP"),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Map.of(Question.SAME_IMAGES, verdict)))
                .toList();
        ComparedTable compared =
                new ComparedTable(table, Optional.empty(), "", Arrays.asList(Question.values()), cells, List.of());
        return TableVerdict.of(compared, Question.SAME_IMAGES, 0.95);
    }
}
