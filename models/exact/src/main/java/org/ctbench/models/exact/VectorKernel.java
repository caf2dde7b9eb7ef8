package org.ctbench.models.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile kernel on vector registers. Lanes lie across columns, never across terms, so that the width of the registers
 * changes no bit. The loops hold all sums in local variables and do nothing else: anything more (an inner loop, a mask) makes
 * the compiler keep vectors as objects, which is 60 times slower. Addresses are linear in the loop's counter, so that their
 * bounds are checked once, before the loop.
 */
final class VectorKernel implements TileKernel {
    static final VectorSpecies<Float> SPECIES = species();

    private static VectorSpecies<Float> species() {
        int lanes = FloatVector.SPECIES_PREFERRED.length();
        return lanes >= 16 ? FloatVector.SPECIES_512 : lanes >= 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }

    @Override
    public void run(Tile tile, int columns, int terms) {
        int n = SPECIES.length();
        if (n == 16 && columns == WIDE) {
            sixByFour(tile, 0, terms);
        } else if (n == 16) {
            sixByOne(tile, 0, terms);
        } else {
            for (int column = 0; column < columns; column += 2 * n) {
                sixByTwo(tile, column, terms);
            }
        }
    }

    @Override
    public void copy(Strips s) {
        VectorCopies.copy(s);
    }

    @Override
    public long multiplyAdd(float[] values, int rounds) {
        int n = SPECIES.length();
        FloatVector factor = FloatVector.fromArray(SPECIES, values, 0);
        FloatVector summand = FloatVector.fromArray(SPECIES, values, n);
        FloatVector s0 = FloatVector.fromArray(SPECIES, values, 2 * n);
        FloatVector s1 = FloatVector.fromArray(SPECIES, values, 3 * n);
        FloatVector s2 = FloatVector.fromArray(SPECIES, values, 4 * n);
        FloatVector s3 = FloatVector.fromArray(SPECIES, values, 5 * n);
        FloatVector s4 = FloatVector.fromArray(SPECIES, values, 6 * n);
        FloatVector s5 = FloatVector.fromArray(SPECIES, values, 7 * n);
        FloatVector s6 = FloatVector.fromArray(SPECIES, values, 8 * n);
        FloatVector s7 = FloatVector.fromArray(SPECIES, values, 9 * n);
        FloatVector s8 = FloatVector.fromArray(SPECIES, values, 10 * n);
        FloatVector s9 = FloatVector.fromArray(SPECIES, values, 11 * n);
        for (int round = 0; round < rounds; round++) {
            s0 = factor.fma(summand, s0);
            s1 = factor.fma(summand, s1);
            s2 = factor.fma(summand, s2);
            s3 = factor.fma(summand, s3);
            s4 = factor.fma(summand, s4);
            s5 = factor.fma(summand, s5);
            s6 = factor.fma(summand, s6);
            s7 = factor.fma(summand, s7);
            s8 = factor.fma(summand, s8);
            s9 = factor.fma(summand, s9);
        }
        s0.intoArray(values, 2 * n);
        s1.intoArray(values, 3 * n);
        s2.intoArray(values, 4 * n);
        s3.intoArray(values, 5 * n);
        s4.intoArray(values, 6 * n);
        s5.intoArray(values, 7 * n);
        s6.intoArray(values, 8 * n);
        s7.intoArray(values, 9 * n);
        s8.intoArray(values, 10 * n);
        s9.intoArray(values, 11 * n);
        return 2L * 10 * n * rounds;
    }

    @Override
    public String name() {
        return SPECIES.vectorBitSize() + "-bit vectors";
    }

    /** Six rows of four vectors. */
    private static void sixByFour(Tile t, int shift, int terms) {
        float[] a = t.a;
        float[] b = t.b;
        int start = t.bStart + shift;
        int n = SPECIES.length();
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.fromArray(SPECIES, t.zeros, 0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, t.zeros, n);
        FloatVector s02 = FloatVector.fromArray(SPECIES, t.zeros, 2 * n);
        FloatVector s03 = FloatVector.fromArray(SPECIES, t.zeros, 3 * n);
        FloatVector s10 = FloatVector.fromArray(SPECIES, t.zeros, 4 * n);
        FloatVector s11 = FloatVector.fromArray(SPECIES, t.zeros, 5 * n);
        FloatVector s12 = FloatVector.fromArray(SPECIES, t.zeros, 6 * n);
        FloatVector s13 = FloatVector.fromArray(SPECIES, t.zeros, 7 * n);
        FloatVector s20 = FloatVector.fromArray(SPECIES, t.zeros, 8 * n);
        FloatVector s21 = FloatVector.fromArray(SPECIES, t.zeros, 9 * n);
        FloatVector s22 = FloatVector.fromArray(SPECIES, t.zeros, 10 * n);
        FloatVector s23 = FloatVector.fromArray(SPECIES, t.zeros, 11 * n);
        FloatVector s30 = FloatVector.fromArray(SPECIES, t.zeros, 12 * n);
        FloatVector s31 = FloatVector.fromArray(SPECIES, t.zeros, 13 * n);
        FloatVector s32 = FloatVector.fromArray(SPECIES, t.zeros, 14 * n);
        FloatVector s33 = FloatVector.fromArray(SPECIES, t.zeros, 15 * n);
        FloatVector s40 = FloatVector.fromArray(SPECIES, t.zeros, 16 * n);
        FloatVector s41 = FloatVector.fromArray(SPECIES, t.zeros, 17 * n);
        FloatVector s42 = FloatVector.fromArray(SPECIES, t.zeros, 18 * n);
        FloatVector s43 = FloatVector.fromArray(SPECIES, t.zeros, 19 * n);
        FloatVector s50 = FloatVector.fromArray(SPECIES, t.zeros, 20 * n);
        FloatVector s51 = FloatVector.fromArray(SPECIES, t.zeros, 21 * n);
        FloatVector s52 = FloatVector.fromArray(SPECIES, t.zeros, 22 * n);
        FloatVector s53 = FloatVector.fromArray(SPECIES, t.zeros, 23 * n);
        for (int q = 0; q < terms; q++) {
            int at = start + q * PANEL;
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
        float[] c = t.c;
        int to = t.cStart + shift;
        s00.intoArray(c, to);
        s01.intoArray(c, to + n);
        s02.intoArray(c, to + 2 * n);
        s03.intoArray(c, to + 3 * n);
        s10.intoArray(c, to + PANEL);
        s11.intoArray(c, to + PANEL + n);
        s12.intoArray(c, to + PANEL + 2 * n);
        s13.intoArray(c, to + PANEL + 3 * n);
        s20.intoArray(c, to + 2 * PANEL);
        s21.intoArray(c, to + 2 * PANEL + n);
        s22.intoArray(c, to + 2 * PANEL + 2 * n);
        s23.intoArray(c, to + 2 * PANEL + 3 * n);
        s30.intoArray(c, to + 3 * PANEL);
        s31.intoArray(c, to + 3 * PANEL + n);
        s32.intoArray(c, to + 3 * PANEL + 2 * n);
        s33.intoArray(c, to + 3 * PANEL + 3 * n);
        s40.intoArray(c, to + 4 * PANEL);
        s41.intoArray(c, to + 4 * PANEL + n);
        s42.intoArray(c, to + 4 * PANEL + 2 * n);
        s43.intoArray(c, to + 4 * PANEL + 3 * n);
        s50.intoArray(c, to + 5 * PANEL);
        s51.intoArray(c, to + 5 * PANEL + n);
        s52.intoArray(c, to + 5 * PANEL + 2 * n);
        s53.intoArray(c, to + 5 * PANEL + 3 * n);
    }

    /** Six rows of two vectors. */
    private static void sixByTwo(Tile t, int shift, int terms) {
        float[] a = t.a;
        float[] b = t.b;
        int start = t.bStart + shift;
        int n = SPECIES.length();
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.fromArray(SPECIES, t.zeros, 0);
        FloatVector s01 = FloatVector.fromArray(SPECIES, t.zeros, n);
        FloatVector s10 = FloatVector.fromArray(SPECIES, t.zeros, 2 * n);
        FloatVector s11 = FloatVector.fromArray(SPECIES, t.zeros, 3 * n);
        FloatVector s20 = FloatVector.fromArray(SPECIES, t.zeros, 4 * n);
        FloatVector s21 = FloatVector.fromArray(SPECIES, t.zeros, 5 * n);
        FloatVector s30 = FloatVector.fromArray(SPECIES, t.zeros, 6 * n);
        FloatVector s31 = FloatVector.fromArray(SPECIES, t.zeros, 7 * n);
        FloatVector s40 = FloatVector.fromArray(SPECIES, t.zeros, 8 * n);
        FloatVector s41 = FloatVector.fromArray(SPECIES, t.zeros, 9 * n);
        FloatVector s50 = FloatVector.fromArray(SPECIES, t.zeros, 10 * n);
        FloatVector s51 = FloatVector.fromArray(SPECIES, t.zeros, 11 * n);
        for (int q = 0; q < terms; q++) {
            int at = start + q * PANEL;
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
        float[] c = t.c;
        int to = t.cStart + shift;
        s00.intoArray(c, to);
        s01.intoArray(c, to + n);
        s10.intoArray(c, to + PANEL);
        s11.intoArray(c, to + PANEL + n);
        s20.intoArray(c, to + 2 * PANEL);
        s21.intoArray(c, to + 2 * PANEL + n);
        s30.intoArray(c, to + 3 * PANEL);
        s31.intoArray(c, to + 3 * PANEL + n);
        s40.intoArray(c, to + 4 * PANEL);
        s41.intoArray(c, to + 4 * PANEL + n);
        s50.intoArray(c, to + 5 * PANEL);
        s51.intoArray(c, to + 5 * PANEL + n);
    }

    /** Six rows of one vector. */
    private static void sixByOne(Tile t, int shift, int terms) {
        float[] a = t.a;
        float[] b = t.b;
        int start = t.bStart + shift;
        int n = SPECIES.length();
        int r0 = t.row[0];
        int r1 = t.row[1];
        int r2 = t.row[2];
        int r3 = t.row[3];
        int r4 = t.row[4];
        int r5 = t.row[5];
        FloatVector s00 = FloatVector.fromArray(SPECIES, t.zeros, 0);
        FloatVector s10 = FloatVector.fromArray(SPECIES, t.zeros, n);
        FloatVector s20 = FloatVector.fromArray(SPECIES, t.zeros, 2 * n);
        FloatVector s30 = FloatVector.fromArray(SPECIES, t.zeros, 3 * n);
        FloatVector s40 = FloatVector.fromArray(SPECIES, t.zeros, 4 * n);
        FloatVector s50 = FloatVector.fromArray(SPECIES, t.zeros, 5 * n);
        for (int q = 0; q < terms; q++) {
            int at = start + q * PANEL;
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
        float[] c = t.c;
        int to = t.cStart + shift;
        s00.intoArray(c, to);
        s10.intoArray(c, to + PANEL);
        s20.intoArray(c, to + 2 * PANEL);
        s30.intoArray(c, to + 3 * PANEL);
        s40.intoArray(c, to + 4 * PANEL);
        s50.intoArray(c, to + 5 * PANEL);
    }
}
