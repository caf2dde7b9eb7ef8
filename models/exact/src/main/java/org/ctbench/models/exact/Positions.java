package org.ctbench.models.exact;

/**
 * Numbers of output positions: those of all images in one stretch, row by row; or each image's in a stretch of its own, whose
 * rows are followed by numbers that belong to no output.
 */
final class Positions {
    private final int images;
    private final int rows;
    private final int columns;
    private final int period;
    private final boolean joined;

    private Positions(int images, int rows, int columns, int period, boolean joined) {
        this.images = images;
        this.rows = rows;
        this.columns = columns;
        this.period = period;
        this.joined = joined;
    }

    /** All images in one stretch. */
    static Positions joined(int images, int rows, int columns) {
        return new Positions(images, rows, columns, columns, true);
    }

    /** A stretch for each image, whose rows begin at multiples of a period. */
    static Positions apart(int images, int rows, int columns, int period) {
        return new Positions(images, rows, columns, period, false);
    }

    int stretches() {
        return joined ? 1 : images;
    }

    /** Numbers of a stretch. */
    int count() {
        return joined ? images * rows * columns : (rows - 1) * period + columns;
    }

    /** Neighbouring positions of one row. One thread's own, used again. */
    static final class Runs {
        /** First position of each, counted from the first one that was asked for. */
        final int[] from;
        /** Positions of each. */
        final int[] length;

        final int[] image;
        final int[] row;
        final int[] column;
        int count;

        /** Room for so many runs. */
        Runs(int capacity) {
            from = new int[capacity];
            length = new int[capacity];
            image = new int[capacity];
            row = new int[capacity];
            column = new int[capacity];
        }
    }

    /** Finds the outputs that some numbers of a stretch belong to, in their order. */
    void find(int stretch, int first, int numbers, Runs runs) {
        int end = first + numbers;
        int i = 0;
        for (int at = first; at < end; ) {
            int line = at / period;
            int place = at % period;
            if (place < columns) {
                runs.from[i] = at - first;
                runs.length[i] = Math.min(columns - place, end - at);
                runs.image[i] = joined ? line / rows : stretch;
                runs.row[i] = joined ? line % rows : line;
                runs.column[i++] = place;
            }
            at += period - place;
        }
        runs.count = i;
    }
}
