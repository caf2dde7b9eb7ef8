package org.ctbench.models.maskrcnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.resnet.Depth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskRcnnStructureTest {
    @ParameterizedTest(name = "{0} with masks of width {1} has {2} parameters")
    @CsvSource({
        "RESNET18, 128, 6051810", // with RESNET34, the sizes of the authors' lightweight models
        "RESNET34, 128, 11439330",
        "RESNET18, 256, 6543842",
        "RESNET50, 256, 12500962"
    })
    void hasAsManyParametersAsTheModelOnTorch(Depth depth, int maskWidth, long expected) {
        ModelDescription d = describe(depth, maskWidth, Extent.FULL);

        assertEquals(expected, d.parameters());
        assertEquals(expected, d.trainable());
        assertEquals(0, d.copied());
    }

    @Test
    void trainsNoParameterOfTheResidualNetworkIfHeadsAloneAreTrained() {
        ModelDescription d = describe(Depth.RESNET18, 128, Extent.HEADS);

        assertEquals(6_051_810, d.parameters());
        assertEquals(6_051_810 - 2_782_784, d.trainable());
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "backbone.fpn.inner_blocks.0.0.weight, backbone.fpn.inner_blocks.0.weight",
        "backbone.fpn.layer_blocks.0.0.bias, backbone.fpn.layer_blocks.0.bias",
        "backbone.fpn.layer_blocks.0.bias, backbone.fpn.layer_blocks.0.bias",
        "rpn.head.conv.0.0.weight, rpn.head.conv.weight",
        "rpn.head.conv.weight, rpn.head.conv.weight",
        "backbone.body.layer1.0.conv1.weight, backbone.body.layer1.0.conv1.weight"
    })
    void knowsNamesOfNewerTorchvisions(String name, String published) {
        assertEquals(published, TorchvisionNames.published(name));
    }

    private static ModelDescription describe(Depth depth, int maskWidth, Extent extent) {
        MaskRcnnOptions options = new MaskRcnnOptions(
                depth, 256, 128, maskWidth, extent, FpnInit.TORCH_DEFAULT, DetectorOptions.affinity());
        return new MaskRcnnProvider().describe(new ModelForm(2, 512, 512), options);
    }
}
