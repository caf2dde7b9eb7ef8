package org.ctbench.models.affinity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelSpec;
import org.ctbench.models.detection.RoiPadding;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.Module;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.reference.DetectorCase;
import org.ctbench.models.reference.Drawn;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.twostage.CopyRule;

/** The model of a case that affinity_numbers.py wrote. */
final class AffinityCase {
    private AffinityCase() {}

    static AffinityClassifier model(DetectorCase golden, CopyRule copy, Engine engine) {
        Golden numbers = golden.golden();
        ModelForm form = new ModelForm(numbers.integer("classes"), numbers.integer("height"), numbers.integer("width"));
        ModelSpec spec = new ModelSpec(form, numbers.integer("seed"), engine, options(golden, copy));
        AffinityClassifier model = new AffinityClassifier((AffinityOptions) spec.options(), spec);
        Drawn.fillDetector(model.module());
        return model;
    }

    private static AffinityOptions options(DetectorCase golden, CopyRule copy) {
        Golden numbers = golden.golden();
        return new AffinityOptions(
                numbers.integer("affinities"),
                golden.depth(),
                numbers.integer("features"),
                numbers.integer("hidden"),
                numbers.integer("regions"),
                (float) numbers.number("region_nms"),
                RoiPadding.RANDOM_SEEDED,
                numbers.integer("refinements"),
                SieveMode.valueOf(numbers.word("sieve").toUpperCase(java.util.Locale.ROOT)),
                copy,
                false,
                BatchNormModes.released(),
                AffinityInit.NORMAL,
                FpnInit.TORCH_DEFAULT,
                golden.detector());
    }

    /** Values of every parameter and buffer. */
    static Map<String, float[]> values(Module net) {
        Map<String, float[]> values = new LinkedHashMap<>();
        net.parameters().forEach((name, p) -> values.put(name, p.variable().toArray()));
        values.putAll(buffers(net, name -> true));
        return values;
    }

    /** Values of the buffers with these names. */
    static Map<String, float[]> buffers(Module net, Predicate<String> wanted) {
        Map<String, float[]> values = new TreeMap<>();
        net.buffers().forEach((name, b) -> {
            if (wanted.test(name)) {
                values.put(name, b.variable().toArray());
            }
        });
        return values;
    }

    /** Every gradient that there is. */
    static Map<String, float[]> gradients(Module net) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        net.parameters().forEach((name, p) -> p.variable().gradient().ifPresent(g -> gradients.put(name, g.toArray())));
        return gradients;
    }
}
