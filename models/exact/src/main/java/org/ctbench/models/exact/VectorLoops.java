package org.ctbench.models.exact;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.ctbench.models.memory.ShiftedLoops;

/** Loops on vector registers; what is left over, and too short for a register, is computed without. */
final class VectorLoops implements ShiftedLoops {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private static FloatVector at(float[] x, int position) {
        return FloatVector.fromArray(SPECIES, x, position);
    }

    @Override
    public void fold(float[] x, int at, int step, float[] folded, int first) {
        int i = first;
        for (; i <= step - SPECIES.length(); i += SPECIES.length()) {
            int p = at + i;
            FloatVector low =
                    at(x, p).add(at(x, p + step)).add(at(x, p + 2 * step).add(at(x, p + 3 * step)));
            FloatVector high = at(x, p + 4 * step)
                    .add(at(x, p + 5 * step))
                    .add(at(x, p + 6 * step).add(at(x, p + 7 * step)));
            low.add(high).intoArray(folded, i);
        }
        ShiftedLoops.super.fold(x, at, step, folded, i);
    }

    @Override
    public void foldSquares(float[] x, int at, float center, int step, float[] folded, int first) {
        FloatVector shift = FloatVector.broadcast(SPECIES, center);
        int i = first;
        for (; i <= step - SPECIES.length(); i += SPECIES.length()) {
            int p = at + i;
            FloatVector a = at(x, p).sub(shift);
            FloatVector b = at(x, p + step).sub(shift);
            FloatVector c = at(x, p + 2 * step).sub(shift);
            FloatVector d = at(x, p + 3 * step).sub(shift);
            FloatVector e = at(x, p + 4 * step).sub(shift);
            FloatVector f = at(x, p + 5 * step).sub(shift);
            FloatVector g = at(x, p + 6 * step).sub(shift);
            FloatVector h = at(x, p + 7 * step).sub(shift);
            FloatVector low = a.mul(a).add(b.mul(b)).add(c.mul(c).add(d.mul(d)));
            FloatVector high = e.mul(e).add(f.mul(f)).add(g.mul(g).add(h.mul(h)));
            low.add(high).intoArray(folded, i);
        }
        ShiftedLoops.super.foldSquares(x, at, center, step, folded, i);
    }

    @Override
    public void foldProducts(float[] g, float[] x, int at, float center, int step, float[] folded, int first) {
        FloatVector shift = FloatVector.broadcast(SPECIES, center);
        int i = first;
        for (; i <= step - SPECIES.length(); i += SPECIES.length()) {
            int p = at + i;
            FloatVector a = at(g, p).mul(at(x, p).sub(shift));
            FloatVector b = at(g, p + step).mul(at(x, p + step).sub(shift));
            FloatVector c = at(g, p + 2 * step).mul(at(x, p + 2 * step).sub(shift));
            FloatVector d = at(g, p + 3 * step).mul(at(x, p + 3 * step).sub(shift));
            FloatVector e = at(g, p + 4 * step).mul(at(x, p + 4 * step).sub(shift));
            FloatVector f = at(g, p + 5 * step).mul(at(x, p + 5 * step).sub(shift));
            FloatVector h = at(g, p + 6 * step).mul(at(x, p + 6 * step).sub(shift));
            FloatVector k = at(g, p + 7 * step).mul(at(x, p + 7 * step).sub(shift));
            a.add(b).add(c.add(d)).add(e.add(f).add(h.add(k))).intoArray(folded, i);
        }
        ShiftedLoops.super.foldProducts(g, x, at, center, step, folded, i);
    }

    @Override
    public void addScaled(float[] to, int at, float[] from, int start, float factor, int n) {
        FloatVector scale = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= n - SPECIES.length(); i += SPECIES.length()) {
            at(to, at + i).add(at(from, start + i).mul(scale)).intoArray(to, at + i);
        }
        ShiftedLoops.super.addScaled(to, at + i, from, start + i, factor, n - i);
    }

    @Override
    public void max(float[] to, int at, float[] from, int start, int n) {
        int i = 0;
        for (; i <= n - SPECIES.length(); i += SPECIES.length()) {
            at(to, at + i).max(at(from, start + i)).intoArray(to, at + i);
        }
        ShiftedLoops.super.max(to, at + i, from, start + i, n - i);
    }

    @Override
    public void mark(float[] x, int start, float[] y, int at, float mark, float[] marks, int first, int end) {
        int i = first;
        for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
            VectorMask<Float> equal = at(x, start + i).compare(VectorOperators.EQ, at(y, at + i));
            at(marks, i).blend(mark, equal).intoArray(marks, i);
        }
        ShiftedLoops.super.mark(x, start, y, at, mark, marks, i, end);
    }
}
