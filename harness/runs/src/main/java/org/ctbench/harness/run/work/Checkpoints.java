package org.ctbench.harness.run.work;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.cells.Checkpoint;
import org.ctbench.harness.cells.Snapshots;
import org.ctbench.harness.events.Event;
import org.ctbench.models.classifiers.Trainable;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** The checkpoints of a training, in the folder of its cell. */
final class Checkpoints {
    private static final String METADATA = "checkpoint";

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
        TrainingFile file;
        try (InputStream in = Files.newInputStream(newest.get())) {
            file = TrainingFile.read(in);
        }
        String where = newest.get().toString();
        Checkpoint checkpoint =
                Documents.parseJson(file.metadata().getOrDefault(METADATA, ""), where, Checkpoint.class);
        if (!checkpoint.cell().equals(own.cell().digest())) {
            throw new UserException("the checkpoint is that of another training", where, "move it away");
        }
        file.into(trainable.module(), trainable.optimizer());
        trainable.model().restore(checkpoint.model());
        trainable.trainer().restore(checkpoint.trainer());
        own.goOnAfter(checkpoint.seconds());
        return Optional.of(checkpoint);
    }
}
