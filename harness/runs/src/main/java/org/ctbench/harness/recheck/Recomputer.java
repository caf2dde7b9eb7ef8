package org.ctbench.harness.recheck;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.cells.Cell;
import org.ctbench.harness.events.Event.Kind;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.recheck.RecheckFinding.CheckedSlices;
import org.ctbench.harness.recheck.RecheckFinding.CheckedStretch;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.Prediction;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.run.ReopenedRun;
import org.ctbench.harness.run.work.FailedCellException;
import org.ctbench.harness.run.work.Recomputation;
import org.ctbench.harness.run.work.Recomputation.Retraced;
import org.ctbench.harness.segmentation.SliceLesions;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/** Computes drawn parts again and says what differs from what the run states. */
final class Recomputer {
    private static final String CHECKED = "checked.json";

    private final RunEvidence run;
    private final ReopenedRun reopened;
    private final Path work;

    /** @param work folder for unfinished work and for what is known of finished stretches */
    Recomputer(RunEvidence run, ReopenedRun reopened, Path work) {
        this.run = run;
        this.reopened = reopened;
        this.work = work;
    }

    /** Computes a stretch again, or remembers what came out when it was computed for this run before. */
    CheckedStretch check(TrainedPart part) throws IOException {
        Cell cell = reopened.cell(part.cell());
        Path folder = work.resolve(name(part, cell));
        Path known = folder.resolve(CHECKED);
        if (Files.exists(known)) {
            return Documents.readJson(known, CheckedStretch.class);
        }
        Recomputation computation = reopened.recomputation(folder);
        Optional<WeightFile> start = part.needsStart()
                ? Optional.of(weights(computation, part.start().orElseThrow()))
                : Optional.empty();
        Optional<String> problem;
        try {
            problem = problem(part, computation.training(cell, start, part.stretch()));
        } catch (FailedCellException e) {
            problem = Optional.of("it diverges: " + e.divergence().text());
        }
        CheckedStretch checked = new CheckedStretch(
                part.cell().toString(), part.stretch().from(), part.stretch().to(), part.images(), problem);
        if (Files.isDirectory(folder)) {
            AtomicFiles.deleteAll(folder);
        }
        AtomicFiles.write(known, Documents.toJson(checked));
        return checked;
    }

    /** Whether a model that is not trained has the weights from which it is said to start. */
    CheckedStretch check(ClaimedTraining untrained) throws IOException {
        Recomputation computation = reopened.recomputation(work.resolve("untrained"));
        Optional<WeightFile> start = untrained.start().isPresent()
                ? Optional.of(weights(computation, untrained.start().get()))
                : Optional.empty();
        Sha256 weights = computation.untrained(reopened.cell(untrained.cell()), start);
        Optional<String> problem = weights.equals(untrained.training().weights())
                ? Optional.empty()
                : Optional.of("it is not trained, and its weights are not those that it starts from");
        return new CheckedStretch(untrained.cell().toString(), 0, 0, 0, problem);
    }

    /** One folder for one claim, computed by one version of the code. */
    private static String name(TrainedPart part, Cell cell) {
        ChainLink begin = part.stretch().chain().get(part.stretch().from());
        ChainLink end = part.stretch().chain().get(part.stretch().to());
        String claim = cell.digest() + " " + begin.link() + " " + end.link() + " "
                + part.training().weights();
        return part.cell().toString().replace('/', '-') + "-" + part.stretch().from() + "-"
                + part.stretch().to() + "-"
                + Sha256.of(claim.getBytes(StandardCharsets.UTF_8)).abbreviated();
    }

    private WeightFile weights(Recomputation computation, TrainedPart.Source source) throws IOException {
        return computation.weights(
                reopened.cell(source.cell()), source.file(), source.training().weights());
    }

    private static Optional<String> problem(TrainedPart part, Retraced retraced) {
        List<ChainLink> claimed = part.stretch().chain();
        for (ChainLink link : retraced.chain()) {
            ChainLink expected = claimed.get(link.epoch());
            if (!link.equals(expected)) {
                return Optional.of(problem(link, expected) + tensor(part, retraced));
            }
        }
        return part.isLast() && !retraced.weights().equals(part.training().weights())
                ? Optional.of("the weights after the last epoch differ from those in the results")
                : Optional.empty();
    }

    private static String problem(ChainLink link, ChainLink expected) {
        if (link.epoch() == 0) {
            return "the training starts from another state";
        }
        if (!link.state().equals(expected.state())) {
            return "the state after epoch " + link.epoch() + " is another";
        }
        return link.validation().equals(expected.validation())
                ? "the losses of epoch " + link.epoch() + " are others"
                : "the counts on the validation split after epoch " + link.epoch() + " are others";
    }

    private static String tensor(TrainedPart part, Retraced retraced) {
        if (retraced.tensor().isPresent()) {
            return "; after epoch " + part.stretch().to() + " "
                    + retraced.tensor().get();
        }
        return part.stretch().end().isPresent() ? "" : "; there is no checkpoint that tells which tensor differs";
    }

    /** Computes slices again. */
    CheckedSlices check(DrawnSlices drawn) throws IOException {
        EvaluatedSet set = drawn.set();
        Recomputation computation = reopened.recomputation(work.resolve("evaluations"));
        WeightFile weights = weights(computation, set.weights().orElseThrow());
        Cell cell = reopened.cell(set.cell());
        List<String> problems = new ArrayList<>();
        try {
            if (cell.name().kind() == Kind.SEGMENT) {
                List<SliceLesions> claimed =
                        LesionFile.read(set.file().verified(run.folder())).slices();
                List<SliceLesions> found = computation.lesions(cell, weights, drawn.indices());
                for (int i = 0; i < found.size(); i++) {
                    if (!found.get(i).equals(claimed.get(drawn.indices().get(i)))) {
                        problems.add(
                                "other lesions are found in " + found.get(i).slice());
                    }
                }
            } else {
                List<Prediction> found = computation.predictions(cell, weights, drawn.indices());
                List<Prediction> claimed = predictions(set);
                for (int i = 0; i < found.size(); i++) {
                    compare(found.get(i), claimed.get(drawn.indices().get(i))).ifPresent(problems::add);
                }
            }
        } catch (FailedCellException e) {
            problems.add("it diverges: " + e.divergence().text());
        }
        return new CheckedSlices(set.cell().toString(), drawn.indices().size(), set.slices(), problems);
    }

    private List<Prediction> predictions(EvaluatedSet set) throws IOException {
        Path file = set.file().verified(run.folder());
        return PredictionFile.readSealed(
                        Documents.readBytes(file), file, set.file().digest())
                .rows();
    }

    private static Optional<String> compare(Prediction found, Prediction claimed) {
        return found.equals(claimed)
                ? Optional.empty()
                : Optional.of(found.image() + " is given " + found.probabilities() + ", the run says "
                        + claimed.probabilities()
                        + (found.image().equals(claimed.image()) ? "" : " of " + claimed.image()));
    }
}
