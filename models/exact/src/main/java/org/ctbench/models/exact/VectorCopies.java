package org.ctbench.models.exact;

import jdk.incubator.vector.FloatVector;

/** Copies {@link Strips} by vector registers. */
final class VectorCopies {
    private VectorCopies() {}

    /** Copies strips in their order. */
    static void copy(Strips s) {
        if (s.count == 4) {
            copyFour(s);
            return;
        }
        float[] from = s.source;
        float[] to = s.target;
        int[] shift = s.from;
        int[] place = s.to;
        int count = s.count;
        for (int r = 0; r < s.rows; r++) {
            int source = s.rowStart[s.firstRow + r];
            int target = s.targetStart + r * s.pitch;
            for (int i = 0; i < count; i++) {
                copy(from, source + shift[i], to, target + place[i]);
            }
        }
    }

    /** The most frequent number of strips. */
    private static void copyFour(Strips s) {
        float[] from = s.source;
        float[] to = s.target;
        int[] start = s.rowStart;
        int first = s.firstRow;
        int at = s.targetStart;
        int pitch = s.pitch;
        int f0 = s.from[0];
        int f1 = s.from[1];
        int f2 = s.from[2];
        int f3 = s.from[3];
        int t0 = s.to[0];
        int t1 = s.to[1];
        int t2 = s.to[2];
        int t3 = s.to[3];
        int rows = s.rows;
        for (int r = 0; r < rows; r++) {
            int source = start[first + r];
            int target = at + r * pitch;
            copy(from, source + f0, to, target + t0);
            copy(from, source + f1, to, target + t1);
            copy(from, source + f2, to, target + t2);
            copy(from, source + f3, to, target + t3);
        }
    }

    private static void copy(float[] from, int source, float[] to, int target) {
        int n = VectorKernel.SPECIES.length();
        for (int i = 0; i < TileKernel.NARROW; i += n) {
            FloatVector.fromArray(VectorKernel.SPECIES, from, source + i).intoArray(to, target + i);
        }
    }
}
