package org.ctbench.harness.run.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.Checkpoint;
import org.ctbench.harness.cells.KeptStates;
import org.ctbench.harness.cells.Snapshots;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.results.ChainLink;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** The checkpoints of a training, in the folder of its cell. */
final class Checkpoints {
    private static final String METADATA = "checkpoint";
    private static final String GET_AGAIN = "get the file again from the author of the run";

    private final CellRun own;
    private final Trainable trainable;
    private final Snapshots files;
    private long saved = System.nanoTime();

    Checkpoints(CellRun own, Trainable trainable) {
        this.own = own;
        this.trainable = trainable;
        this.files = new Snapshots(
                own.folder(), Checkpoint.SUFFIX, own.run().settings().snapshots());
    }

    /** Whether it is time for another one. */
    boolean due() {
        Duration every = own.run().settings().checkpointEvery();
        return System.nanoTime() - saved >= every.toNanos();
    }

    /**
     * Saves where the training is.
     *
     * @param done images that went through, all epochs counted
     */
    void save(Checkpoint checkpoint, long done) throws IOException {
        long from = System.nanoTime();
        Map<String, String> metadata = Map.of(METADATA, Documents.toJson(checkpoint));
        long bytes =
                files.save(done, out -> TrainingFile.write(trainable.module(), trainable.optimizer(), metadata, out));
        saved = System.nanoTime();
        own.log(new Event.CheckpointSaved(
                System.currentTimeMillis(), own.cell().name().toString(), done, bytes, (saved - from) / 1e9));
    }

    /** Keeps the state of the end of an epoch, beyond the end of the training. */
    void keep(Checkpoint checkpoint, ChainLink link) throws IOException {
        Map<String, String> metadata = Map.of(METADATA, Documents.toJson(checkpoint));
        AtomicFiles.write(
                own.folder().resolve(KeptStates.name(link)),
                out -> TrainingFile.write(trainable.module(), trainable.optimizer(), metadata, out));
    }

    /**
     * Puts the state at the begin of a stretch into the model and its trainer.
     *
     * @return where the training is then; empty if it begins
     * @throws UserException if the file is not a checkpoint, one of another training, or holds another state than the chain says
     */
    Optional<Checkpoint> begin(Stretch stretch) throws IOException {
        if (stretch.begin().isEmpty()) {
            return Optional.empty();
        }
        String where = stretch.begin().get().toString();
        TrainingFile file = file(stretch.begin().get());
        Checkpoint there = checkpoint(file, where);
        try {
            restore(file, there);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserException(
                    "the checkpoint is not one of " + own.cell().name() + ": " + e.getMessage(), where, GET_AGAIN, e);
        }
        ChainLink link = stretch.chain().get(stretch.from());
        if (!trainable.digest().equals(link.state())) {
            throw new UserException(
                    "the checkpoint does not hold the state after epoch " + stretch.from() + " of "
                            + own.cell().name(),
                    where,
                    GET_AGAIN);
        }
        return Optional.of(new Checkpoint(
                Checkpoint.SCHEMA,
                own.cell().digest(),
                new Checkpoint.Place(stretch.from() + 1, 0, there.place().step()),
                there.model(),
                there.trainer(),
                Map.of(),
                List.of(),
                stretch.chain().subList(0, stretch.from() + 1),
                List.of(),
                0));
    }

    /** In words, the first tensor that is another than in a checkpoint; empty if there is none. */
    Optional<String> firstDifference(Path other) {
        try {
            return file(other)
                    .firstDifference(trainable.module(), trainable.optimizer())
                    .map(tensor -> "the first tensor that differs is " + tensor);
        } catch (UserException | IOException e) { // what is known to differ is said all the same
            return Optional.of(
                    "the first tensor that differs is unknown: " + other + " cannot be read as a checkpoint");
        }
    }

    private static TrainingFile file(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return TrainingFile.read(in);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw new UserException("the file is not a checkpoint: " + e.getMessage(), path.toString(), GET_AGAIN, e);
        }
    }

    private static Checkpoint checkpoint(TrainingFile file, String where) {
        return Documents.parseJson(file.metadata().getOrDefault(METADATA, ""), where, Checkpoint.class);
    }

    private void restore(TrainingFile file, Checkpoint checkpoint) throws IOException {
        file.into(trainable.module(), trainable.optimizer());
        trainable.model().restore(checkpoint.model());
        trainable.trainer().restore(checkpoint.trainer());
    }

    /**
     * Puts the newest checkpoint that is whole into the model and its trainer; a damaged one is passed over, and said.
     *
     * @return where the training was; empty if it begins
     */
    Optional<Checkpoint> restore() throws IOException {
        Optional<Path> newest = files.newest(damaged -> own.run()
                .progress()
                .say("checkpoint " + damaged + " is damaged: " + own.title() + " goes on from the one before it"));
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        TrainingFile file = file(newest.get());
        String where = newest.get().toString();
        Checkpoint checkpoint = checkpoint(file, where);
        if (!checkpoint.cell().equals(own.cell().digest())) {
            throw new UserException("the checkpoint belongs to another training", where, "move it away");
        }
        restore(file, checkpoint);
        own.goOnAfter(checkpoint.seconds());
        return Optional.of(checkpoint);
    }
}
