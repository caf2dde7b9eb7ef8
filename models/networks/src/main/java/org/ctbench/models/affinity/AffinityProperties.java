package org.ctbench.models.affinity;

import java.util.ArrayList;
import java.util.List;
import org.ctbench.models.layers.Mode;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.Scope;
import org.ctbench.models.tensor.Tensor;
import org.ctbench.splits.random.SeededRandom;

/**
 * What follows from the equations of the affinity layer alone, measured on a layer with random weights and random features.
 * Differences are in the Euclidean norm, as a part of the norm of the output they are compared with.
 *
 * @param combination for each C* tried, how far {@code X^T (W v)} is from {@code (W^T X)^T v}
 * @param identicalRegions how far the outputs for two images are from each other if all regions of each are the same
 * @param otherImages the same for two images whose regions differ, to compare with
 * @param order how far the output moves if the regions come in the reverse order
 * @param normalisation how far the output moves if running statistics normalise in place of those of the regions
 */
public record AffinityProperties(
        List<Combination> combination,
        double identicalRegions,
        double otherImages,
        double order,
        double normalisation) {
    /** Regions of an image, as in the paper. */
    public static final int REGIONS = 8;

    /** Features of a region; the paper has 256. */
    public static final int FEATURES = 32;

    /** Height and width of a region, as in the paper. */
    public static final int SIDE = 28;

    private static final long SEED = 1;

    /**
     * One number of affinities.
     *
     * @param affinities C*
     * @param difference between the two ways of computing the layer
     */
    public record Combination(int affinities, double difference) {}

    public AffinityProperties {
        combination = List.copyOf(combination);
    }

    /**
     * Computes all of them.
     *
     * @param engine what computes
     * @param affinities the C* to try
     */
    public static AffinityProperties measure(Engine engine, List<Integer> affinities) {
        List<Combination> combination = new ArrayList<>();
        for (int count : affinities) {
            combination.add(new Combination(count, combination(engine, count)));
        }
        try (Probe probe = new Probe(engine, affinities.get(0))) {
            float[] image = random("image", REGIONS);
            float[] z = probe.output(image, Mode.BATCH);
            double identical =
                    distance(probe.output(repeated("one"), Mode.BATCH), probe.output(repeated("other"), Mode.BATCH));
            double others = distance(z, probe.output(random("another", REGIONS), Mode.BATCH));
            double order = distance(z, probe.output(reversed(image), Mode.BATCH));
            double normalisation = distance(z, probe.output(image, Mode.EVAL));
            return new AffinityProperties(combination, identical, others, order, normalisation);
        }
    }

    private static double combination(Engine engine, int affinities) {
        try (Probe probe = new Probe(engine, affinities)) {
            return probe.combination();
        }
    }

    private static final class Probe implements AutoCloseable {
        private final Engine engine;
        private final AffinityLayer layer;

        Probe(Engine engine, int affinities) {
            this.engine = engine;
            AffinityOptions standard = AffinityOptions.standard(affinities);
            layer = new AffinityLayer(withFeatures(standard), SIDE);
            layer.allocate(engine, SEED);
        }

        @SuppressWarnings("try") // the scope is opened for its end
        float[] output(float[] regions, Mode mode) {
            layer.switchTo(mode);
            try (Scope scope = engine.scope()) {
                Tensor x = engine.tensor(regions, REGIONS, FEATURES, SIDE, SIDE);
                return layer.imageFeatures(layer.representation(layer.vectors(x)))
                        .toArray();
            }
        }

        @SuppressWarnings("try") // the scope is opened for its end
        double combination() {
            try (Scope scope = engine.scope()) {
                Tensor x = engine.tensor(gaussian("vectors", REGIONS * FEATURES), REGIONS, FEATURES);
                float[] layered = layer.imageFeatures(layer.representation(x)).toArray();
                Tensor u = engine.matmul(
                        layer.parameters().get("batch_to_feat_mat").variable(),
                        layer.parameters().get("batch_to_feat_vec").variable());
                return distance(layered, engine.matmul(engine.transpose(x), u).toArray());
            }
        }

        @Override
        public void close() {
            layer.close();
        }
    }

    private static AffinityOptions withFeatures(AffinityOptions options) {
        return new AffinityOptions(
                options.affinities(),
                options.backbone(),
                FEATURES,
                options.hidden(),
                REGIONS,
                options.regionNms(),
                options.roiPad(),
                options.refinements(),
                options.sieve(),
                options.copy(),
                options.convReduceTrainable(),
                options.batchNorm(),
                options.affinityInit(),
                options.fpnInit(),
                options.detector());
    }

    private static float[] random(String name, int regions) {
        return gaussian(name, regions * FEATURES * SIDE * SIDE);
    }

    private static float[] repeated(String name) {
        float[] one = random(name, 1);
        float[] all = new float[REGIONS * one.length];
        for (int i = 0; i < REGIONS; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    private static float[] reversed(float... regions) {
        int length = regions.length / REGIONS;
        float[] moved = new float[regions.length];
        for (int i = 0; i < REGIONS; i++) {
            System.arraycopy(regions, (REGIONS - 1 - i) * length, moved, i * length, length);
        }
        return moved;
    }

    private static float[] gaussian(String name, int count) {
        SeededRandom random = SeededRandom.ofModel(SEED, name);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double distance(float[] from, float... to) {
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < from.length; i++) {
            difference += StrictMath.pow((double) from[i] - to[i], 2);
            norm += StrictMath.pow(from[i], 2);
        }
        return Math.sqrt(difference / norm);
    }
}
