package org.ctbench.splits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSetLockTest {
    @Test
    void theClassOfInterestIsTheOneThatTheLockNamesOrTheLast() {
        assertEquals(Optional.of("NCP"), with(Optional.empty()).classOfInterest());
        assertEquals(Optional.of("CP"), with(Optional.of("CP")).classOfInterest());
        assertEquals(Optional.empty(), Locks.shipped().dataSet("cncb-lesion").classOfInterest());
    }

    @Test
    void anUnknownClassOfInterestIsRefused() {
        var e = assertThrows(IllegalArgumentException.class, () -> with(Optional.of("flu")));

        assertEquals("interest: 'flu' is none of the classes [Normal, CP, NCP]", e.getMessage());
    }

    private static DataSetLock with(Optional<String> interest) {
        DataSetLock lock = Locks.shipped().dataSet("covidx-ct-v1");
        return new DataSetLock(
                lock.schema(),
                lock.id(),
                lock.kind(),
                lock.title(),
                lock.classes(),
                lock.images(),
                lock.splits(),
                lock.paper(),
                lock.withdrawn(),
                interest);
    }
}
