package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceParserTest {
    /** X-rays of five classes, whose names tell neither class nor patient. */
    private static final DataSetLock X_RAYS = Documents.parseYaml("""
            schema: ctbench/data-set-lock/2
            id: x-rays
            kind: published
            title: X-rays
            classes:
              - {name: No finding, label: 0, also: [none]}
              - {name: Effusion, label: 1}
              - {name: Mass, label: 2}
              - {name: Nodule, label: 3}
              - {name: Pneumonia, label: 4}
            images: {name: '[0-9]{8}_[0-9]{3}\\.png', example: 00000001_000.png}
            splits: []
            """, "x-rays.yaml", DataSetLock.class);

    @Test
    void theNameOfACovidxSliceHoldsClassPatientScanAndPosition() {
        Slice slice = parser("covidx-ct-v1").slice("NCP_96_1328_0032.png").orElseThrow();

        assertEquals(Optional.of("NCP"), slice.className());
        assertEquals(Optional.of("NCP_96"), slice.patient());
        assertEquals(Optional.of("1328"), slice.scan());
        assertEquals(OptionalInt.of(32), slice.number());
    }

    @Test
    void theNameOfALesionSliceHoldsPatientAndPosition() {
        Slice slice = parser("cncb-lesion").slice("12_45.jpg").orElseThrow();

        assertEquals(Optional.empty(), slice.className());
        assertEquals(Optional.of("12"), slice.patient());
        assertEquals(Optional.empty(), slice.scan());
        assertEquals(OptionalInt.of(45), slice.number());
    }

    @Test
    void theNameOfAnIctcfSliceHoldsItsClassAlone() {
        Slice slice = parser("ictcf").slice("pCT7.jpg").orElseThrow();

        assertEquals(Optional.of("NCP"), slice.className());
        assertEquals(Optional.empty(), slice.patient());
        assertEquals(OptionalInt.empty(), slice.number());
    }

    @ParameterizedTest
    @CsvSource({
        "covidx-ct-v1, 12_45.jpg",
        "covidx-ct-v1, NCP_096_1328_0032.png",
        "cncb-lesion, 12_45.png",
        "ictcf, qCT7.jpg"
    })
    void anotherNameIsNone(String dataSet, String name) {
        assertEquals(Optional.empty(), parser(dataSet).slice(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<patient> <image> <class> <other> | p7 00000001_000.png Mass cohen",
                "<image>,<class>,<patient> | 00000001_000.png,Mass,p7",
                "<other>;<image>;<patient>;<label>;<other> | a b;00000001_000.png;p7;2;",
            })
    void linesOfAnyListSayWhatNamesDoNot(String format, String line) throws BadLineException {
        Slice slice = SliceParser.of(X_RAYS).line(ListFormat.of(format), line);

        assertEquals("00000001_000.png", slice.id());
        assertEquals(Optional.of("Mass"), slice.className());
        assertEquals(Optional.of("p7"), slice.patient());
    }

    @Test
    void aBlankMayBelongToAValueWhereOtherCharactersSeparate() throws BadLineException {
        SliceParser parser = SliceParser.of(X_RAYS);
        ListFormat format = ListFormat.of("<image>,<class>");

        assertEquals(
                Optional.of("No finding"),
                parser.line(format, "00000001_000.png,No finding").className());
        assertEquals(
                Optional.of("No finding"),
                parser.line(format, "00000001_000.png,none").className());
        var e = assertThrows(BadLineException.class, () -> parser.line(format, "00000001_000.png,Hernia"));
        assertEquals(
                "expected one of the classes [No finding, Effusion, Mass, Nodule, Pneumonia], found class 'Hernia'",
                e.getMessage());
    }

    private static SliceParser parser(String dataSet) {
        return SliceParser.of(Locks.shipped().dataSet(dataSet));
    }
}
