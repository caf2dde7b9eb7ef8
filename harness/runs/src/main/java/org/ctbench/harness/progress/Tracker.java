package org.ctbench.harness.progress;

import java.util.function.LongConsumer;

/** A piece of long work. May be advanced by several threads; accepts the units done since the last call. */
public interface Tracker extends LongConsumer, AutoCloseable {
    /** Says that {@code units} more are done. */
    @Override
    void accept(long units);

    /** Shows a short text beside the numbers, such as the loss. */
    void note(String text);

    /** Ends the task, finished or not. */
    @Override
    void close();
}
