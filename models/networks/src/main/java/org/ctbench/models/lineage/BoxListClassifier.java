package org.ctbench.models.lineage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.classifiers.ImageClassifier;
import org.ctbench.models.classifiers.Images;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.classifiers.Resumable;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.models.weights.WeightFile;

/** What the models of the lineage share as classifiers: a batch is classified image by image. */
abstract sealed class BoxListClassifier<N extends BoxListNetwork> implements ImageClassifier
        permits SingleShotClassifier, MaskNetClassifier {
    private static final String WITHOUT_REGION = "images without region";
    private static final String PADDING = "region padding";
    private static final String PADDED = "images with fewer regions than places";

    private final Engine engine;
    private final N net;
    private final long seed;
    private final RandomPermutations unrepeatable;
    private final Map<String, Long> events = new LinkedHashMap<>();

    BoxListClassifier(N net, ModelSpec spec) {
        this.net = net;
        this.engine = spec.engine();
        this.seed = spec.seed();
        this.unrepeatable = RandomPermutations.named(seed, PADDING);
        net.allocate(engine, seed);
        events.put(WITHOUT_REGION, 0L);
        events.put(PADDED, 0L);
    }

    @Override
    public final Engine engine() {
        return engine;
    }

    @Override
    public final Module module() {
        return net;
    }

    final N network() {
        return net;
    }

    @Override
    public final int classes() {
        return net.head().classes();
    }

    @Override
    public final Tensor logits(Images images) {
        Tensor maps = net.backbone().forward(images.on(engine));
        ImageSize size = new ImageSize(images.height(), images.width());
        List<Tensor> rows = new ArrayList<>(images.count());
        for (int i = 0; i < images.count(); i++) {
            Tensor map = images.count() == 1 ? maps : engine.rows(maps, i);
            Boxes chosen = regions(net.choose(map, size), size);
            rows.add(net.logits(map, chosen, padding(images.names().get(i))));
        }
        return rows.size() == 1 ? rows.get(0) : engine.concat(rows);
    }

    /** The regions, or the whole image if there is none (D-16). */
    private Boxes regions(Boxes found, ImageSize image) {
        if (found.size() < net.ranked().places().count()) {
            events.merge(PADDED, 1L, Long::sum);
        }
        if (found.size() > 0) {
            return found;
        }
        events.merge(WITHOUT_REGION, 1L, Long::sum);
        return Boxes.of(0, 0, image.width(), image.height());
    }

    private Permutations padding(String image) {
        return net.ranked().places().padding() == RoiPadding.RANDOM
                ? unrepeatable
                : RandomPermutations.named(seed, "region padding of " + image);
    }

    @Override
    public final Map<String, Long> events() {
        return new LinkedHashMap<>(events);
    }

    @Override
    public final Map<String, Long> state() {
        Map<String, Long> state = events();
        state.put(PADDING, unrepeatable.position());
        return state;
    }

    @Override
    public final void restore(Map<String, Long> state) {
        Resumable.requireNames(state, state());
        events.replaceAll((event, count) -> state.get(event));
        unrepeatable.moveTo(state.get(PADDING));
    }

    @Override
    public final void replaceHead(int classes, long newSeed) {
        net.head().replaceLogits(ModelSpec.requireClasses(classes), newSeed);
    }

    /** Copies a part of a network from a file, or says which part the file lacks. */
    static void take(WeightFile weights, String prefix, Module part) {
        try {
            weights.intoPart(prefix, part);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public final void close() {
        net.close();
    }
}
