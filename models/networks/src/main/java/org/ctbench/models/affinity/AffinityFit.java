package org.ctbench.models.affinity;

import java.io.IOException;
import java.util.Map;
import org.ctbench.models.classifiers.WeightFit;
import org.ctbench.models.maskrcnn.DetectorFit;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.models.weights.WeightMatch;

/** The Affinity model that the shapes of weights show, with the names that they repeat. */
final class AffinityFit {
    private static final String SIEVE = "affinity_layer.sieve.";
    private static final String MATRIX = "affinity_layer.batch_to_feat_mat";

    private final WeightFile weights;
    private final AffinityOptions options;
    private final int classes;

    private AffinityFit(WeightFile weights, AffinityOptions options, int classes) {
        this.weights = weights;
        this.options = options;
        this.classes = classes;
    }

    static AffinityFit of(WeightFile file, AffinityOptions standard) {
        DetectorFit sizes = DetectorFit.of(file, RoiHeads.UP);
        WeightFile weights = sizes.weights();
        AffinityOptions options = new AffinityOptions(
                weights.size(MATRIX, 1, standard.affinities()),
                sizes.backbone(),
                sizes.features() % 2 == 0 ? sizes.features() : standard.features(),
                sizes.hidden(),
                Math.max(2, weights.size(MATRIX, 0, standard.regions())),
                standard.regionNms(),
                standard.roiPad(),
                standard.refinements(),
                sieve(weights, standard.sieve()),
                standard.copy(),
                standard.convReduceTrainable(),
                standard.batchNorm(),
                standard.affinityInit(),
                standard.fpnInit(),
                standard.detector());
        return new AffinityFit(weights, options, Math.max(2, weights.size("s2new.class_predict_logits.weight", 0, 2)));
    }

    private static SieveMode sieve(WeightFile weights, SieveMode otherwise) {
        if (!oneRefinement(weights)) {
            return SieveMode.PAPER;
        }
        return otherwise == SieveMode.PAPER ? SieveMode.RELEASED : otherwise;
    }

    /** Whether the refinements of a file are one (D-11): it has but one, or all have the same bits. */
    static boolean oneRefinement(WeightFile weights) {
        return weights.names().stream()
                .filter(name -> name.startsWith(SIEVE + "0."))
                .allMatch(name -> same(weights, name, "1.") && same(weights, name, "2."));
    }

    private static boolean same(WeightFile weights, String name, String other) {
        String twin = SIEVE + other + name.substring((SIEVE + "0.").length());
        return !weights.names().contains(twin) || weights.sameBits(name, twin);
    }

    WeightFit fit(String model) {
        AffinityNetwork network = new AffinityNetwork(options, classes);
        Map<String, String> aliases = network.aliases();
        WeightFile own;
        try {
            own = weights.withoutAliases(aliases);
        } catch (IOException differentValues) {
            own = weights; // in which the other names are unexpected
        }
        return new WeightFit(model, classes, options, own, aliases, WeightMatch.of(own, network));
    }
}
