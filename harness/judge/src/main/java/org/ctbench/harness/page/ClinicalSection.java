package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;

/** What a clinician asks of models: discrimination, calibration, predictive values, decisions, patients, subgroups. */
final class ClinicalSection {
    private ClinicalSection() {}

    /** The section; empty if nothing was classified. */
    static Optional<Section> of(Comparison comparison) throws IOException {
        List<ClinicalSet> sets = ClinicalSet.of(comparison);
        if (sets.isEmpty()) {
            return Optional.empty();
        }
        List<ContentBlock> blocks = new ArrayList<>();
        blocks.add(Paragraph.of(
                "Intervals are by patient. With several seeds, values are means, and intervals are those of one"
                        + " further run. Where the patients are unknown there is no interval; the table of sources resamples slices instead."
                        + " Reliability diagrams always count slices."));
        for (ClinicalSet set : sets) {
            blocks.addAll(ProbabilityTables.of(set));
            withoutProbabilities(set).ifPresent(blocks::add);
            ReliabilityDiagrams.of(set.metrics()).ifPresent(blocks::add);
            blocks.addAll(DecisionTables.of(set));
            PatientTable.of(set).ifPresent(blocks::add);
            SubgroupTable.of(set).ifPresent(blocks::add);
        }
        SourcesTable.of(comparison).ifPresent(blocks::add);
        LesionSizeTable.of(comparison).ifPresent(blocks::add);
        String interest = sets.stream().map(ClinicalSet::ofInterest).distinct().collect(Collectors.joining(" or "));
        return Optional.of(new Section(
                "clinical",
                "Clinical use",
                "What the predictions mean for clinical use, as far as they allow: discrimination, calibration, predictive values and net"
                        + " benefit. The class of interest is " + interest + ".",
                blocks));
    }

    /** Which models of a set have no discrimination, calibration or decision curve. */
    private static Optional<Paragraph> withoutProbabilities(ClinicalSet set) {
        List<String> models = set.models().stream()
                .filter(model -> !ClinicalSet.hasProbabilities(model))
                .map(ModelMetrics::heading)
                .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(Paragraph.of(set.heading()
                        + ": no AUROC, no calibration and no decision curve of " + String.join(", ", models)
                        + ": the probabilities are not known."));
    }
}
