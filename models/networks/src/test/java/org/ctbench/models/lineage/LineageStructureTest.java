package org.ctbench.models.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctbench.models.affinity.AffinityOptions;
import org.ctbench.models.classifiers.LearnsLesions;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.ctbench.models.classifiers.ModelRegistry;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.layers.Module;
import org.ctbench.models.layers.Parameter;
import org.ctbench.models.maskrcnn.DetectorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageStructureTest {
    private static final ModelForm FORM = new ModelForm(3, 512, 512);
    private static final long CLASSIFIER = 592_387;
    private static final long SCALES_AND_SHIFTS = 2 * (64 + 4 * 64 + 5 * 128 + 5 * 256);
    private static final long SHORTCUTS = 2 * (128 + 256);

    @ParameterizedTest(name = "{0} of the Single Shot Model has {1} parameters")
    @CsvSource({
        "backbone.body, 2782784",
        "backbone.fpn, 655872",
        "rpn.head, 628630",
        "roi_heads.box_head, 1622272",
        "roi_heads.box_predictor, 1290",
        "roi_heads.mask_head, 295040",
        "roi_heads.mask_predictor, 65922",
        "roi_heads.box_head_s2, 1622272",
        "roi_heads.box_predictor_s2, 1290",
        "s2new, 592387"
    })
    void hasAsManyParametersInEachPartAsTheReleasedSingleShotModel(String part, long expected) {
        assertEquals(expected, count(singleShot(), part + "."));
    }

    private static long count(Module net, String prefix) {
        return net.parameters().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue().numel())
                .sum();
    }

    @Test
    void describesTheSingleShotModelAsTrainedAndCopied() {
        SingleShotProvider provider = new SingleShotProvider();

        ModelDescription d = provider.describe(FORM, provider.options());

        long copied = 1_622_272 + 1_290;
        assertEquals(8_267_759, d.parameters());
        assertEquals(copied, d.copied());
        assertEquals(8_267_759 - copied, d.trainable());
        assertEquals(singleShot().trainableCount(), d.trainable());
        assertRowsStandFor(singleShot(), d);
    }

    @Test
    void describesTheMaskNetAsFrozenButForItsClassifierAndTheScalesAndShifts() {
        MaskNetProvider provider = new MaskNetProvider();

        ModelDescription d = provider.describe(FORM, provider.options());

        assertEquals(2_782_784 + 655_872 + 628_630 + 1_622_272 + 1_290 + CLASSIFIER, d.parameters());
        assertEquals(596_099, d.trainable());
        assertEquals(CLASSIFIER + SCALES_AND_SHIFTS - SHORTCUTS, d.trainable());
        assertEquals(0, d.copied());
        assertEquals(maskNet().trainableCount(), d.trainable());
        assertRowsStandFor(maskNet(), d);
    }

    /** Every row has the parameters that stand under its name. */
    private static void assertRowsStandFor(Module net, ModelDescription d) {
        Map<String, Long> expected = new TreeMap<>();
        net.parameters()
                .forEach((name, p) ->
                        expected.merge(name.substring(0, name.lastIndexOf('.')), (long) p.numel(), Long::sum));
        Map<String, Long> found = d.layers().stream()
                .filter(row -> row.parameters() > 0)
                .collect(Collectors.toMap(LayerSummary::name, LayerSummary::parameters, Long::sum, TreeMap::new));

        assertEquals(expected, found);
    }

    @Test
    void namesTheLayersOfTheSingleShotModelAsTheReleasedCode() {
        assertEquals(
                new TreeSet<>(Arrays.asList(
                        "roi_heads.box_head.fc6",
                        "roi_heads.box_head.fc7",
                        "roi_heads.box_predictor.cls_score",
                        "roi_heads.box_predictor.bbox_pred",
                        "roi_heads.mask_head.mask_fcn1",
                        "roi_heads.mask_predictor.conv5_mask",
                        "roi_heads.mask_predictor.mask_fcn_logits",
                        "roi_heads.box_head_s2.fc6",
                        "roi_heads.box_head_s2.fc7",
                        "roi_heads.box_predictor_s2.cls_score",
                        "roi_heads.box_predictor_s2.bbox_pred",
                        "s2new.fc_scores",
                        "s2new.fc_scores_2",
                        "s2new.fc_scores_img")),
                layersBehindThePyramid(singleShot()));
    }

    @Test
    void namesTheLayersOfTheMaskNetAsTheReleasedCode() {
        assertEquals(
                new TreeSet<>(Arrays.asList(
                        "roi_heads.box_head.fc6",
                        "roi_heads.box_head.fc7",
                        "roi_heads.box_predictor.cls_score",
                        "roi_heads.box_predictor.bbox_pred",
                        "s2new.fc_scores",
                        "s2new.fc_scores_2",
                        "s2new.fc_scores_img")),
                layersBehindThePyramid(maskNet()));
    }

    private static TreeSet<String> layersBehindThePyramid(Module net) {
        return net.parameters().keySet().stream()
                .filter(name -> name.startsWith("roi_heads.") || name.startsWith("s2new."))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void trainsNoWeightOfTheMaskNetButThoseOfItsClassifierAndAllBatchNormsIfAsked() {
        MaskNetOptions standard = MaskNetOptions.standard();
        MaskNetNetwork net = new MaskNetNetwork(
                new MaskNetOptions(
                        standard.backbone(),
                        standard.features(),
                        standard.hidden(),
                        standard.regions(),
                        standard.regionNms(),
                        standard.roiPad(),
                        standard.headWidth(),
                        BatchNormTraining.ALL,
                        standard.fpnInit(),
                        standard.detector()),
                3);

        List<String> norms = net.buffers().keySet().stream()
                .filter(name -> name.endsWith(".running_mean"))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .toList();
        net.parameters().forEach((name, p) -> {
            boolean expected = name.startsWith("s2new.") || norms.contains(name.substring(0, name.lastIndexOf('.')));
            assertEquals(expected, p.trainable(), name);
        });
        assertEquals(15, norms.size());
        assertEquals(CLASSIFIER + SCALES_AND_SHIFTS, net.trainableCount());
        assertEquals(596_867, net.trainableCount());
    }

    @Test
    void trainsNoBatchNormOfAShortcutAsTheReleasedMaskNet() {
        Map<String, Parameter> parameters = maskNet().parameters();

        parameters.forEach((name, p) ->
                assertEquals(name.startsWith("s2new.") || name.matches(".*\\.bn\\d\\..*"), p.trainable(), name));
    }

    @ParameterizedTest(name = "{0}: {1} proposals before and {2} after suppression")
    @CsvSource({"affinity, 400, 200", "singleshot, 2000, 1000", "covid-ct-mask-net, 1000, 1000"})
    void goesOnWithAsManyProposalsAsTheReleasedCodeDoesAtEvaluation(String id, int before, int after) {
        ModelOptions options = ModelRegistry.load().get(id).options();
        DetectorOptions detector = options instanceof AffinityOptions affinity
                ? affinity.detector()
                : ((BoxListOptions) options).detector();

        assertEquals(before, detector.before());
        assertEquals(after, detector.after());
    }

    @Test
    void trainsAllOfTheSingleShotModelButTheCopiedBranch() {
        Map<String, Parameter> parameters = singleShot().parameters();

        parameters.forEach((name, p) -> assertEquals(!name.contains("_s2."), p.trainable(), name));
    }

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "singleshot | roi_heads.box_predictor_s2.bbox_pred | 128, 8",
                "singleshot | s2new.fc_scores | 1, 512",
                "singleshot | s2new.fc_scores_img | 1, 3",
                "covid-ct-mask-net | roi_heads.box_head.fc7 | 128, 128",
                "covid-ct-mask-net | s2new.fc_scores_2 | 1, 512"
            })
    void hasTheShapesOfTheReleasedCodeAt512Pixels(String id, String layer, String expected) {
        var provider = ModelRegistry.load().get(id);

        List<Integer> found = provider.describe(FORM, provider.options()).layers().stream()
                .filter(row -> row.name().equals(layer))
                .map(LayerSummary::output)
                .findFirst()
                .orElseThrow();

        assertEquals("[" + expected + "]", found.toString());
    }

    @Test
    void isFoundByNameAndNeedsLesionsForTheSingleShotModelAlone() {
        ModelRegistry registry = ModelRegistry.load();

        assertTrue(registry.get("singleshot") instanceof SingleShotProvider);
        assertTrue(registry.get("covid-ct-mask-net") instanceof MaskNetProvider);
        assertTrue(new SingleShotProvider().makes(LearnsLesions.class));
        assertFalse(new MaskNetProvider().makes(LearnsLesions.class));
    }

    @Test
    void refusesOptionsOfAnotherModel() {
        ModelOptions none = new ModelOptions.None();

        var one = assertThrows(IllegalArgumentException.class, () -> new SingleShotProvider().describe(FORM, none));
        var other = assertThrows(IllegalArgumentException.class, () -> new MaskNetProvider().describe(FORM, none));

        assertEquals("Single Shot Model takes SingleShotOptions, not None[]", one.getMessage());
        assertEquals("COVID-CT-Mask-Net takes MaskNetOptions, not None[]", other.getMessage());
    }

    private static SingleShotNetwork singleShot() {
        return new SingleShotNetwork(SingleShotOptions.standard(), 3);
    }

    private static MaskNetNetwork maskNet() {
        return new MaskNetNetwork(MaskNetOptions.standard(), 3);
    }
}
