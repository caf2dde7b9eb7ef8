package org.ctbench.harness.progress;

/** A tracker that looks, whenever it advances, whether the work may go on. */
record CheckedTracker(Tracker tracker, Runnable check) implements Tracker {
    @Override
    public void accept(long units) {
        tracker.accept(units);
        check.run();
    }

    @Override
    public void note(String text) {
        tracker.note(text);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
