package org.ctbench.models.exact;

/** What one thread needs for convolutions. */
final class Lane {
    private static final int CHAIN = TileKernel.CHAIN;

    final Band band;
    final Strips strips = new Strips(CHAIN);
    final Positions.Runs runs = new Positions.Runs(CHAIN);

    /** Room for the factors of one chain: of a tile's columns, or of a band's rows. */
    final float[] packed = new float[Math.max(TileKernel.PANEL, Band.ROWS) * CHAIN + TileKernel.NARROW];

    private final TileKernel kernel;

    Lane(TileKernel kernel) {
        this.kernel = kernel;
        band = new Band(kernel);
    }

    /** Chooses what the strips copy: some positions of laid-out planes. */
    void choose(Planes planes, Positions positions, int first, int count) {
        positions.find(0, first, count, runs);
        strips.count = 0;
        for (int i = 0; i < runs.count; i++) {
            strips.add(planes.at(runs.image[i], runs.row[i], runs.column[i]), runs.from[i], runs.length[i]);
        }
    }

    /** Copies the strips of some rows into {@link #packed}. */
    void pack(int firstRow, int rows, int pitch) {
        strips.target = packed;
        strips.targetStart = 0;
        strips.firstRow = firstRow;
        strips.rows = rows;
        strips.pitch = pitch;
        kernel.copy(strips);
    }

    /** Copies the strips as they are set. */
    void copy() {
        kernel.copy(strips);
    }
}
