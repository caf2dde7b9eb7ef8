package org.ctbench.harness.recheck;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;

/**
 * Draws by a seed that the verifier chooses, from the parts whose files are there: whoever handed them out did not know the seed.
 */
final class SeedSelector {
    private SeedSelector() {}

    static DrawnParts select(RunParts parts, Draw draw, double share) {
        List<TrainedPart> all =
                parts.trainings().stream().flatMap(t -> t.stretches().stream()).toList();
        List<Long> costs = all.stream().map(TrainedPart::images).toList();
        int count = DrawnParts.fitting(costs, share * parts.trainingImages());
        List<TrainedPart> stretches = draw.first(count, all.size(), "stretches").stream()
                .map(all::get)
                .toList();
        List<EvaluatedSet> sets =
                parts.sets().stream().filter(set -> set.weights().isPresent()).toList();
        List<DrawnSlices> slices = DrawnSlices.draw(draw, share, sets);

        List<Unchecked> unchecked = new ArrayList<>(parts.unchecked());
        parts.trainings().forEach(training -> unchecked.addAll(training.lacking()));
        parts.sets().stream()
                .filter(set -> set.weights().isEmpty())
                .forEach(set -> unchecked.add(new Unchecked(set.cell().toString(), "the weights are missing")));
        if (stretches.isEmpty() && !all.isEmpty()) {
            unchecked.add(DrawnParts.tooLong("stretch between two checkpoints", costs, parts));
        }
        List<DetectionChance> chances = new ArrayList<>(
                Forgeries.ofEpochs(all.stream().map(TrainedPart::epochs).toList(), count));
        chances.addAll(Forgeries.ofPredictions(
                sets.stream().mapToLong(EvaluatedSet::slices).sum(),
                slices.stream().mapToLong(drawn -> drawn.indices().size()).sum()));
        return new DrawnParts(stretches, parts.untrained(), slices, chances, unchecked, List.of());
    }
}
