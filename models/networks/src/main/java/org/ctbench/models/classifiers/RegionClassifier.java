package org.ctbench.models.classifiers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.detection.Permutations;
import org.ctbench.models.detection.RandomPermutations;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.layers.Module;
import org.ctbench.models.tensor.Engine;

/**
 * What models share that classify an image by a fixed number of regions: how missing ones are replaced, and counts of the images
 * that lack some.
 */
public abstract class RegionClassifier<N extends Module> implements ImageClassifier {
    private static final String WITHOUT_REGION = "images without region";
    private static final String PADDING = "region padding";
    private static final String PADDED = "images with fewer regions than places";

    private final Engine engine;
    private final N net;
    private final long seed;
    private final int places;
    private final RoiPadding padding;
    private final RandomPermutations unrepeatable;
    private final Map<String, Long> events = new LinkedHashMap<>();

    /**
     * Gives a network memory and initial weights.
     *
     * @param places regions by which an image is classified
     * @param padding what fills the places when fewer regions are found
     */
    protected RegionClassifier(N net, ModelSpec spec, int places, RoiPadding padding) {
        this.net = net;
        this.places = places;
        this.padding = padding;
        engine = spec.engine();
        seed = spec.seed();
        unrepeatable = RandomPermutations.named(seed, PADDING);
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

    /** The network. */
    protected final N network() {
        return net;
    }

    /** Counts an image; its regions, or the whole image if there is none (D-16). */
    protected final Boxes regions(Boxes found, ImageSize image) {
        if (found.size() < places) {
            events.merge(PADDED, 1L, Long::sum);
        }
        if (found.size() > 0) {
            return found;
        }
        events.merge(WITHOUT_REGION, 1L, Long::sum);
        return Boxes.of(0, 0, image.width(), image.height());
    }

    /** What draws the filling of an image's places. */
    protected final Permutations padding(String image) {
        return padding == RoiPadding.RANDOM
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
    public final void close() {
        net.close();
    }
}
