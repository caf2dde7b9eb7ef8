package org.ctbench.models.kernels;

import java.nio.FloatBuffer;
import org.ctbench.models.memory.Heap;
import org.ctbench.models.memory.Workers;

/** Adam as a loop over host memory. */
public final class HostAdam implements AdamKernel {
    private final Workers workers;

    public HostAdam(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void step(State state, Factors factors) {
        FloatBuffer parameter = state.parameter().floats();
        FloatBuffer gradient = state.gradient().floats();
        FloatBuffer first = state.first().floats();
        FloatBuffer second = state.second().floats();
        if (Heap.holds(parameter, gradient, first, second)) {
            workers.overElements(state.parameter().size(), (from, n, scratch) -> {
                loop(parameter.array(), gradient.array(), first.array(), second.array(), factors, from, n);
            });
            return;
        }
        workers.overElements(state.parameter().size(), (from, n, scratch) -> {
            parameter.get(from, scratch.a, 0, n);
            gradient.get(from, scratch.b, 0, n);
            first.get(from, scratch.c, 0, n);
            second.get(from, scratch.d, 0, n);
            loop(scratch.a, scratch.b, scratch.c, scratch.d, factors, 0, n);
            parameter.put(from, scratch.a, 0, n);
            first.put(from, scratch.c, 0, n);
            second.put(from, scratch.d, 0, n);
        });
    }

    private static void loop(
            float[] parameter, float[] gradient, float[] first, float[] second, Factors factors, int at, int count) {
        float beta1 = factors.first().old();
        float beta2 = factors.second().old();
        float rest1 = factors.first().fresh();
        float rest2 = factors.second().fresh();
        float decay = factors.weightDecay();
        float root = factors.rootCorrection();
        float eps = factors.eps();
        float step = factors.stepSize();
        for (int i = at; i < at + count; i++) {
            float g = gradient[i] + decay * parameter[i];
            float m = first[i] * beta1 + g * rest1;
            float v = second[i] * beta2 + g * g * rest2;
            first[i] = m;
            second[i] = v;
            parameter[i] = parameter[i] - step * (m / ((float) Math.sqrt(v) / root + eps));
        }
    }
}
