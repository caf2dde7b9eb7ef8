package org.ctbench.models.exact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.ChannelSums;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/** Convolutions and their gradients. */
final class ExactConvolution implements ConvolutionKernels {
    /** Rows of filters that are turned together. */
    private static final int TURNED = 16;

    private final TileKernel kernel;
    private final ThreadLocal<Lane> lanes;
    private final Pool pool;
    private final Workers workers;
    private final Map<Geometry, Plan> plans = new HashMap<>();

    ExactConvolution(TileKernel kernel, Pool pool, Workers workers) {
        this.kernel = kernel;
        this.lanes = ThreadLocal.withInitial(() -> new Lane(kernel));
        this.pool = pool;
        this.workers = workers;
    }

    /** Layouts that depend on sizes alone. */
    private record Plan(
            Correlation forward, List<Phase> phases, List<Correlation> backward, FilterGradient filters, int[] planes) {
        static Plan of(Geometry g) {
            List<Phase> phases = Phase.of(g);
            List<Correlation> backward = new ArrayList<>();
            phases.forEach(phase -> backward.add(new Correlation(phase.window(), g.stride() == 1)));
            int[] planes = new int[g.in()];
            for (int channel = 0; channel < g.in(); channel++) {
                planes[channel] = channel * g.kernelHeight() * g.kernelWidth();
            }
            return new Plan(
                    new Correlation(SlidingWindow.forward(g), true), phases, backward, new FilterGradient(g), planes);
        }
    }

    private Plan plan(Geometry g) {
        return plans.computeIfAbsent(g, Plan::of);
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void forward(Geometry g, Block x, Filter filter, Block out) {
        float[] bias = filter.bias().map(HeapBlock::values).orElse(null);
        int plane = g.outPlane();
        Correlation.Target target =
                new Correlation.Target(HeapBlock.values(out), 0, g.out() * plane, plane, g.outWidth(), 1, bias);
        Correlation.Filters filters = new Correlation.Filters(HeapBlock.values(filter.weight()), g.out(), g.filter());
        plan(g).forward().run(x, filters, target, pool, workers, lanes);
    }

    @Override
    public void backward(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        wanted.x().ifPresent(gx -> data(g, gradient, inputs.weight(), gx));
        wanted.filter()
                .ifPresent(
                        filter -> plan(g).filters().run(gradient, inputs.x(), filter.weight(), pool, workers, lanes));
        wanted.filter().flatMap(Filter::bias).ifPresent(bias -> ChannelSums.of(gradient, g.outPlane(), bias, workers));
    }

    private void data(Geometry g, Block gradient, Block weight, Block gx) {
        Plan plan = plan(g);
        for (int i = 0; i < plan.phases().size(); i++) {
            Phase phase = plan.phases().get(i);
            int pitch = phase.window().terms() + TileKernel.NARROW; // room behind the last strip
            Block turned = pool.take(g.in() * pitch);
            if (g.stride() == 1 && g.kernelHeight() * g.kernelWidth() <= TileKernel.CHAIN) {
                turn(g, plan.planes(), HeapBlock.values(weight), HeapBlock.values(turned), pitch);
            } else {
                turn(g, phase, HeapBlock.values(weight), HeapBlock.values(turned), pitch);
            }
            int plane = g.height() * g.width();
            Correlation.Target target = new Correlation.Target(
                    HeapBlock.values(gx),
                    phase.row() * g.width() + phase.column(),
                    g.in() * plane,
                    plane,
                    g.stride() * g.width(),
                    g.stride(),
                    null);
            Correlation.Filters filters = new Correlation.Filters(HeapBlock.values(turned), g.in(), pitch);
            plan.backward().get(i).run(gradient, filters, target, pool, workers, lanes);
            turned.release();
        }
    }

    /** The filters sorted by input channel. */
    private void turn(Geometry g, int[] planes, float[] from, float[] to, int pitch) {
        int taps = g.kernelHeight() * g.kernelWidth();
        int parts = (g.in() + TURNED - 1) / TURNED;
        workers.overParts(parts, (long) g.in() * pitch, (part, scratch) -> {
            Lane lane = lanes.get();
            Strips strips = lane.strips;
            strips.source = from;
            strips.rowStart = planes;
            strips.firstRow = part * TURNED;
            strips.rows = Math.min(TURNED, g.in() - strips.firstRow);
            strips.target = to;
            strips.targetStart = strips.firstRow * pitch;
            strips.pitch = pitch;
            for (int filter = 0; filter < g.out(); ) {
                strips.count = 0;
                for (int last = Math.min(g.out(), filter + TURNED); filter < last; filter++) {
                    strips.add(filter * g.filter(), filter * taps, taps);
                }
                lane.copy();
            }
        });
    }

    /** The filters' elements of one phase, sorted by input channel. */
    private void turn(Geometry g, Phase phase, float[] from, float[] to, int pitch) {
        int[] taps = phase.taps(g.kernelWidth());
        int plane = g.kernelHeight() * g.kernelWidth();
        int parts = (g.in() + TURNED - 1) / TURNED;
        workers.overParts(parts, (long) g.in() * pitch, (part, scratch) -> {
            int end = Math.min(g.in(), (part + 1) * TURNED);
            for (int first = 0; first < g.out(); first += TURNED) {
                int last = Math.min(g.out(), first + TURNED);
                for (int channel = part * TURNED; channel < end; channel++) {
                    int start = first * g.filter() + channel * plane;
                    int at = channel * pitch + first * taps.length;
                    for (int tap = 0; tap < taps.length; tap++) {
                        gather(from, start + taps[tap], g.filter(), to, at + tap, taps.length, last - first);
                    }
                }
            }
        });
    }

    private static void gather(float[] from, int start, int step, float[] to, int at, int pitch, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i * pitch] = from[start + i * step];
        }
    }

    @Override
    public void close() {
        plans.clear();
    }
}
