package org.ctbench.models.classifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ctbench.models.layers.LayerSummary;
import org.ctbench.models.resnet.ResNetProvider;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
    @Test
    void findsTheModelsOnTheClassPath() {
        assertEquals(
                List.of("affinity", "covid-ct-mask-net", "maskrcnn", "resnet18", "resnet34", "resnet50", "singleshot"),
                ModelRegistry.load().ids());
    }

    @Test
    void listsTheKnownNamesForAnUnknownOne() {
        ModelRegistry registry = ModelRegistry.load();

        var e = assertThrows(IllegalArgumentException.class, () -> registry.get("resnet19"));

        assertEquals(
                "no model 'resnet19'; known: affinity, covid-ct-mask-net, maskrcnn, resnet18, resnet34, resnet50, singleshot",
                e.getMessage());
    }

    @Test
    void refusesTwoProvidersOfOneName() {
        List<ModelProvider> twice = List.of(new ResNetProvider.ResNet18(), new ResNetProvider.ResNet18());

        var e = assertThrows(UserException.class, () -> ModelRegistry.of(twice));

        assertEquals("two models are called 'resnet18'", e.problem());
        assertTrue(e.where().startsWith("org.ctbench.models.resnet.ResNetProvider$ResNet18 in file:"), e.where());
    }

    @Test
    void describesANetworkLayerByLayerWithoutAnEngine() {
        ModelDescription d =
                ModelRegistry.load().get("resnet18").describe(new ModelForm(3, 512, 512), new ModelOptions.None());

        assertEquals(11_178_051, d.parameters());
        assertEquals(11_178_051, d.trainable());
        assertEquals(9_600, d.buffers());
        assertEquals(
                new LayerSummary(
                        "conv1", "Conv2d 3 -> 64, 7x7, stride 2, padding 3", List.of(1, 64, 256, 256), 9_408, 9_408, 0),
                d.layers().get(0));
        assertEquals(
                new LayerSummary("layer2.0.downsample.1", "BatchNorm2d 128", List.of(1, 128, 64, 64), 256, 256, 0),
                d.layers().stream()
                        .filter(row -> row.name().equals("layer2.0.downsample.1"))
                        .findFirst()
                        .orElseThrow());
        assertEquals(
                new LayerSummary("fc", "Linear 512 -> 3", List.of(1, 3), 1_539, 1_539, 0),
                d.layers().get(d.layers().size() - 1));
    }

    @Test
    void refusesOneClass() {
        var e = assertThrows(IllegalArgumentException.class, () -> new ModelForm(1, 64, 64));

        assertEquals("a classifier has at least 2 classes, not 1", e.getMessage());
    }

    @Test
    void saysHowManyValuesImagesNeed() {
        var e = assertThrows(IllegalArgumentException.class, () -> Images.unnamed(new float[5], 1, 2, 2));

        assertEquals("images [1, 3, 2, 2] from 5 values", e.getMessage());
    }

    @Test
    void refusesAStepWithoutAFiniteLoss() {
        var e = assertThrows(IllegalArgumentException.class, () -> StepLosses.image(Double.NaN));

        assertEquals("losses of a step: {image=NaN}", e.getMessage());
    }
}
