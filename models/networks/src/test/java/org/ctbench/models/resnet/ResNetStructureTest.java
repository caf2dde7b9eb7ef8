package org.ctbench.models.resnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.models.golden.Golden;
import org.ctbench.models.reference.StateLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResNetStructureTest {
    @ParameterizedTest(name = "{0} with {1} classes has {2} parameters")
    @CsvSource({
        "RESNET18, 1000, 11689512",
        "RESNET34, 1000, 21797672",
        "RESNET50, 1000, 25557032",
        "RESNET18, 3, 11178051"
    })
    void hasAsManyParametersAsTorchvisions(Depth depth, int classes, long expected) {
        assertEquals(expected, ResNet.blueprint(depth, classes).parameterCount());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Depth.class)
    void namesOrdersAndShapesItsStateAsTorchvisionDoes(Depth depth) {
        List<String> expected = Golden.stateDict("resnet/" + depth.name().toLowerCase(Locale.ROOT));
        List<String> found = new ArrayList<>();

        ResNet.blueprint(depth, 1000).stateDict().forEach((name, state) -> found.add(StateLine.of(name, state)));

        assertEquals(expected, found);
    }

    @ParameterizedTest(name = "{0}: {1} x {2} gives {4} channels of {5} x {6} after stage {3}")
    @CsvSource({
        "RESNET18, 512, 512, 3, 256, 32, 32",
        "RESNET34, 512, 512, 3, 256, 32, 32",
        "RESNET50, 512, 512, 3, 1024, 32, 32",
        "RESNET50, 512, 512, 1, 256, 128, 128",
        "RESNET18, 97, 75, 4, 512, 4, 3",
        "RESNET50, 1, 1, 4, 2048, 1, 1"
    })
    void bodyEndsAfterAnyStageWithTheShapesOfThePaper(
            Depth depth, int height, int width, int stages, int channels, int h, int w) {
        ResNetBody body = new ResNetBody(depth, stages);

        int[] shape = body.outputShape(2, 3, height, width);

        assertArrayEquals(new int[] {2, channels, h, w}, shape);
        assertEquals(channels, body.channels());
    }

    @Test
    void bodyUpToTheThirdStageHasTheParametersOfTheAffinityBackbone() {
        assertEquals(2_782_784, new ResNetBody(Depth.RESNET18, 3).parameterCount());
    }

    @Test
    void refusesGreyImages() {
        ResNet net = ResNet.blueprint(Depth.RESNET18, 3);

        var e = assertThrows(IllegalArgumentException.class, () -> net.outputShape(1, 1, 64, 64));

        assertEquals("Conv2d takes [N, 3, H, W], not [1, 1, 64, 64]", e.getMessage());
    }

    @Test
    void refusesAFifthStage() {
        var e = assertThrows(IllegalArgumentException.class, () -> new ResNetBody(Depth.RESNET34, 5));

        assertEquals("RESNET34 has 1 to 4 stages, not 5", e.getMessage());
    }
}
