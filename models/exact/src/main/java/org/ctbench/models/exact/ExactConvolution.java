package org.ctbench.models.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;
import org.ctbench.models.memory.Workers;

/**
 * Convolutions as sums of products over patches. The output and the images' gradient have positions as columns and filters as
 * rows; the filters' gradient has the terms of a filter as rows and filters as columns, and is summed over positions.
 */
final class ExactConvolution implements ConvolutionKernels {
    private static final int WIDE = TileKernel.WIDE;

    private final TileKernel kernel;
    private final ThreadLocal<Band> bands;
    private final Pool pool;
    private final Workers workers;
    private final Map<Geometry, Plan> plans = new HashMap<>();

    ExactConvolution(TileKernel kernel, Pool pool, Workers workers) {
        this.kernel = kernel;
        this.bands = ThreadLocal.withInitial(() -> new Band(kernel));
        this.pool = pool;
        this.workers = workers;
    }

    /** Layouts that depend on sizes alone. */
    private record Plan(Patches forward, List<Phase> phases, List<Patches> backward) {
        static Plan of(Geometry g) {
            List<Phase> phases = Phase.of(g);
            List<Patches> backward = new ArrayList<>();
            phases.forEach(phase -> backward.add(new Patches(phase.window(), g.in())));
            return new Plan(new Patches(Window.forward(g), g.out()), phases, backward);
        }
    }

    /**
     * Where sums go: row {@code i}, column {@code j} of a filter's plane for an image lies at {@code start + image *
     * imageStep + filter * filterStep + i * rowStep + j * columnStep}.
     */
    private record Target(
            float[] values, int start, int imageStep, int filterStep, int rowStep, int columnStep, float[] bias) {}

    private Plan plan(Geometry g) {
        return plans.computeIfAbsent(g, Plan::of);
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public void forward(Geometry g, Block x, Filter filter, Block out) {
        Patches patches = plan(g).forward();
        Block laid = patches.lay(x, pool, workers);
        float[] bias = filter.bias().map(HeapBlock::values).orElse(null);
        int plane = g.outPlane();
        Target target = new Target(HeapBlock.values(out), 0, g.out() * plane, plane, g.outWidth(), 1, bias);
        correlate(patches, laid, HeapBlock.values(filter.weight()), g.out(), target);
        laid.release();
    }

    @Override
    public void backward(Geometry g, Block gradient, Inputs inputs, Wanted wanted) {
        wanted.x().ifPresent(gx -> data(g, gradient, inputs.weight(), gx));
        wanted.filter().ifPresent(filter -> filters(g, gradient, inputs.x(), filter.weight()));
        wanted.filter().flatMap(Filter::bias).ifPresent(bias -> biases(g, gradient, bias));
    }

    /** Sums for all filters, whose terms lie one after the other in {@code filters}, at all positions. */
    private void correlate(Patches patches, Block laid, float[] filters, int count, Target target) {
        float[] values = HeapBlock.values(laid);
        int[] offset = patches.offset();
        int tiles = (patches.positions() + WIDE - 1) / WIDE;
        int bandCount = Band.count(count);
        long work = (long) patches.stretches() * patches.positions() * count;
        workers.overParts(patches.stretches() * tiles * bandCount, work, (part, scratch) -> {
            int first = Band.first(part % bandCount, count);
            int rows = Band.first(part % bandCount + 1, count) - first;
            int stretch = part / bandCount / tiles;
            int position = part / bandCount % tiles * WIDE;
            int columns = Math.min(WIDE, patches.positions() - position);
            Band band = bands.get();
            band.begin(rows, columns);
            for (int r = 0; r < rows; r++) {
                band.rowAt(r, (first + r) * offset.length);
            }
            band.addAll(filters, values, stretch * patches.stretchPitch() + position, offset);
            store(band.sums(), patches.runs(stretch, position, columns), first, rows, target);
        });
    }

    private static void store(float[] sums, Iterable<Patches.Run> runs, int first, int rows, Target t) {
        for (Patches.Run run : runs) {
            int start =
                    t.start() + run.image() * t.imageStep() + run.row() * t.rowStep() + run.column() * t.columnStep();
            for (int r = 0; r < rows; r++) {
                int from = r * WIDE + run.from();
                int to = start + (first + r) * t.filterStep();
                if (t.bias() != null) {
                    float bias = t.bias()[first + r];
                    for (int j = 0; j < run.length(); j++) {
                        t.values()[to + j] = sums[from + j] + bias;
                    }
                } else if (t.columnStep() == 1) {
                    System.arraycopy(sums, from, t.values(), to, run.length());
                } else {
                    for (int j = 0; j < run.length(); j++) {
                        t.values()[to + j * t.columnStep()] = sums[from + j];
                    }
                }
            }
        }
    }

    private void data(Geometry g, Block gradient, Block weight, Block gx) {
        Plan plan = plan(g);
        for (int i = 0; i < plan.phases().size(); i++) {
            Phase phase = plan.phases().get(i);
            Patches patches = plan.backward().get(i);
            Block filters = turned(g, phase, weight);
            Block laid = patches.lay(gradient, pool, workers);
            int plane = g.height() * g.width();
            Target target = new Target(
                    HeapBlock.values(gx),
                    phase.row() * g.width() + phase.column(),
                    g.in() * plane,
                    plane,
                    g.stride() * g.width(),
                    g.stride(),
                    null);
            correlate(patches, laid, HeapBlock.values(filters), g.in(), target);
            laid.release();
            filters.release();
        }
    }

    /** The filters' elements of one phase, sorted by input channel. */
    private Block turned(Geometry g, Phase phase, Block weight) {
        int taps = phase.kernelRows().length * phase.kernelColumns().length;
        int terms = g.out() * taps;
        Block turned = pool.take(Math.max(1, g.in() * terms));
        float[] from = HeapBlock.values(weight);
        float[] to = HeapBlock.values(turned);
        workers.overParts(g.out(), turned.size(), (filter, scratch) -> {
            for (int channel = 0; channel < g.in(); channel++) {
                int start = (filter * g.in() + channel) * g.kernelHeight() * g.kernelWidth();
                int at = channel * terms + filter * taps;
                for (int row : phase.kernelRows()) {
                    for (int column : phase.kernelColumns()) {
                        to[at++] = from[start + row * g.kernelWidth() + column];
                    }
                }
            }
        });
        return turned;
    }

    private void filters(Geometry g, Block gradient, Block x, Block gw) {
        Patches patches = plan(g).forward();
        Block laid = patches.lay(x, pool, workers);
        Block turned = byPosition(g, patches, gradient);
        float[] a = HeapBlock.values(laid);
        float[] b = HeapBlock.values(turned);
        float[] to = HeapBlock.values(gw);
        int terms = g.filter();
        int panels = Panels.count(g.out());
        int bandCount = Band.count(terms);
        long work = (long) patches.stretches() * patches.positions() * terms;
        workers.overParts(panels * bandCount, work, (part, scratch) -> {
            int panel = part / bandCount;
            int first = Band.first(part % bandCount, terms);
            int rows = Band.first(part % bandCount + 1, terms) - first;
            int width = Math.min(WIDE, g.out() - panel * WIDE);
            Band band = bands.get();
            band.begin(rows, width);
            for (int stretch = 0; stretch < patches.stretches(); stretch++) {
                for (int r = 0; r < rows; r++) {
                    band.rowAt(r, stretch * patches.stretchPitch() + patches.offset()[first + r]);
                }
                int start = (stretch * panels + panel) * patches.positions() * WIDE;
                band.addPanel(a, b, start, patches.positions());
            }
            for (int o = 0; o < width; o++) {
                for (int r = 0; r < rows; r++) {
                    to[(panel * WIDE + o) * terms + first + r] = band.sums()[r * WIDE + o];
                }
            }
        });
        turned.release();
        laid.release();
    }

    /** The output's gradient in panels of filters, position by position; 0 at positions that belong to no output. */
    private Block byPosition(Geometry g, Patches patches, Block gradient) {
        int panels = Panels.count(g.out());
        int positions = patches.positions();
        Block turned = pool.take(patches.stretches() * panels * positions * WIDE);
        float[] from = HeapBlock.values(gradient);
        float[] to = HeapBlock.values(turned);
        int tiles = (positions + WIDE - 1) / WIDE;
        workers.overParts(patches.stretches() * panels * tiles, turned.size(), (part, scratch) -> {
            int panel = part / tiles % panels;
            int stretch = part / tiles / panels;
            int position = part % tiles * WIDE;
            int columns = Math.min(WIDE, positions - position);
            int width = Math.min(WIDE, g.out() - panel * WIDE);
            int at = ((stretch * panels + panel) * positions + position) * WIDE;
            Arrays.fill(to, at, at + columns * WIDE, 0);
            for (Patches.Run run : patches.runs(stretch, position, columns)) {
                int start =
                        (run.image() * g.out() + panel * WIDE) * g.outPlane() + run.row() * g.outWidth() + run.column();
                Panels.transpose(from, start, g.outPlane(), to, at + run.from() * WIDE, run.length(), width);
            }
        });
        return turned;
    }

    private void biases(Geometry g, Block gradient, Block bias) {
        float[] from = HeapBlock.values(gradient);
        float[] to = HeapBlock.values(bias);
        int plane = g.outPlane();
        workers.overParts(g.out(), gradient.size(), (filter, scratch) -> {
            double sum = 0;
            for (int image = 0; image < g.n(); image++) {
                int first = (image * g.out() + filter) * plane;
                for (int start = 0; start < plane; start += Workers.CHUNK) {
                    int n = Math.min(Workers.CHUNK, plane - start);
                    sum += workers.loops().sum(from, first + start, n, scratch.folded);
                }
            }
            to[filter] = (float) sum;
        });
    }

    @Override
    public void close() {
        plans.clear();
    }
}
