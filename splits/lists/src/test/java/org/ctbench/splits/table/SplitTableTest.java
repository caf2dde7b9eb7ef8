package org.ctbench.splits.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.PaperValue;
import org.ctbench.splits.PaperValue.Quantity;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTableTest {
    private static final String GOLDEN = """
            Small data set (small)
              split      images        Normal            CP           NCP  patients  Normal/CP/NCP  scans  counted in
              train         180  60 (33.33 %)  60 (33.33 %)  60 (33.33 %)         9  3/3/3             18  manifest
              sample         18   6 (33.33 %)   6 (33.33 %)   6 (33.33 %)         9  3/3/3             18  manifest
              remainder     162  54 (33.33 %)  54 (33.33 %)  54 (33.33 %)         9  3/3/3             18  manifest

              The paper's values beside ours; 2 differ
              value                   paper   ours                 source
              images of train           180    180  agrees         Table 1
              images of train NCP        61     60  DIFFERS  D-99  Table 1; one line is missing
              % of train CP           33.33  33.33  agrees         Table 2
              train / remainder       1.111  1.111  agrees         Table 2
              sample / remainder      0.111  0.111  agrees         Table 2
              train / sample             10     10  agrees         Table 2
              remainder / train        0.89   0.90  DIFFERS        Table 2
              patients of train           9      9  agrees         Table 3
              images of train      over 179    180  agrees         text
            """;

    @TempDir
    Path folder;

    private Path data;
    private Locks locks;

    @BeforeEach
    void importLists() throws IOException {
        data = folder.resolve("data");
        Locks plain = SmallDataSet.write(folder.resolve("lists"));
        SplitImporter.importFrom(folder.resolve("lists"), data, plain);
        DataSetLock dataSet = plain.dataSet(SmallDataSet.ID);
        locks = Locks.of(List.of(new DataSetLock(
                DataSetLock.SCHEMA,
                dataSet.id(),
                dataSet.kind(),
                dataSet.title(),
                dataSet.classes(),
                dataSet.images(),
                dataSet.splits(),
                List.of(
                        value(Quantity.IMAGES, "train", "180", "Table 1"),
                        new PaperValue(
                                Quantity.IMAGES,
                                List.of("small/train"),
                                Optional.of("NCP"),
                                List.of(),
                                "61",
                                "Table 1",
                                Optional.of("D-99"),
                                Optional.of("one line is missing")),
                        new PaperValue(
                                Quantity.SHARE,
                                List.of("small/train"),
                                Optional.of("CP"),
                                List.of(),
                                "33.33",
                                "Table 2",
                                Optional.empty(),
                                Optional.empty()),
                        ratio("train", "remainder", "1.111"),
                        ratio("sample", "remainder", "0.111"),
                        ratio("train", "sample", "10"),
                        ratio("remainder", "train", "0.89"),
                        value(Quantity.PATIENTS, "train", "9", "Table 3"),
                        value(Quantity.IMAGES, "train", "over 179", "text")),
                Optional.empty(),
                Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ru", "tr"})
    void printsTheSameTextInEveryLocale(String language) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));

            assertEquals(GOLDEN, SplitTable.of(data, locks).text());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tellsCutOffDecimalsFromWrongOnes() {
        var rows = Map.of("small/train", row(2), "small/remainder", row(3));

        assertEquals(
                PaperComparison.Verdict.CUT_OFF,
                PaperComparison.of(ratio("train", "remainder", "0.66"), rows).verdict());
        assertEquals(
                PaperComparison.Verdict.AGREES,
                PaperComparison.of(ratio("train", "remainder", "0.67"), rows).verdict());
        assertEquals(
                PaperComparison.Verdict.DIFFERS,
                PaperComparison.of(ratio("train", "remainder", "0.68"), rows).verdict());
    }

    @Test
    void doesNotMakeUpPatients() {
        var rows = Map.of("small/train", row(2));

        PaperComparison value = PaperComparison.of(value(Quantity.PATIENTS, "train", "9", "Table 3"), rows);

        assertEquals(PaperComparison.Verdict.UNKNOWN, value.verdict());
        assertEquals(Optional.empty(), value.ours());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGES", "SHARE", "RATIO"})
    void doesNotMakeUpClasses(Quantity quantity) {
        var rows = Map.of("small/train", row(2), "small/sample", row(3));
        List<String> to = quantity == Quantity.RATIO ? List.of("small/sample") : List.of();

        PaperComparison value = PaperComparison.of(
                new PaperValue(
                        quantity,
                        List.of("small/train"),
                        Optional.of("NCP"),
                        to,
                        "0",
                        "Table 2",
                        Optional.empty(),
                        Optional.empty()),
                rows);

        assertEquals(PaperComparison.Verdict.UNKNOWN, value.verdict());
        assertEquals(Optional.empty(), value.ours());
    }

    @Test
    void takesTheCountsOfTheLockWhereNothingIsImported() throws IOException {
        SplitTable table = SplitTable.of(folder.resolve("empty"), locks);

        assertTrue(table.text().contains("train         180  60 (33.33 %)"));
        assertTrue(table.text().contains("lock (not imported)"));
        assertTrue(table.dataSets().get(0).splits().stream().noneMatch(SplitTable.Row::counted));
    }

    @Test
    void refusesToCountAManifestThatWasChanged() throws IOException {
        Files.writeString(Manifests.file(data, "small/train"), "image\n");

        assertThrows(UserException.class, () -> SplitTable.of(data, locks));
    }

    @Test
    void writesJsonWithoutWhatIsUnknown() throws IOException {
        String json = Documents.toJson(SplitTable.of(folder.resolve("empty"), locks));

        assertTrue(json.contains("\"schema\" : \"ctbench/split-table/2\""), json);
        assertTrue(!json.contains("scans") && !json.contains("null"), json);
    }

    private static SplitTable.Row row(int images) {
        var patients = Patients.unknown("nobody names them");
        return new SplitTable.Row("small/any", true, images, Map.of(), patients, OptionalInt.empty());
    }

    private static PaperValue value(Quantity quantity, String of, String published, String source) {
        return new PaperValue(
                quantity,
                List.of("small/" + of),
                Optional.empty(),
                List.of(),
                published,
                source,
                Optional.empty(),
                Optional.empty());
    }

    private static PaperValue ratio(String of, String to, String published) {
        return new PaperValue(
                Quantity.RATIO,
                List.of("small/" + of),
                Optional.empty(),
                List.of("small/" + to),
                published,
                "Table 2",
                Optional.empty(),
                Optional.empty());
    }
}
