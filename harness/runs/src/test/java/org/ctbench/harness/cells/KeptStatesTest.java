package org.ctbench.harness.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ctbench.splits.documents.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
class KeptStatesTest {
    private static final Sha256 STATE = Sha256.of(new byte[] {1});
    private static final String NAME = "epoch-000010-" + STATE.hex() + ".safetensors";

    @TempDir
    Path temp;

    @Test
    void findsThoseOnAnotherDiskToWhichAFolderOrALinkInItLeads() throws IOException {
        Path disk = Files.createDirectories(temp.resolve("disk/train-0123456789ab"));
        Files.writeString(disk.resolve(NAME), "");
        Path cells = Files.createDirectories(temp.resolve("cells/resnet18"));
        Path link = Files.createSymbolicLink(cells.resolve("train-0123456789ab"), disk);

        assertEquals(Map.of(STATE, link.resolve(NAME)), KeptStates.below(temp.resolve("cells")));
        assertEquals(Map.of(STATE, link.resolve(NAME)), KeptStates.below(link));
    }

    @Test
    void walksNoCircleAndLeavesOutLinksThatLeadNowhere() throws IOException {
        Path cells = Files.createDirectories(temp.resolve("cells"));
        Files.createSymbolicLink(cells.resolve("again"), cells);
        Files.createSymbolicLink(cells.resolve(NAME), Path.of("gone"));

        assertEquals(Map.of(), KeptStates.below(cells));
    }
}
