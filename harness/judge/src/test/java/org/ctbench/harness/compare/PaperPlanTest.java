package org.ctbench.harness.compare;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.ModelItem;
import org.ctbench.harness.plan.Plans;
import org.junit.jupiter.api.Test;

class PaperPlanTest {
    @Test
    void everyModelOfThePlanThatThePaperHasStandsInItsTables() throws IOException {
        Paper paper = Papers.load("ter-sarkisov-2022");
        List<String> models =
                Plans.load("paper").models().stream().map(ModelItem::id).toList();

        for (int table : new int[] {3, 4, 5, 7}) {
            for (int c : new int[] {8, 16, 32, 64}) {
                assertTrue(models.contains("affinity-" + c));
                assertTrue(paper.table(table).findRow("affinity-" + c).isPresent(), "table " + table + ", C* = " + c);
            }
        }
        for (String baseline : List.of("maskrcnn-heads", "maskrcnn-full", "resnet18")) {
            assertTrue(models.contains(baseline));
            assertTrue(
                    paper.table(baseline.equals("resnet18") ? 4 : 3)
                            .findRow(baseline)
                            .isPresent(),
                    baseline);
        }
    }
}
