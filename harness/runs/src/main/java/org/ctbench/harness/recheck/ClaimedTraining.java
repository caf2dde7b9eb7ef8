package org.ctbench.harness.recheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.cells.CellName;
import org.ctbench.harness.recheck.RecheckFinding.Unchecked;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.Training;
import org.ctbench.harness.run.work.Stretch;
import org.ctbench.splits.documents.Sha256;

/**
 * A training or fine-tuning as the run states it, with the files that are there to compute it again.
 *
 * @param cell the training or fine-tuning
 * @param training what the run says of it
 * @param imagesPerEpoch images through the network in an epoch, those of validation included
 * @param start weights that it starts from; empty if they are not those of another training, or are not there
 * @param fromStart whether all is there that it starts from
 * @param fromCheckpoints whether all is there that it needs to go on from a checkpoint
 * @param states the checkpoints that are there, by their states
 */
record ClaimedTraining(
        CellName cell,
        Training training,
        long imagesPerEpoch,
        Optional<TrainedPart.Source> start,
        boolean fromStart,
        boolean fromCheckpoints,
        Map<Sha256, Path> states) {
    /** Number of epochs; 0 for a model that is not trained. */
    int epochs() {
        return training.curve().size();
    }

    /** The part from the end of one epoch, or from 0, to the end of another. */
    TrainedPart part(int from, int to) {
        List<ChainLink> chain = training.chain();
        Optional<Path> begin = from == 0
                ? Optional.empty()
                : Optional.of(states.get(chain.get(from).state()));
        Stretch stretch = new Stretch(chain, from, to, begin, state(to));
        return new TrainedPart(cell, training, stretch, start, (to - from) * imagesPerEpoch);
    }

    /** The last state before an epoch (from 1) that is there: the end of an epoch, or 0; empty if there is none. */
    OptionalInt before(int epoch) {
        for (int from = epoch - 1; from > 0 && fromCheckpoints; from--) {
            if (state(from).isPresent()) {
                return OptionalInt.of(from);
            }
        }
        return fromStart ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** The parts from each state that is there to the next. */
    List<TrainedPart> stretches() {
        List<TrainedPart> stretches = new ArrayList<>();
        List<Integer> ends = ends();
        for (int i = 1; i < ends.size(); i++) {
            if (ends.get(i - 1) > 0 ? fromCheckpoints : fromStart) {
                stretches.add(part(ends.get(i - 1), ends.get(i)));
            }
        }
        return stretches;
    }

    /** What cannot be computed again without files that are not there. */
    List<Unchecked> lacking() {
        List<Unchecked> lacking = new ArrayList<>();
        List<Integer> ends = ends();
        for (int i = 1; i < ends.size(); i++) {
            if (!(ends.get(i - 1) > 0 ? fromCheckpoints : fromStart)) {
                lacking.add(withoutStart(cell + ", " + epochs(ends.get(i - 1), ends.get(i))));
            }
        }
        if (epochs() == 0 && !fromStart) {
            lacking.add(withoutStart(cell.toString()));
        }
        return lacking;
    }

    static Unchecked withoutStart(String part) {
        return new Unchecked(part, "the weights that it starts from are missing");
    }

    /** For people: {@code epochs 3 to 5}, {@code epoch 3}. */
    static String epochs(int from, int to) {
        return from + 1 == to ? "epoch " + to : "epochs " + (from + 1) + " to " + to;
    }

    /** Its start, its end, and the ends of the epochs between them whose states are there. */
    private List<Integer> ends() {
        List<Integer> ends = new ArrayList<>(List.of(0));
        for (int epoch = 1; epoch <= epochs(); epoch++) {
            if (epoch == epochs() || state(epoch).isPresent()) {
                ends.add(epoch);
            }
        }
        return ends;
    }

    private Optional<Path> state(int epoch) {
        return Optional.ofNullable(states.get(training.chain().get(epoch).state()));
    }
}
