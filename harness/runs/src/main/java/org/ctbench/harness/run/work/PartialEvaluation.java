package org.ctbench.harness.run.work;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ctbench.harness.cells.PartialPredictions;
import org.ctbench.harness.cells.Snapshots;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.results.Prediction;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** An evaluation that can be interrupted: its predictions so far are saved from time to time in the folder of its cell. */
final class PartialEvaluation implements EvaluationLoop.AfterBatch {
    private final CellRun own;
    private final State model;
    private final int slices;
    private final Snapshots files;
    private final Meter meter;
    private long saved = System.nanoTime();
    private int counted;
    private int batches;

    /**
     * What a model keeps between images.
     *
     * @param now says it
     * @param back puts the model where it was
     */
    record State(Supplier<Map<String, Long>> now, Consumer<Map<String, Long>> back) {
        static State of(ImageClassifier model) {
            return new State(model::state, model::restore);
        }

        /** That of a model that keeps nothing. */
        static State none() {
            return new State(Map::of, kept -> {});
        }
    }

    PartialEvaluation(CellRun own, State model, int slices) {
        this.own = own;
        this.model = model;
        this.slices = slices;
        this.files = new Snapshots(
                own.folder(), PartialPredictions.SUFFIX, own.run().settings().snapshots());
        this.meter = new Meter(own.run(), name());
    }

    private String name() {
        return own.cell().name().toString();
    }

    /** The predictions that were saved before; puts the model where it was then. */
    List<Prediction> restore() throws IOException {
        Optional<Path> newest = files.newest(damaged -> own.run()
                .progress()
                .say("checkpoint " + damaged + " is damaged: " + own.title() + " goes on from the one before it"));
        List<Prediction> rows = newest.isPresent() ? restore(newest.get()) : List.of();
        counted = rows.size();
        own.log(new Event.CellStarted(System.currentTimeMillis(), name(), slices, rows.size()));
        return rows;
    }

    private List<Prediction> restore(Path file) throws IOException {
        PartialPredictions partial = Documents.readJson(file, PartialPredictions.class);
        if (!partial.cell().equals(own.cell().digest())) {
            throw new UserException("the checkpoint belongs to another evaluation", file.toString(), "move it away");
        }
        model.back().accept(partial.model());
        own.goOnAfter(partial.seconds());
        return partial.rows();
    }

    /** @throws StoppedException if it was asked to stop; what is done is saved */
    @Override
    public void done(List<Prediction> rows) throws IOException {
        batches++;
        meter.add(OptionalInt.empty(), batches, rows.size(), Optional.empty(), rows.size() - counted);
        counted = rows.size();
        boolean stop = own.run().stop().requested();
        if (stop
                || System.nanoTime() - saved
                        >= own.run().settings().checkpointEvery().toNanos()) {
            save(rows);
        }
        if (stop) {
            throw new StoppedException(own.title() + ", after " + rows.size() + " of " + slices + " images");
        }
    }

    private void save(List<Prediction> rows) throws IOException {
        long from = System.nanoTime();
        byte[] text = Documents.toJson(new PartialPredictions(
                        PartialPredictions.SCHEMA,
                        own.cell().digest(),
                        model.now().get(),
                        rows,
                        own.seconds()))
                .getBytes(StandardCharsets.UTF_8);
        long bytes = files.save(rows.size(), out -> out.write(text));
        saved = System.nanoTime();
        own.log(new Event.CheckpointSaved(
                System.currentTimeMillis(), name(), rows.size(), bytes, (saved - from) / 1e9));
    }
}
