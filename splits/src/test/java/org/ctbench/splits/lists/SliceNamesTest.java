package org.ctbench.splits.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.files.Sha256;
import org.junit.jupiter.api.Test;

class SliceNamesTest {
    private static final SplitLock KNOWN = lock(new Patients(OptionalInt.of(1), Map.of(), Optional.empty()));
    private static final SplitLock UNKNOWN =
            lock(new Patients(OptionalInt.empty(), Map.of(), Optional.of("image names carry no patient")));

    @Test
    void theNameOfACovidxSliceHoldsClassPatientScanAndPosition() {
        assertEquals(Optional.of("NCP_96"), SliceNames.patient(KNOWN, "NCP_96_1328_0032.png"));
        assertEquals(Optional.of("NCP_96_1328"), SliceNames.scan("NCP_96_1328_0032.png"));
        assertEquals(OptionalInt.of(32), SliceNames.number("NCP_96_1328_0032.png"));
    }

    @Test
    void theNameOfALesionSliceHoldsPatientAndPosition() {
        assertEquals(Optional.of("12"), SliceNames.patient(KNOWN, "12_45.jpg"));
        assertEquals(Optional.empty(), SliceNames.scan("12_45.jpg"));
        assertEquals(OptionalInt.of(45), SliceNames.number("12_45.jpg"));
    }

    @Test
    void patientsOfASplitThatKnowsNoneAreNotGuessed() {
        assertEquals(Optional.empty(), SliceNames.patient(UNKNOWN, "12_45.jpg"));
        assertEquals(Optional.empty(), SliceNames.patient(KNOWN, "pCT7.jpg"));
        assertEquals(OptionalInt.empty(), SliceNames.number("pCT7.jpg"));
    }

    private static SplitLock lock(Patients patients) {
        return new SplitLock(
                "demo/all",
                Optional.empty(),
                Optional.of(new SplitLock.Difference("demo/a", "demo/b")),
                Optional.empty(),
                1,
                Map.of(),
                patients,
                Sha256.of(new byte[0]));
    }
}
