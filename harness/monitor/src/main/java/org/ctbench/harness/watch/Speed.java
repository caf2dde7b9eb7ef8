package org.ctbench.harness.watch;

import java.util.OptionalDouble;

/**
 * Images per second by the clock on the wall: what happens between batches, such as a validation after each epoch, counts.
 * Not safe for use by several threads.
 */
final class Speed {
    private long earlierImages;
    private long earlierMillis;
    private long beganAt;
    private long beganDone;
    private long images;
    private long millis;

    /**
     * A process began to work.
     *
     * @param at milliseconds
     * @param done images done before
     */
    void begin(long at, long done) {
        earlierImages += images;
        earlierMillis += millis;
        images = 0;
        millis = 0;
        beganAt = at;
        beganDone = done;
    }

    /** So many images are done now. */
    void advance(long at, long done) {
        if (beganAt > 0 && done > beganDone) {
            images = done - beganDone;
            millis = at - beganAt;
        }
    }

    /** Of the present process, or of those before it if this one has done nothing yet; empty if nothing was measured. */
    OptionalDouble imagesPerSecond() {
        return millis > 0 && images > 0 ? rate(images, millis) : rate(earlierImages, earlierMillis);
    }

    /** Images that were timed, by all processes. */
    long images() {
        return earlierImages + images;
    }

    /** Time that they took, in milliseconds. */
    long millis() {
        return earlierMillis + millis;
    }

    static OptionalDouble rate(long images, long millis) {
        return images > 0 && millis > 0 ? OptionalDouble.of(images * 1000.0 / millis) : OptionalDouble.empty();
    }
}
