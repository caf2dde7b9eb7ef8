package org.ctbench.harness.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;

class NumbersDigestTest {
    private static final Sha256 OWN = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    @Test
    void saysWhetherTheDigestIsThePublishedOne() {
        assertEquals(
                "digest of all numbers: " + OWN + ", the same as published\n",
                new NumbersDigest(Optional.of(OWN), Optional.of(OWN), 0).line());
        assertEquals(
                "digest of all numbers: " + OWN + ", differs from the published " + OTHER.abbreviated()
                        + "...: see the tables of the report\n",
                new NumbersDigest(Optional.of(OWN), Optional.of(OTHER), 0).line());
    }

    @Test
    void withoutAPublishedOneItStandsAlone() {
        assertEquals(OWN.hex(), new NumbersDigest(Optional.of(OWN), Optional.empty(), 0).text());
    }

    @Test
    void anIncompleteRunHasNoneAndSaysSo() {
        assertEquals(
                "none, as the run is incomplete: 1 cell has no result",
                new NumbersDigest(Optional.empty(), Optional.of(OTHER), 1).text());
        assertEquals(
                "none, as the run is incomplete: 12 cells have no result",
                new NumbersDigest(Optional.empty(), Optional.empty(), 12).text());
    }
}
