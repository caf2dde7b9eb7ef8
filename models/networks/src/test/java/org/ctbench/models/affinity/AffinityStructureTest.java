package org.ctbench.models.affinity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.State;
import org.ctbench.models.maskrcnn.FpnInit;
import org.ctbench.models.reference.StateLine;
import org.ctbench.models.resnet.Depth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AffinityStructureTest {
    @Test
    void namesAndShapesItsStateAsTheReleasedCode() {
        AffinityNetwork net = new AffinityNetwork(AffinityOptions.standard(16), 3);
        Map<String, State> states = net.stateDict();
        TreeSet<String> found = new TreeSet<>();

        states.forEach((name, state) -> found.add(StateLine.of(name, state)));
        net.aliases().forEach((alias, name) -> found.add(StateLine.of(alias, states.get(name))));

        assertEquals(186, found.size());
        assertEquals(186, states.size() + net.aliases().size());
        assertEquals(new TreeSet<>(Golden.stateDict("affinity/affinity")), found);
    }

    @Test
    void hasNoAliasOfARefinementThatStandsAlone() {
        AffinityNetwork net = new AffinityNetwork(with(Depth.RESNET18, SieveMode.PAPER), 3);

        assertEquals(
                Map.of(
                        "affinity_layer.pars.0", "affinity_layer.batch_to_feat_mat",
                        "affinity_layer.pars.1", "affinity_layer.batch_to_feat_vec"),
                net.aliases());
    }

    @ParameterizedTest(name = "C* = {0} gives {1} parameters")
    @CsvSource({
        "8, 13660471",
        "16, 13660543",
        "32, 13660687",
        "64, 13660975",
        "128, 13661551",
        "256, 13662703",
        "512, 13665007"
    })
    void hasAsManyParametersAsTheReleasedModel(int affinities, long expected) {
        assertEquals(expected, new AffinityNetwork(AffinityOptions.standard(affinities), 3).parameterCount());
    }

    @ParameterizedTest(name = "{0} {1} with {2} classes has {3} parameters")
    @CsvSource({
        "RESNET34, RELEASED, 3, 19048063",
        "RESNET50, RELEASED, 3, 19617663",
        "RESNET18, PAPER, 3, 14186111",
        "RESNET18, SHARED3, 3, 13660543",
        "RESNET18, RELEASED, 2, 13660414"
    })
    void hasAsManyParametersInItsOtherForms(Depth depth, SieveMode sieve, int classes, long expected) {
        assertEquals(expected, new AffinityNetwork(with(depth, sieve), classes).parameterCount());
    }

    @ParameterizedTest(name = "{0} has {1} parameters")
    @CsvSource({
        "backbone.body, 2782784",
        "backbone.fpn, 655872",
        "rpn.head, 628630",
        "roi_heads.box_head, 1622272",
        "roi_heads.box_predictor, 1290",
        "roi_heads.mask_head, 590080",
        "roi_heads.mask_predictor, 262914",
        "roi_heads.box_head_s2, 1622272",
        "roi_heads.box_predictor_s2, 1290",
        "roi_heads.mask_head_s2, 590080",
        "roi_heads.mask_predictor_s2, 852480",
        "affinity_layer.sieve, 262784",
        "affinity_layer, 4000784",
        "s2new, 49795"
    })
    void hasAsManyParametersInEachPartAsTheReleasedModel(String part, long expected) {
        AffinityNetwork net = new AffinityNetwork(AffinityOptions.standard(16), 3);

        long found = net.parameters().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(part + "."))
                .mapToLong(entry -> entry.getValue().numel())
                .sum();

        assertEquals(expected, found);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"RESNET18, RELEASED", "RESNET18, PAPER", "RESNET34, SHARED3", "RESNET50, RELEASED"})
    void describesEveryParameterAndWhatBecomesOfIt(Depth depth, SieveMode sieve) {
        AffinityOptions options = with(depth, sieve);

        ModelDescription d = new AffinityProvider().describe(new ModelForm(3, 512, 512), options);

        long reduce = 590_080;
        long copied = 1_622_272 + 1_290 + 590_080 + 852_480 - reduce;
        assertEquals(new AffinityNetwork(options, 3).parameterCount(), d.parameters());
        assertEquals(copied, d.copied());
        assertEquals(d.parameters() - copied - reduce, d.trainable());
    }

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "RESNET18 | backbone.fpn.layer_blocks.0 | 1, 256, 32, 32",
                "RESNET50 | backbone.fpn.inner_blocks.0 | 1, 256, 32, 32",
                "RESNET34 | rpn.head.cls_logits | 1, 30, 32, 32",
                "RESNET18 | rpn.head.bbox_pred | 1, 120, 32, 32",
                "RESNET18 | roi_heads.mask_predictor_s2.conv_reduce | 8, 256, 28, 28",
                "RESNET18 | affinity_layer.conv_d1 | 8, 256, 14, 14",
                "RESNET18 | affinity_layer.conv_d2 | 8, 256, 7, 7",
                "RESNET50 | affinity_layer.conv_d_final | 8, 256, 1, 1",
                "RESNET18 | affinity_layer.batch_to_feat_mat | 16, 256",
                "RESNET18 | affinity_layer.batch_to_feat_vec | 1, 256",
                "RESNET34 | s2new.class_predict_logits | 1, 3"
            })
    void hasTheShapesOfThePaperAt512Pixels(Depth depth, String layer, String expected) {
        ModelDescription d =
                new AffinityProvider().describe(new ModelForm(3, 512, 512), with(depth, SieveMode.RELEASED));

        List<Integer> found = d.layers().stream()
                .filter(row -> row.name().equals(layer))
                .map(LayerSummary::output)
                .findFirst()
                .orElseThrow();

        assertEquals("[" + expected + "]", found.toString());
    }

    @Test
    void refusesAnImageThatTorchvisionWouldPad() {
        AffinityProvider provider = new AffinityProvider();

        var e = assertThrows(
                IllegalArgumentException.class,
                () -> provider.describe(new ModelForm(3, 500, 512), provider.options()));

        assertEquals("height and width of an image are multiples of 32 for a detector, not 500 x 512", e.getMessage());
    }

    private static AffinityOptions with(Depth depth, SieveMode sieve) {
        AffinityOptions o = AffinityOptions.standard(16);
        return new AffinityOptions(
                o.affinities(),
                depth,
                o.features(),
                o.hidden(),
                o.regions(),
                o.regionNms(),
                o.roiPad(),
                o.refinements(),
                sieve,
                o.copy(),
                false,
                o.batchNorm(),
                o.affinityInit(),
                FpnInit.TORCH_DEFAULT,
                o.detector());
    }
}
