package org.ctbench.harness.audit.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.models.affinity.AffinityProperties;
import org.ctbench.models.affinity.AffinityProperties.Combination;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.tensor.Engine;
import org.junit.jupiter.api.Test;

class StructureAuditTest {
    @Test
    void theLayerItselfConfirmsAllFour() {
        try (Engine engine = ExactEngine.open(1)) {
            List<AuditFinding> findings = StructureAudit.of(engine);

            assertEquals(4, findings.size());
            assertTrue(findings.stream().allMatch(f -> f.verdict() == Verdict.NOTE), findings::toString);
            assertEquals(
                    "C* changes how the layer is trained, not what it can compute",
                    findings.get(0).sentence());
        }
    }

    @Test
    void aLayerThatBehavesOtherwiseIsSaidToDoSo() {
        AffinityProperties other = new AffinityProperties(List.of(new Combination(8, 0.5)), 0.9, 1.0, 0, 0);

        List<AuditFinding> findings = StructureAudit.of(other);

        assertTrue(findings.stream().allMatch(f -> f.verdict() == Verdict.CONSISTENT), findings::toString);
        assertEquals("the order of the regions does not matter", findings.get(2).sentence());
    }
}
