package org.ctbench.splits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lock files of users: what is accepted, and what is refused with which words. */
class LockDocumentsTest {
    private static final String DIGEST = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String GOOD = """
            schema: ctbench/data-set-lock/2
            id: demo
            kind: published
            title: Demo
            classes: [{name: Normal, label: 0}, {name: CP, label: 1}, {name: NCP, label: 2}]
            images: {name: "(?<patient>p[0-9]+)_(?<slice>[0-9]+).png", example: p1_2.png}
            splits:
              - id: demo/train
                list:
                  file: list.txt
                  format: <image> <label> <xmin> <ymin> <xmax> <ymax>
                  published: {repository: owner/name, commit: 0123456789abcdef0123456789abcdef01234567, path: a/list.txt, licence: MIT}
                  sha256: %1$s
                  bytes: 100
                  lines: 3
                images: 3
                perClass: {Normal: 1, CP: 0, NCP: 2}
                patients: {total: 2, perClass: {Normal: 1, NCP: 1}, sumOfSquares: {total: 5, perClass: {Normal: 1, NCP: 4}}}
                manifest: %1$s
              - id: demo/rest
                difference: {of: demo/train, minus: demo/train}
                images: 1
                patients: {unknown: not counted}
                manifest: %1$s
            """.formatted(DIGEST);

    @TempDir
    Path folder;

    @Test
    void acceptsAFullDocument() throws IOException {
        Path file = Files.writeString(folder.resolve("demo.yaml"), GOOD);

        DataSetLock lock = Locks.readDataSet(file);

        assertEquals(Optional.of("demo/train"), lock.splits().get(1).within());
        assertEquals("rest", lock.splits().get(1).name());
        assertEquals("demo", lock.splits().get(1).dataSet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: CP, label: 1 | name: CP, label: 2 | the label 2 means two classes",
                "name: CP, label | name: Normal, label | 'Normal' means two classes",
                "name: CP, label: 1 | name: CP, label: 1, also: [NCP] | 'NCP' means two classes",
                "name: CP, label | name: 'C,P', label | 'name' is letters, digits, blanks, '.', '+' and '-', not 'C,P'",
                "{name: NCP, label: 2} | {name: COVID, label: 2} | demo/train: 'NCP' is none of the classes [Normal, CP, COVID]",
                "<slice> | <position> | 'name' has the group 'position', expected one of [class, patient, scan, slice]",
                "(?<patient>p | (?<patient>p( | 'name' is not a valid regular expression: Unclosed group",
                "example: p1_2.png | example: p1-2.png | 'example' is p1-2.png, which 'name' does not match",
                "example: p1_2.png | example: p1_2.png, separator: / | 'separator' is one character, not '/'",
                "format: <image> <label> <xmin> <ymin> <xmax> <ymax> | format: <image> <lable> | 'format' has the field"
                        + " <lable>, which means nothing",
                "format: <image> <label> <xmin> <ymin> <xmax> <ymax> | format: <label> | 'format' needs <image>, or <rest> and"
                        + " <label> or <class>, not <label>",
                "format: <image> <label> <xmin> <ymin> <xmax> <ymax> | format: <image> <xmin> | 'format' needs all four edges"
                        + " of a box or none, not <image> <xmin>",
                "format: <image> <label> <xmin> <ymin> <xmax> <ymax> | format: <image> <image> | 'format' has the field <image> twice",
                "kind: published | kind: generated | demo/train: its list does not fit 'kind'",
                "schema: ctbench/data-set-lock/2 | schema: ctbench/data-set-lock/3 | 'schema' is ctbench/data-set-lock/2, not"
                        + " 'ctbench/data-set-lock/3'",
                "CP: 0 | CP: 1 | demo/train: classes add up to 4, 'images' says 3",
                "lines: 3 | lines: 4 | demo/train: the list has 4 lines, 'images' says 3",
                "bytes: 100 | bytes: 0 | a list needs 'lines' and 'bytes' above 0",
                "{total: 5, | {total: 6, | the sums of squares per class add up to 5, 'total' says 6",
                "{Normal: 1, NCP: 4} | {Normal: 4, NCP: 1} | demo/train, Normal: 1 images of 1 patients have no 'sumOfSquares' of 4",
                "perClass: {Normal: 1, NCP: 4} | perClass: {Normal: 5} | 'sumOfSquares' needs known patients, and the classes"
                        + " of 'perClass'",
                "total: 2, | total: 3, | patients per class add up to 2, 'total' says 3",
                "{unknown: not counted} | {} | patients need exactly one of the keys 'total' and 'unknown'",
                "minus: demo/train | minus: demo/test | demo/rest: the split 'demo/test' that it names must come before it",
                "id: demo/rest | id: other/rest | split other/rest does not belong to data set demo",
                "id: demo/rest | id: demo/train | split demo/train is there twice",
                "path: a/list.txt | path: ../list.txt | 'path' is a relative path, not '../list.txt'",
                "repository: owner/name | repository: owner/.. | 'repository' is owner/name, not 'owner/..'",
                "commit: 0123 | commit: X123 | 'commit' is 40 hexadecimal digits, not 'X123456789abcdef0123456789abcdef01234567'",
                "licence: MIT | licence: '' | 'licence' is empty",
                "file: list.txt | file: a/list.txt | 'file' is a name without folders, not 'a/list.txt'",
                "id: demo/train | id: demo/Train | 'id' is <data set>/<name> in lower-case letters, digits and '-', not 'demo/Train'",
            })
    void refusesWhatCannotBe(String good, String bad, String message) {
        assertTrue(GOOD.contains(good), good);
        String yaml = GOOD.replaceFirst(Pattern.quote(good), bad);

        var e = assertThrows(UserException.class, () -> Documents.parseYaml(yaml, "demo.yaml", DataSetLock.class));

        assertTrue(e.problem().contains(message), e.problem());
        assertTrue(e.where().startsWith("demo.yaml"), e.where());
    }

    @Test
    void refusesASampleThatLiesInAWrongPlace() throws IOException {
        Path wrong = folder.resolve("splits/demo/other.lock.yaml");
        Files.createDirectories(wrong.getParent());
        Files.writeString(wrong, sample("demo/mine"));

        var e = assertThrows(UserException.class, () -> Locks.shipped().withSamples(folder));

        assertEquals("the lock of split demo/mine is in the wrong place", e.problem());
        assertEquals("move it to " + folder.resolve("splits/demo/mine.lock.yaml"), e.fix());
    }

    @Test
    void refusesASampleThatTakesTheIdOfAShippedSplit() throws IOException {
        Path file = folder.resolve("splits/ictcf/train.lock.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, sample("ictcf/train"));

        var e = assertThrows(UserException.class, () -> Locks.shipped().withSamples(folder));

        assertEquals("the split ictcf/train is shipped with ctbench", e.problem());
    }

    private static String sample(String id) {
        return """
                schema: ctbench/sample-lock/2
                lock:
                  id: %s
                  sampling: {algorithm: SplitMix64/1, from: demo/train, fromManifest: %s, perClass: 1, seed: 7, by: patient}
                  images: 3
                  patients: {total: 3}
                  manifest: %s
                """.formatted(id, DIGEST, DIGEST);
    }
}
