package org.ctbench.harness.recheck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ctbench.harness.cells.KeptStates;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.ChainLink;

/**
 * Draws by a beacon from all epochs and slices of the run, whatever files are there: whoever made the run knows the beacon when
 * the files are handed out, so a drawn part without files is one that was not shown.
 */
final class BeaconSelector {
    private final RunParts parts;
    private final Draw draw;
    private final double share;
    private final List<Epoch> all = new ArrayList<>();
    private final List<Unchecked> notShown = new ArrayList<>();

    private record Epoch(ClaimedTraining training, int number) {
        @Override
        public String toString() {
            return training.cell() + ", epoch " + number;
        }
    }

    /** Index of a training, and the epoch after which a part of it begins. */
    private record Begin(int training, int from) {}

    private BeaconSelector(RunParts parts, Draw draw, double share) {
        this.parts = parts;
        this.draw = draw;
        this.share = share;
        for (ClaimedTraining training : parts.trainings()) {
            for (int epoch = 1; epoch <= training.epochs(); epoch++) {
                all.add(new Epoch(training, epoch));
            }
        }
    }

    static DrawnParts select(RunParts parts, Draw draw, double share) {
        return new BeaconSelector(parts, draw, share).select();
    }

    private DrawnParts select() {
        List<Long> costs =
                all.stream().map(epoch -> epoch.training().imagesPerEpoch()).toList();
        int count = DrawnParts.fitting(costs, share * parts.trainingImages());
        List<TrainedPart> stretches = stretches(
                draw.first(count, all.size(), "epochs").stream().map(all::get).toList());
        parts.trainings().stream().filter(t -> t.epochs() == 0).forEach(t -> notShown.addAll(t.lacking()));
        List<DrawnSlices> slices = DrawnSlices.draw(draw, share, parts.sets());
        slices.stream()
                .filter(drawn -> drawn.set().weights().isEmpty())
                .forEach(drawn -> notShown.add(new Unchecked(
                        drawn.set().cell() + ", " + drawn.indices().size() + " drawn slices",
                        "the weights are missing")));
        List<Unchecked> unchecked = new ArrayList<>(parts.unchecked());
        if (count == 0 && !all.isEmpty()) {
            unchecked.add(DrawnParts.tooLong("epoch", costs, parts));
        }
        List<DrawnSlices> shown = slices.stream()
                .filter(drawn -> drawn.set().weights().isPresent())
                .toList();
        return new DrawnParts(stretches, parts.untrained(), shown, chances(count, slices), unchecked, notShown);
    }

    /** None if something was not shown: what was drawn was not checked then. */
    private List<DetectionChance> chances(int epochs, List<DrawnSlices> slices) {
        if (!notShown.isEmpty()) {
            return List.of();
        }
        List<DetectionChance> chances = new ArrayList<>(Forgeries.ofEpochs(Collections.nCopies(all.size(), 1), epochs));
        chances.addAll(Forgeries.ofPredictions(
                parts.sets().stream().mapToLong(EvaluatedSet::slices).sum(),
                slices.stream().mapToLong(drawn -> drawn.indices().size()).sum()));
        return chances;
    }

    /**
     * The parts that hold the epochs, each from the last state before it that is there; those first that begin right before their
     * epoch, for which the share always has room.
     */
    private List<TrainedPart> stretches(List<Epoch> drawn) {
        Map<Begin, Integer> ends = new LinkedHashMap<>();
        double left = share * parts.trainingImages();
        for (Epoch epoch : drawn.stream()
                .sorted(Comparator.comparingInt(BeaconSelector::distance))
                .toList()) {
            OptionalInt from = epoch.training().before(epoch.number());
            if (from.isEmpty()) {
                notShown.add(ClaimedTraining.withoutStart(epoch.toString()));
                continue;
            }
            Begin begin = new Begin(parts.trainings().indexOf(epoch.training()), from.getAsInt());
            int end = ends.getOrDefault(begin, begin.from());
            long more = Math.max(0, epoch.number() - end) * epoch.training().imagesPerEpoch();
            if (more <= left) {
                left -= more;
                ends.put(begin, Math.max(end, epoch.number()));
            } else {
                notShown.add(tooFar(epoch, begin.from()));
            }
        }
        return ends.entrySet().stream()
                .map(end -> parts.trainings()
                        .get(end.getKey().training())
                        .part(end.getKey().from(), end.getValue()))
                .toList();
    }

    private static int distance(Epoch epoch) {
        return epoch.number() - epoch.training().before(epoch.number()).orElse(0);
    }

    private static Unchecked tooFar(Epoch epoch, int from) {
        ChainLink before = epoch.training().training().chain().get(epoch.number() - 1);
        return new Unchecked(
                epoch.toString(),
                "from the last state that is there, after epoch " + from
                        + ", it takes more images than the share has room for; get " + KeptStates.name(before));
    }
}
