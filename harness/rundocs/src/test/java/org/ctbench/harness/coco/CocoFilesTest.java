package org.ctbench.harness.coco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CocoFilesTest {
    private static final BinaryMask MASK = BinaryMask.of(2, 3, pixel -> pixel == 1 || pixel == 4 || pixel == 5);

    @TempDir
    Path folder;

    @Test
    void resultsAreWrittenAsPycocotoolsReadsThem() throws IOException {
        Path file = folder.resolve("results.json");
        FoundLesion found = new FoundLesion(RunLengths.of(MASK), 0.1f);
        FoundLesion empty = new FoundLesion(RunLengths.of(BinaryMask.of(2, 3, pixel -> false)), 1);

        Sha256 digest = CocoResults.write(file, List.of(List.of(), List.of(found, empty)));

        assertEquals("""
                [
                {"image_id":2,"category_id":1,"segmentation":{"size":[2,3],"counts":"221O"},"bbox":[1,0,2,2],"score":0.10000000149011612},
                {"image_id":2,"category_id":1,"segmentation":{"size":[2,3],"counts":"6"},"bbox":[0,0,0,0],"score":1.0}
                ]
                """, Files.readString(file));
        assertEquals(Sha256.of(file), digest);
    }

    @Test
    void annotationsAreWrittenWithTheirLesionsOrWithoutThem() throws IOException {
        Path file = folder.resolve("annotations.json");

        CocoAnnotations.write(
                file,
                List.of(
                        new CocoAnnotations.Image(
                                "1_1.jpg", Optional.of(new CocoAnnotations.Truth(new ImageSize(2, 3), List.of(MASK)))),
                        new CocoAnnotations.Image("1_2.jpg", Optional.empty())));

        assertEquals("""
                {"images":[
                {"id":1,"file_name":"1_1.jpg","height":2,"width":3},
                {"id":2,"file_name":"1_2.jpg"}
                ],"annotations":[
                {"id":1,"image_id":1,"category_id":1,"segmentation":{"size":[2,3],"counts":"221O"},"bbox":[1,0,2,2],"area":3,"iscrowd":0}
                ],"categories":[
                {"id":1,"name":"lesion"}
                ]}
                """, Files.readString(file));
        CocoAnnotations read = CocoAnnotations.read(file);
        assertEquals(Map.of("1", "1_1.jpg", "2", "1_2.jpg"), read.images());
        assertEquals(List.of("1"), read.categories());
        assertEquals(Sha256.of(file), read.digest());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[] | the file has no list of images",
                "{} | the file has no list of images",
                "{\"images\": 3} | the file has no list of images",
                "{\"images\": [{\"id\": 1}]} | image 1 lacks its id or file_name",
                "{\"images\": [3]} | image 1 lacks its id or file_name",
                "{\"images\": [{\"id\": 1, \"file_name\": \"a\"}, {\"id\": 1, \"file_name\": \"b\"}]} | two images have the id 1",
                "{\"images\": [{\"id\": 1, \"file_name\": \"a\"}]} x | the file is not JSON: Unrecognized token 'x': was"
                        + " expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
            })
    void whatIsNoAnnotationFileIsRefused(String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("annotations.json"), text);

        UserException e = assertThrows(UserException.class, () -> CocoAnnotations.read(file));

        assertEquals(problem, e.problem().replace(" (or 'NaN'/'+INF'/'-INF')", ""));
    }
}
