package org.ctbench.harness.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.coco.CocoAnnotations;
import org.ctbench.harness.coco.CocoResults;
import org.ctbench.harness.coco.FoundLesion;
import org.ctbench.harness.coco.RunLengths;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LesionPredictionFilesTest {
    private static final LesionTask TASK = new LesionTask("mine/test", sizes(), 0.05f);
    private static final String MASK = "\"segmentation\": {\"size\": [2, 3], \"counts\": \"132\"}";

    @TempDir
    Path folder;

    private static Map<String, ImageSize> sizes() {
        Map<String, ImageSize> sizes = new LinkedHashMap<>();
        sizes.put("2_1.jpg", new ImageSize(2, 3));
        sizes.put("1_1.jpg", new ImageSize(2, 3));
        sizes.put("1_2.jpg", new ImageSize(4, 5));
        return sizes;
    }

    @Test
    void masksAreReadFromRunsAndPolygonsInTheOrderOfTheFiles() throws IOException {
        Path one = file("one.json", """
                [{"image_id": "/ct/imgs/1_1.jpg", "category_id": 1, "id": 9, "score": 0.5, %s, "bbox": [0, 0, 1.5, 2]},
                 {"segmentation": {"counts": [1, 3, 2], "size": [2, 3]}, "score": 0.5, "image_id": "1_1.jpg", "category_id": 1},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 0.05, %s}]""".formatted(MASK, MASK));
        Path two = file("two.json", """
                [{"image_id": "1_2.jpg", "category_id": 1, "score": 1, "segmentation": [[1, 1, 3, 1, 3, 3, 1, 3]]},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 0.75, %s}]""".formatted(MASK));

        ReadLesions read = LesionPredictionFiles.read(source(Optional.empty(), one, two), TASK);

        RunLengths runs = RunLengths.of(2, 3, new int[] {1, 3, 2});
        assertEquals(
                List.of(
                        List.of(),
                        List.of(new FoundLesion(runs, 0.5), new FoundLesion(runs, 0.5), new FoundLesion(runs, 0.75)),
                        List.of(new FoundLesion(RunLengths.of(4, 5, new int[] {5, 2, 2, 2, 9}), 1))),
                read.slices()); // 0.05 is not above the float 0.05
        assertEquals(List.of(Sha256.of(one), Sha256.of(two)), read.files());
        assertEquals(List.of("1 of the 3 slices of mine/test have no entry: nothing was found there"), read.warnings());
    }

    @Test
    void anAnnotationFileSaysWhichImageHasWhichId() throws IOException {
        Path images = folder.resolve("annotations.json");
        CocoAnnotations.write(
                images,
                TASK.slices().keySet().stream()
                        .map(name -> new CocoAnnotations.Image("imgs/" + name, Optional.empty()))
                        .toList());
        FoundLesion found = new FoundLesion(RunLengths.of(4, 5, new int[] {3, 2, 15}), 0.25);
        Path file = folder.resolve("mine.json");
        Sha256 written = CocoResults.write(file, List.of(List.of(), List.of(), List.of(found)));

        ReadLesions read = LesionPredictionFiles.read(source(Optional.of(images), file), TASK);

        assertEquals(List.of(List.of(), List.of(), List.of(found)), read.slices());
        assertEquals(List.of(written, Sha256.of(images)), read.files());
        assertEquals(written, CocoResults.write(folder.resolve("again.json"), read.slices())); // byte by byte
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        Path file = file("mine.json", """
                [{"image_id": "9_9.jpg", "category_id": 1, "score": 0.5, %1$s},
                 {"image_id": 3, "category_id": 1, "score": 0.5, %1$s},
                 {"image_id": "1_1.jpg", "category_id": 7, "score": NaN, %1$s},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 1.5, %1$s},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 0.5, "bbox": [0, 0, 1, 1]},
                 {"image_id": "1_2.jpg", "category_id": 1, "score": 0.5, %1$s},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 0.5, "segmentation": {"size": [2, 3], "counts": "19"}},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": "0.5", "segmentation": {"size": [2, 3], "counts": [6, 1]}},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 0.5, "segmentation": [[0, 0, 1, 1]]},
                 [1, [2], {}],
                 {}]""".formatted(MASK));

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.empty(), file), TASK));

        assertEquals("""
                the predictions for mine/test have faults: 1 x wrong number of columns, 3 x foreign image, 3 x no finite number, 1 x outside [0, 1], 2 x unknown category, 1 x no mask, 1 x other size, 3 x damaged mask
                  F[0]: '9_9.jpg' is not a slice of mine/test
                  F[1]: image_id is the number 3, and no annotation file says which image it is (--coco-images; images: in a plan)
                  F[2]: category_id is '7', that of a lesion is 1
                  F[2]: the score is not a finite number
                  F[3]: the score 1.5 is outside [0, 1]
                  F[4]: 1_1.jpg: there is no segmentation; a box alone is not a mask
                  F[5]: 1_2.jpg: the mask has the size [2, 3], the slice [4, 5]
                  F[6]: 1_1.jpg: the runs overrun the 6 pixels of 2 x 3
                  F[7]: the score is not a finite number
                  F[7]: 1_1.jpg: the runs overrun the 6 pixels of 2 x 3
                  and 5 more""", e.problem().replace(file.toString(), "F"));
        assertEquals(file + "[0]", e.where());
    }

    @Test
    void aSliceThatTheAnnotationFileLacksWasNeverShownToTheModel() throws IOException {
        Path images = file("annotations.json", """
                {"images": [{"id": 1, "file_name": "1_1.jpg"}, {"id": "b", "file_name": "a/1_1.jpg"}]}""");
        Path file = file("mine.json", "[{\"image_id\": 1, \"category_id\": 1, \"score\": 1, " + MASK + "}]");

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.of(images), file), TASK));

        assertEquals("""
                the predictions for mine/test have faults: 1 x double image, 2 x missing image
                  1_1.jpg has two ids
                  no image 2_1.jpg
                  no image 1_2.jpg""", e.problem());
        assertEquals(images.toString(), e.where());
    }

    @Test
    void lesionsOfSeveralKindsAreNotTakenForOne() throws IOException {
        Path images = file("annotations.json", """
                {"images": [{"id": 1, "file_name": "1_1.jpg"}, {"id": 2, "file_name": "1_2.jpg"}, {"id": 3, "file_name": "2_1.jpg"}],
                 "categories": [{"id": 2, "name": "glass"}, {"id": 3, "name": "consolidation"}]}""");
        Path file = file("mine.json", "[]");

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.of(images), file), TASK));

        assertEquals(
                "the annotation file has the categories 2, 3, and the lesions of mine/test are of one", e.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[] | the file has no prediction",
                "{\"annotations\": []} | the file is no list of predictions",
                "3 | the file is no list of predictions",
            })
    void aFileThatCoversNothingIsRefused(String text, String problem) throws IOException {
        Path file = file("mine.json", text);

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.empty(), file), TASK));

        assertEquals(problem, e.problem());
    }

    @Test
    void aFileThatWasCutAnywhereIsRefused() throws IOException {
        String whole = "[{\"image_id\": \"1_1.jpg\", \"category_id\": 1, \"score\": 1, " + MASK + "}]";
        LesionPredictionFiles.read(source(Optional.empty(), file("mine.json", whole)), TASK);
        for (int length = 0; length < whole.length(); length++) {
            Path file = file("mine.json", whole.substring(0, length));

            assertThrows(
                    UserException.class, () -> LesionPredictionFiles.read(source(Optional.empty(), file), TASK), whole);
        }
    }

    @Test
    void listsLongerThanAMaskAreNotKept() throws IOException {
        String zeros = "0,".repeat(100_000) + "6";
        Path file = file("mine.json", """
                [{"image_id": "1_1.jpg", "category_id": 1, "score": 1, "segmentation": {"size": [2, 3], "counts": [%s]}},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 1, "segmentation": [[%s]]},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 1, "segmentation": [%s[]]},
                 {"image_id": "1_1.jpg", "category_id": 1, "score": 1,
                  "segmentation": {"size": [1000000000, 1000000000], "counts": "132"}}]""".formatted(zeros, zeros, "[],".repeat(100_000)));

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.empty(), file), TASK));

        assertTrue(e.problem().contains("1 x other size, 3 x damaged mask"), e.problem());
        assertTrue(e.problem().contains("1_1.jpg: it has more values than a mask can have"), e.problem());
    }

    @Test
    void onlySoManyLesionsOfASliceAreRead() throws IOException {
        Path file = folder.resolve("mine.json");
        try (Writer text = Files.newBufferedWriter(file);
                PrintWriter out = new PrintWriter(text)) {
            for (int i = 0; i <= LesionPredictionFiles.MOST_OF_A_SLICE; i++) {
                out.print((i == 0 ? "[" : ",") + "{\"image_id\": \"1_1.jpg\", \"category_id\": 1, \"score\": 1, " + MASK
                        + "}");
            }
            out.print("]");
        }

        UserException e = assertThrows(
                UserException.class, () -> LesionPredictionFiles.read(source(Optional.empty(), file), TASK));

        assertTrue(
                e.problem().endsWith("[1000]: 1_1.jpg has more than 1000 lesions with a score above 0.05"),
                e.problem());
    }

    @Test
    void lesionsHaveNoColumnsAndClassesNoAnnotationFile() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PredictionSource(List.of("a.json"), PredictedValues.LOGITS, Map.of(), Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PredictionSource(List.of("a.json", "b.csv"), null, Map.of(), Map.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PredictionSource(List.of("a.csv"), null, Map.of(), Map.of(), Optional.of("i.json")));
    }

    private static PredictionSource source(Optional<Path> images, Path... files) {
        return new PredictionSource(
                List.of(files).stream().map(Path::toString).toList(),
                PredictedValues.PROBABILITIES,
                Map.of(),
                Map.of(),
                images.map(Path::toString));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
