package org.ctbench.models.kernels;

import org.ctbench.models.memory.Workers;

/** Adam as a loop over host memory. */
public final class HostAdam implements AdamKernel {
    private final Workers workers;

    public HostAdam(Workers workers) {
        this.workers = workers;
    }

    @Override
    public void step(State state, Factors factors) {
        workers.overElements(state.parameter().size(), (from, n, scratch) -> {
            state.parameter().floats().get(from, scratch.a, 0, n);
            state.gradient().floats().get(from, scratch.b, 0, n);
            state.first().floats().get(from, scratch.c, 0, n);
            state.second().floats().get(from, scratch.d, 0, n);
            loop(scratch, factors, n);
            state.parameter().floats().put(from, scratch.a, 0, n);
            state.first().floats().put(from, scratch.c, 0, n);
            state.second().floats().put(from, scratch.d, 0, n);
        });
    }

    private static void loop(Workers.Scratch scratch, Factors factors, int n) {
        float[] parameter = scratch.a;
        float[] gradient = scratch.b;
        float[] first = scratch.c;
        float[] second = scratch.d;
        float beta1 = factors.first().old();
        float beta2 = factors.second().old();
        float rest1 = factors.first().fresh();
        float rest2 = factors.second().fresh();
        float decay = factors.weightDecay();
        float root = factors.rootCorrection();
        float eps = factors.eps();
        float step = factors.stepSize();
        for (int i = 0; i < n; i++) {
            float g = gradient[i] + decay * parameter[i];
            float m = first[i] * beta1 + g * rest1;
            float v = second[i] * beta2 + g * g * rest2;
            first[i] = m;
            second[i] = v;
            parameter[i] = parameter[i] - step * (m / ((float) Math.sqrt(v) / root + eps));
        }
    }
}
