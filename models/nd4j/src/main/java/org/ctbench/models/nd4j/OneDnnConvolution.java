package org.ctbench.models.nd4j;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.Loader;
import org.ctbench.models.kernels.ConvolutionKernels;
import org.ctbench.models.memory.Block;
import org.ctbench.models.memory.Pool;

/**
 * Convolutions by oneDNN on ND4J's memory. One primitive per direction and geometry, kept; the direct algorithm, since
 * Winograd is several times slower for weight gradients of many channels. Calls reorder between row-major memory and
 * oneDNN's blocked layouts through shared scratch memory.
 */
final class OneDnnConvolution implements ConvolutionKernels {
    /** Primitives kept: several networks at a few image sizes. */
    private static final int KEPT = 1024;

    private final engine device = new engine(engine.kind.cpu, 0);
    private final OneDnnPrimitive.Context context;
    private final primitive_attr attributes = new primitive_attr();
    private final Map<Key, OneDnnPrimitive> primitives = new LinkedHashMap<>(64, 0.75f, true);

    OneDnnConvolution(Pool pool) {
        attributes.set_scratchpad_mode(dnnl.dnnl_scratchpad_mode_user);
        context = new OneDnnPrimitive.Context(device, pool);
    }

    /** Whether oneDNN's native library is there for this machine. */
    static boolean available() {
        try {
            Loader.load(dnnl.class);
            return true;
        } catch (LinkageError e) { // no native library of this platform on the class path
            return false;
        }
    }

    static String version() {
        dnnl_version_t version = dnnl.dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }

    /** The widest instructions that its code may use here, as oneDNN calls them: {@code avx512_core_bf16}. */
    static String instructions() {
        int isa = dnnl.dnnl_get_effective_cpu_isa();
        for (dnnl.cpu_isa known : dnnl.cpu_isa.values()) {
            if (known.value == isa) {
                return known.name().toLowerCase(Locale.ROOT).replace("dnnl_cpu_isa_", "");
            }
        }
        return "unknown (" + isa + ")";
    }

    private enum Direction {
        FORWARD,
        DATA,
        FILTER
    }

    private record Key(Direction direction, Geometry geometry, boolean bias) {}

    @Override
    public String name() {
        return "oneDNN presets";
    }

    @Override
    public void forward(Geometry geometry, Block x, Filter filter, Block out) {
        boolean bias = filter.bias().isPresent();
        OneDnnPrimitive primitive =
                primitive(new Key(Direction.FORWARD, geometry, bias), () -> makeForward(geometry, bias));
        primitive.run(blocks(x, filter, out));
    }

    @Override
    public void backward(Geometry geometry, Block gradient, Inputs inputs, Wanted wanted) {
        wanted.x()
                .ifPresent(out -> primitive(new Key(Direction.DATA, geometry, false), () -> makeData(geometry))
                        .run(List.of(gradient, inputs.weight(), out)));
        wanted.filter().ifPresent(out -> {
            boolean bias = out.bias().isPresent();
            List<Block> blocks = new ArrayList<>(List.of(gradient, inputs.x(), out.weight()));
            out.bias().ifPresent(blocks::add);
            primitive(new Key(Direction.FILTER, geometry, bias), () -> makeFilter(geometry, bias))
                    .run(blocks);
        });
    }

    private static List<Block> blocks(Block x, Filter filter, Block out) {
        List<Block> blocks = new ArrayList<>(List.of(x, filter.weight()));
        filter.bias().ifPresent(blocks::add);
        blocks.add(out);
        return blocks;
    }

    private OneDnnPrimitive primitive(Key key, Supplier<OneDnnPrimitive> maker) {
        OneDnnPrimitive primitive = primitives.get(key);
        if (primitive == null) {
            primitive = maker.get();
            primitives.put(key, primitive);
            if (primitives.size() > KEPT) {
                Key eldest = primitives.keySet().iterator().next();
                primitives.remove(eldest).close();
            }
        }
        return primitive;
    }

    private OneDnnPrimitive makeForward(Geometry geometry, boolean bias) {
        Layouts any = new Layouts(geometry, memory.format_tag.any);
        Layouts plain = Layouts.plain(geometry);
        convolution_forward.primitive_desc chosen = forwardHint(any, bias);
        OneDnnPrimitive.Builder builder = context.builder(new convolution_forward(chosen), chosen.scratchpad_desc())
                .input(DNNL_ARG_SRC, plain.src(), chosen.src_desc())
                .input(DNNL_ARG_WEIGHTS, plain.weights(), chosen.weights_desc());
        if (bias) {
            builder.input(DNNL_ARG_BIAS, any.bias(), chosen.bias_desc());
        }
        return builder.output(DNNL_ARG_DST, plain.dst(), chosen.dst_desc()).build();
    }

    private OneDnnPrimitive makeData(Geometry geometry) {
        Layouts any = new Layouts(geometry, memory.format_tag.any);
        Layouts plain = Layouts.plain(geometry);
        var description = new convolution_backward_data.desc(
                dnnl_convolution_direct, any.src(), any.weights(), any.dst(), any.strides(), any.pads(), any.pads());
        var chosen =
                new convolution_backward_data.primitive_desc(description, attributes, device, forwardHint(any, false));
        return context.builder(new convolution_backward_data(chosen), chosen.scratchpad_desc())
                .input(DNNL_ARG_DIFF_DST, plain.dst(), chosen.diff_dst_desc())
                .input(DNNL_ARG_WEIGHTS, plain.weights(), chosen.weights_desc())
                .output(DNNL_ARG_DIFF_SRC, plain.src(), chosen.diff_src_desc())
                .build();
    }

    private OneDnnPrimitive makeFilter(Geometry geometry, boolean bias) {
        Layouts any = new Layouts(geometry, memory.format_tag.any);
        Layouts plain = Layouts.plain(geometry);
        var description = bias
                ? new convolution_backward_weights.desc(
                        dnnl_convolution_direct,
                        any.src(),
                        any.weights(),
                        any.bias(),
                        any.dst(),
                        any.strides(),
                        any.pads(),
                        any.pads())
                : new convolution_backward_weights.desc(
                        dnnl_convolution_direct,
                        any.src(),
                        any.weights(),
                        any.dst(),
                        any.strides(),
                        any.pads(),
                        any.pads());
        var chosen = new convolution_backward_weights.primitive_desc(
                description, attributes, device, forwardHint(any, bias));
        OneDnnPrimitive.Builder builder = context.builder(
                        new convolution_backward_weights(chosen), chosen.scratchpad_desc())
                .input(DNNL_ARG_DIFF_DST, plain.dst(), chosen.diff_dst_desc())
                .input(DNNL_ARG_SRC, plain.src(), chosen.src_desc())
                .output(DNNL_ARG_DIFF_WEIGHTS, plain.weights(), chosen.diff_weights_desc());
        if (bias) {
            builder.output(DNNL_ARG_DIFF_BIAS, any.bias(), chosen.diff_bias_desc());
        }
        return builder.build();
    }

    private convolution_forward.primitive_desc forwardHint(Layouts any, boolean bias) {
        var description = bias
                ? new convolution_forward.desc(
                        dnnl_forward_training,
                        dnnl_convolution_direct,
                        any.src(),
                        any.weights(),
                        any.bias(),
                        any.dst(),
                        any.strides(),
                        any.pads(),
                        any.pads())
                : new convolution_forward.desc(
                        dnnl_forward_training,
                        dnnl_convolution_direct,
                        any.src(),
                        any.weights(),
                        any.dst(),
                        any.strides(),
                        any.pads(),
                        any.pads());
        return new convolution_forward.primitive_desc(description, attributes, device);
    }

    /** Memory descriptions of one convolution. */
    private record Layouts(Geometry geometry, memory.format_tag images, memory.format_tag filters) {
        Layouts(Geometry geometry, memory.format_tag both) {
            this(geometry, both, both);
        }

        static Layouts plain(Geometry geometry) {
            return new Layouts(geometry, memory.format_tag.nchw, memory.format_tag.oihw);
        }

        memory.desc src() {
            return description(images, geometry.n(), geometry.in(), geometry.height(), geometry.width());
        }

        memory.desc weights() {
            return description(filters, geometry.out(), geometry.in(), geometry.kernelHeight(), geometry.kernelWidth());
        }

        memory.desc dst() {
            return description(images, geometry.n(), geometry.out(), geometry.outHeight(), geometry.outWidth());
        }

        memory.desc bias() {
            return description(memory.format_tag.a, geometry.out());
        }

        long[] strides() {
            return new long[] {geometry.stride(), geometry.stride()};
        }

        long[] pads() {
            return new long[] {geometry.padding(), geometry.padding()};
        }

        private static memory.desc description(memory.format_tag tag, long... sizes) {
            return new memory.desc(sizes, memory.data_type.f32, tag);
        }
    }

    @Override
    public void close() {
        primitives.values().forEach(OneDnnPrimitive::close);
        primitives.clear();
        context.close();
        attributes.close();
        device.close();
    }
}
