package org.ctbench.models.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile kernel on vector registers. Lanes lie across columns, never across terms, so that the width of the registers
 * changes no bit. The loops hold all sums in local variables and do nothing else: anything more (an inner loop, a mask) makes
 * the compiler keep vectors as objects, which is 60 times slower.
 */
final class VectorKernel implements TileKernel {
    private static final VectorSpecies<Float> SPECIES = species();

    private static VectorSpecies<Float> species() {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        return lanes >= 16 ? FloatVector.SPECIES_512 : lanes >= 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }

    @Override
    public void wide(Tile tile, int from, int to) {
        switch (SPECIES.length()) {
            case 16 -> four(tile, 0, from, to);
            case 8 -> {
                for (int column = 0; column < WIDE; column += 16) {
                    two(tile, column, from, to);
                }
            }
            default -> {
                for (int column = 0; column < WIDE; column += 16) {
                    four(tile, column, from, to);
                }
            }
        }
    }

    @Override
    public void narrow(Tile tile, int from, int to) {
        switch (SPECIES.length()) {
            case 16 -> one(tile, 0, from, to);
            case 8 -> two(tile, 0, from, to);
            default -> four(tile, 0, from, to);
        }
    }

    @Override
    public String name() {
        return SPECIES.vectorBitSize() + "-bit vectors";
    }

    private static void store(FloatVector sum, Tile t, int at) {
        (t.add ? FloatVector.fromArray(SPECIES, t.c, at).add(sum) : sum).intoArray(t.c, at);
    }

    /** Six rows of four vectors. */
    private static void four(Tile t, int shift, int from, int to) {
        int n = SPECIES.length();
        float[] a = t.a;
        float[] b = t.b;
        int[] offset = t.bOffset;
        int start = t.bStart + shift;
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s43 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s52 = FloatVector.zero(SPECIES);
        FloatVector s53 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int at = start + offset[q];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + n);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, at + 2 * n);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, at + 3 * n);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[r0 + q]);
            s00 = f0.fma(b0, s00);
            s01 = f0.fma(b1, s01);
            s02 = f0.fma(b2, s02);
            s03 = f0.fma(b3, s03);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[r1 + q]);
            s10 = f1.fma(b0, s10);
            s11 = f1.fma(b1, s11);
            s12 = f1.fma(b2, s12);
            s13 = f1.fma(b3, s13);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[r2 + q]);
            s20 = f2.fma(b0, s20);
            s21 = f2.fma(b1, s21);
            s22 = f2.fma(b2, s22);
            s23 = f2.fma(b3, s23);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[r3 + q]);
            s30 = f3.fma(b0, s30);
            s31 = f3.fma(b1, s31);
            s32 = f3.fma(b2, s32);
            s33 = f3.fma(b3, s33);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[r4 + q]);
            s40 = f4.fma(b0, s40);
            s41 = f4.fma(b1, s41);
            s42 = f4.fma(b2, s42);
            s43 = f4.fma(b3, s43);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[r5 + q]);
            s50 = f5.fma(b0, s50);
            s51 = f5.fma(b1, s51);
            s52 = f5.fma(b2, s52);
            s53 = f5.fma(b3, s53);
        }
        int c = t.cStart + shift;
        int pitch = t.cPitch;
        store(s00, t, c);
        store(s01, t, c + n);
        store(s02, t, c + 2 * n);
        store(s03, t, c + 3 * n);
        store(s10, t, c + pitch);
        store(s11, t, c + pitch + n);
        store(s12, t, c + pitch + 2 * n);
        store(s13, t, c + pitch + 3 * n);
        store(s20, t, c + 2 * pitch);
        store(s21, t, c + 2 * pitch + n);
        store(s22, t, c + 2 * pitch + 2 * n);
        store(s23, t, c + 2 * pitch + 3 * n);
        store(s30, t, c + 3 * pitch);
        store(s31, t, c + 3 * pitch + n);
        store(s32, t, c + 3 * pitch + 2 * n);
        store(s33, t, c + 3 * pitch + 3 * n);
        store(s40, t, c + 4 * pitch);
        store(s41, t, c + 4 * pitch + n);
        store(s42, t, c + 4 * pitch + 2 * n);
        store(s43, t, c + 4 * pitch + 3 * n);
        store(s50, t, c + 5 * pitch);
        store(s51, t, c + 5 * pitch + n);
        store(s52, t, c + 5 * pitch + 2 * n);
        store(s53, t, c + 5 * pitch + 3 * n);
    }

    /** Six rows of two vectors. */
    private static void two(Tile t, int shift, int from, int to) {
        int n = SPECIES.length();
        float[] a = t.a;
        float[] b = t.b;
        int[] offset = t.bOffset;
        int start = t.bStart + shift;
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int at = start + offset[q];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, at + n);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[r0 + q]);
            s00 = f0.fma(b0, s00);
            s01 = f0.fma(b1, s01);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[r1 + q]);
            s10 = f1.fma(b0, s10);
            s11 = f1.fma(b1, s11);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[r2 + q]);
            s20 = f2.fma(b0, s20);
            s21 = f2.fma(b1, s21);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[r3 + q]);
            s30 = f3.fma(b0, s30);
            s31 = f3.fma(b1, s31);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[r4 + q]);
            s40 = f4.fma(b0, s40);
            s41 = f4.fma(b1, s41);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[r5 + q]);
            s50 = f5.fma(b0, s50);
            s51 = f5.fma(b1, s51);
        }
        int c = t.cStart + shift;
        int pitch = t.cPitch;
        store(s00, t, c);
        store(s01, t, c + n);
        store(s10, t, c + pitch);
        store(s11, t, c + pitch + n);
        store(s20, t, c + 2 * pitch);
        store(s21, t, c + 2 * pitch + n);
        store(s30, t, c + 3 * pitch);
        store(s31, t, c + 3 * pitch + n);
        store(s40, t, c + 4 * pitch);
        store(s41, t, c + 4 * pitch + n);
        store(s50, t, c + 5 * pitch);
        store(s51, t, c + 5 * pitch + n);
    }

    /** Six rows of one vector. */
    private static void one(Tile t, int shift, int from, int to) {
        int n = SPECIES.length();
        float[] a = t.a;
        float[] b = t.b;
        int[] offset = t.bOffset;
        int start = t.bStart + shift;
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        for (int q = from; q < to; q++) {
            int at = start + offset[q];
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, at);
            FloatVector f0 = FloatVector.broadcast(SPECIES, a[r0 + q]);
            s00 = f0.fma(b0, s00);
            FloatVector f1 = FloatVector.broadcast(SPECIES, a[r1 + q]);
            s10 = f1.fma(b0, s10);
            FloatVector f2 = FloatVector.broadcast(SPECIES, a[r2 + q]);
            s20 = f2.fma(b0, s20);
            FloatVector f3 = FloatVector.broadcast(SPECIES, a[r3 + q]);
            s30 = f3.fma(b0, s30);
            FloatVector f4 = FloatVector.broadcast(SPECIES, a[r4 + q]);
            s40 = f4.fma(b0, s40);
            FloatVector f5 = FloatVector.broadcast(SPECIES, a[r5 + q]);
            s50 = f5.fma(b0, s50);
        }
        int c = t.cStart + shift;
        int pitch = t.cPitch;
        store(s00, t, c);
        store(s10, t, c + pitch);
        store(s20, t, c + 2 * pitch);
        store(s30, t, c + 3 * pitch);
        store(s40, t, c + 4 * pitch);
        store(s50, t, c + 5 * pitch);
    }
}
