package org.ctbench.harness.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.ModelMetrics;
import org.ctbench.harness.compare.SetMetrics;
import org.ctbench.reports.document.ContentBlock;
import org.ctbench.reports.document.Paragraph;
import org.ctbench.reports.document.Section;

/** Whether the probabilities that models give mean anything. */
final class CalibrationSection {
    private CalibrationSection() {}

    /** The section; empty if nothing was classified. */
    static Optional<Section> of(Comparison comparison) throws IOException {
        List<ContentBlock> blocks = new ArrayList<>();
        for (SetMetrics set : comparison.sets()) {
            ReliabilityDiagrams.of(set).ifPresent(blocks::add);
            withoutProbabilities(set).ifPresent(blocks::add);
        }
        return blocks.isEmpty() ? Optional.empty() : Optional.of(new Section("calibration", "Calibration", blocks));
    }

    /** Which models of a set have no calibration. */
    private static Optional<Paragraph> withoutProbabilities(SetMetrics set) {
        List<String> models = set.models().stream()
                .filter(model -> !model.predictions().get(0).hasProbabilities())
                .map(ModelMetrics::heading)
                .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(Paragraph.of(set.set().heading() + ": no calibration of " + String.join(", ", models)
                        + ": the probabilities are not known."));
    }
}
