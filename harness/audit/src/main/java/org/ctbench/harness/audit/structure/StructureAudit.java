package org.ctbench.harness.audit.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.audit.findings.AuditFinding;
import org.ctbench.harness.audit.findings.AuditFinding.Verdict;
import org.ctbench.models.affinity.AffinityProperties;
import org.ctbench.models.tensor.Engine;

/** What the equations of the affinity layer say about what the article says of it. */
public final class StructureAudit {
    /** Id of the check. */
    public static final String CHECK = "structure";

    private static final List<Integer> AFFINITIES = List.of(8, 16, 32, 64);
    private static final double ROUNDING = 1e-4;
    private static final double MAGNIFIED_ROUNDING = 1e-2; // batch norm divides by the root of a variance of 1e-5
    private static final double CHANGED = 0.1;

    private StructureAudit() {}

    /** Findings about the affinity layer, each computed by the layer that ctbench trains. */
    public static List<AuditFinding> of(Engine engine) {
        return of(AffinityProperties.measure(engine, AFFINITIES));
    }

    static List<AuditFinding> of(AffinityProperties measured) {
        return List.of(combination(measured), identical(measured), order(measured), normalisation(measured));
    }

    private static AuditFinding combination(AffinityProperties measured) {
        List<String> lines = new ArrayList<>();
        lines.add("z = (W^T X)^T v = X^T (W v): W and v act as one vector u = W v of 8 weights, whatever C* is");
        measured.combination()
                .forEach(c -> lines.add(String.format(
                        Locale.ROOT,
                        "C* = %d: the two sides differ by %.1e of the output, on 8 x %d random features",
                        c.affinities(),
                        c.difference(),
                        AffinityProperties.FEATURES)));
        boolean holds = measured.combination().stream().allMatch(c -> c.difference() < ROUNDING);
        return finding(
                        "number of affinities C*",
                        holds,
                        "C* changes how the layer is trained, not what it can compute",
                        "the two ways of computing the layer differ by more than rounding",
                        lines)
                .known("D-44");
    }

    private static AuditFinding identical(AffinityProperties measured) {
        boolean holds = measured.identicalRegions() < MAGNIFIED_ROUNDING;
        return finding(
                "images of which one region is found",
                holds,
                "with eight identical regions, normalised by themselves, the prediction does not depend on the image",
                "with eight identical regions the prediction depends on the image",
                List.of(
                        "a batch norm over eight equal values gives its bias: z is the sum of u times that bias",
                        "outputs for two images of identical regions: " + percent(measured.identicalRegions())
                                + " apart; of different regions: " + percent(measured.otherImages()),
                        on()));
    }

    private static AuditFinding order(AffinityProperties measured) {
        return finding(
                "order of the regions",
                measured.order() > CHANGED,
                "the order of the regions, that is the ranking by score, changes the prediction",
                "the order of the regions does not matter",
                List.of("output with the regions in reverse order: " + percent(measured.order()) + " apart", on()));
    }

    private static AuditFinding normalisation(AffinityProperties measured) {
        return finding(
                        "batch norm in evaluation",
                        measured.normalisation() > CHANGED,
                        "which statistics normalise the affinity layer in evaluation changes the prediction",
                        "which statistics normalise the affinity layer in evaluation does not matter",
                        List.of(
                                "output by running statistics in place of those of the image's regions: "
                                        + percent(measured.normalisation()) + " apart, before any training",
                                on()))
                .known("D-19");
    }

    private static AuditFinding finding(
            String about, boolean holds, String sentence, String otherwise, List<String> evidence) {
        return AuditFinding.of(
                CHECK, about, holds ? Verdict.NOTE : Verdict.CONSISTENT, holds ? sentence : otherwise, evidence);
    }

    private static String on() {
        return String.format(
                Locale.ROOT,
                "computed on random regions 8 x %d x %d x %d with random weights (seed 1); per cent of the norm of the output",
                AffinityProperties.FEATURES,
                AffinityProperties.SIDE,
                AffinityProperties.SIDE);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, part < 0.01 ? "%.3f %%" : "%.0f %%", 100 * part);
    }
}
