package org.ctbench.models.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ctbench.models.classifiers.ModelDescription;
import org.ctbench.models.classifiers.ModelForm;
import org.ctbench.models.classifiers.ModelOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters, shapes and layers, for which no native library is needed. */
class Dl4jStructureTest {
    /** The paper's count for two classes. */
    @Test
    void darkCovidNetHasTheParametersOfItsPaper() {
        ModelDescription described = describe(new DarkCovidNetProvider(), 2, 256);

        assertEquals(1_164_434, described.parameters());
        assertEquals(
                17,
                described.layers().stream()
                        .filter(row -> row.kind().equals("ConvolutionLayer"))
                        .count());
        assertEquals(List.of(1, 2, 13, 13), output(described, "norm17"));
    }

    /** Torchvision's counts: for 1,000 classes as published; for three, 4,097 less for each class. */
    @ParameterizedTest
    @CsvSource({"1000, 224, 138357544", "3, 224, 134272835", "3, 512, 134272835"})
    void vgg16HasTheParametersOfTorchvision(int classes, int size, long parameters) {
        ModelDescription described = describe(new Vgg16Provider(), classes, size);

        assertEquals(parameters, described.parameters());
        assertEquals(0, described.buffers());
        assertEquals(List.of(1, 512, 7, 7), output(described, "grid"));
        assertEquals(List.of(1, classes), output(described, "fc8"));
    }

    @Test
    void tooSmallImagesAreRefused() {
        assertEquals(List.of(1, 512, 1, 1), output(describe(new Vgg16Provider(), 3, 32), "pool5"));
        var e = assertThrows(IllegalArgumentException.class, () -> describe(new Vgg16Provider(), 3, 31));

        assertEquals("vgg16 takes images of 32 x 32 pixels or more, not of 31 x 31", e.getMessage());
    }

    @Test
    void theExampleHasTwoLayers() {
        ModelDescription described = describe(new MyNetwork(), 3, 10);

        assertEquals(8 * (27 + 1) + 3 * (8 * 8 * 8 + 1), described.parameters());
        assertEquals(List.of(1, 8, 8, 8), output(described, "conv"));
    }

    /** A process whose class path has no native library. */
    @Test
    void isDescribedWithoutNativeLibraries() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(linux|macosx|windows)-(x86_64|arm64).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        Process process = new ProcessBuilder(java.toString(), "-cp", classPath, Describe.class.getName())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("138357544\n", printed);
        assertEquals(0, process.waitFor());
    }

    /** Describes a network. */
    static final class Describe {
        private Describe() {}

        public static void main(String[] arguments) {
            System.out.print(describe(new Vgg16Provider(), 1000, 224).parameters() + "\n");
        }
    }

    private static ModelDescription describe(Dl4jProvider provider, int classes, int size) {
        return provider.describe(new ModelForm(classes, size, size), new ModelOptions.None());
    }

    private static List<Integer> output(ModelDescription described, String layer) {
        return described.layers().stream()
                .filter(row -> row.name().equals(layer))
                .findFirst()
                .orElseThrow()
                .output();
    }
}
