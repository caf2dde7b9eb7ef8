package org.ctbench.harness.run.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ctbench.models.classifiers.Images;

/**
 * Prepares batches ahead of their use, in one thread of its own; at most {@value #AHEAD} are alive, the one in use
 * included. Their pixels lie in as many arrays, which are used again: a batch is over when its use returns.
 */
public final class BatchReader implements AutoCloseable {
    static final int AHEAD = 2;

    private final SliceImages images;
    private final int batch;
    private final Waiting waiting;
    private final float[][] ring = new float[AHEAD][0];
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread t = new Thread(task, "batches");
        t.setDaemon(true);
        return t;
    });

    /**
     * Batches of images.
     *
     * @param batch images in a batch; the last of a pass may have fewer
     * @param waiting is told how long a use waited for its batch
     */
    public BatchReader(SliceImages images, int batch, Waiting waiting) {
        this.images = images;
        this.batch = batch;
        this.waiting = waiting;
    }

    /** What is done with a batch. */
    @FunctionalInterface
    public interface Use {
        /** Uses a batch, whose pixels are overwritten afterwards. */
        void accept(Batch batch) throws IOException;
    }

    /** Hands all slices to {@code body}, batch by batch in the given order. */
    public void forEach(List<LabelledSlice> slices, Use body) throws IOException {
        Deque<Future<Batch>> ahead = new ArrayDeque<>();
        try {
            int next = 0;
            while (next < slices.size() || !ahead.isEmpty()) {
                while (next < slices.size() && ahead.size() < AHEAD) {
                    List<LabelledSlice> part = slices.subList(next, Math.min(next + batch, slices.size()));
                    int place = next / batch % AHEAD;
                    ahead.add(thread.submit(() -> read(part, place)));
                    next += part.size();
                }
                long from = System.nanoTime();
                Batch ready = await(ahead.remove());
                waiting.since(from);
                body.accept(ready);
            }
        } finally {
            ahead.forEach(f -> f.cancel(false));
        }
    }

    private Batch read(List<LabelledSlice> part, int place) throws IOException {
        int size = images.size();
        int length = Images.CHANNELS * size * size;
        if (ring[place].length != part.size() * length) {
            ring[place] = new float[part.size() * length];
        }
        float[] values = ring[place];
        for (int i = 0; i < part.size(); i++) {
            images.read(part.get(i).slice(), values, i * length);
        }
        List<String> names = part.stream().map(slice -> slice.slice().id()).toList();
        return new Batch(part, new Images(values, part.size(), size, size, names));
    }

    /** The outcome of a reading thread, and its failure as one of the caller's. */
    static <T> T await(Future<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading images", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException io) {
                throw io;
            }
            if (cause instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) cause; // a reader throws no other
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
