package org.ctbench.splits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
    private static final Slice FULL = new Slice(
            "NCP_96_1328_0032.png",
            Optional.of("NCP"),
            Optional.of("NCP_96"),
            Optional.of("1328"),
            OptionalInt.of(32),
            Optional.of(new Box(9, 94, 512, 405)));
    private static final Slice BARE = new Slice(
            "12_45.jpg", Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    @TempDir
    Path data;

    @Test
    void writesTheCanonicalForm() {
        Split split = Manifests.canonical("demo/all", List.of(FULL, BARE));

        assertEquals("""
                image,class,patient,scan,slice,xmin,ymin,xmax,ymax
                12_45.jpg,,,,,,,,
                NCP_96_1328_0032.png,NCP,NCP_96,1328,32,9,94,512,405
                """, new String(Manifests.bytes(split), StandardCharsets.UTF_8));
    }

    @Test
    void ordersImagesByTheBytesOfTheirNames() {
        Split split = Manifests.canonical(
                "demo/all",
                List.of(
                        named("b"),
                        named("a_2"),
                        named("a10"),
                        named("B"),
                        named("é"),
                        named("\uff5e"),
                        named("\ud83d\ude00")));

        assertEquals(
                List.of("B", "a10", "a_2", "b", "é", "\uff5e", "\ud83d\ude00"),
                split.slices().stream().map(Slice::id).toList());
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        Split split = Manifests.canonical("demo/all", List.of(FULL, BARE));

        Path file = Manifests.write(data, split);

        assertEquals(data.resolve("splits/demo/all.csv"), file);
        assertEquals(split, Manifests.read(data, lock(split)));
    }

    @Test
    void refusesAnImageThatIsThereTwice() {
        Split split = Manifests.canonical("demo/all", List.of(BARE, BARE));

        var e = assertThrows(IllegalArgumentException.class, () -> Manifests.bytes(split));

        assertEquals("demo/all: image 12_45.jpg stands after 12_45.jpg", e.getMessage());
    }

    @Test
    void aGeneratedSplitIsGeneratedAndNotFetched() {
        for (String id : List.of("phantom-covidx/test", "phantom-covidx/remainder")) {
            SplitLock lock = Locks.shipped().split(id);

            var e = assertThrows(UserException.class, () -> Manifests.read(data, lock));

            assertEquals(
                    "generate it: `ctbench data phantom --to " + data + "`, then `ctbench splits import --from "
                            + data.resolve("lists") + " --to " + data + "`",
                    e.fix());
        }
    }

    @Test
    void saysHowToGetAManifestThatIsMissing() {
        SplitLock lock = lock(Manifests.canonical("demo/all", List.of(FULL)));

        var e = assertThrows(UserException.class, () -> Manifests.read(data, lock));

        assertEquals("the split demo/all does not exist yet", e.problem());
        assertEquals(data.resolve("splits/demo/all.csv").toString(), e.where());
        assertEquals(
                "run `ctbench splits import --from DIR --to " + data + "` with the folder that holds the lists, or"
                        + " `ctbench splits fetch --to " + data + "`",
                e.fix());
    }

    @Test
    void refusesAManifestThatWasChanged() throws IOException {
        Split split = Manifests.canonical("demo/all", List.of(FULL, BARE));
        Path file = Manifests.write(data, split);
        Files.writeString(file, Files.readString(file).replace(",NCP,", ",CP,"));

        var e = assertThrows(UserException.class, () -> Manifests.read(data, lock(split)));

        assertEquals(
                "the manifest of split demo/all is not the one that its lock pins: expected sha256 "
                        + Manifests.digest(split) + ", found " + Sha256.of(file),
                e.problem());
    }

    @Test
    void refusesAManifestWithFewerRows() throws IOException {
        Split split = Manifests.canonical("demo/all", List.of(FULL, BARE));
        Manifests.write(data, Manifests.canonical("demo/all", List.of(FULL)));

        var e = assertThrows(UserException.class, () -> Manifests.read(data, lock(split)));

        assertEquals(
                "the manifest of split demo/all is not the one that its lock pins: expected 2 images, found 1",
                e.problem());
    }

    @Test
    void refusesALockThatPinsSomethingElse() throws IOException {
        Path file = Manifests.file(data, "demo/all");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "image,class,patient,scan,slice,xmin,ymin,xmax,ymax\na.png,XX,,,,,,,\n");
        SplitLock lock = lock(Sha256.of(file));

        var e = assertThrows(UserException.class, () -> Manifests.read(data, lock));

        assertEquals("not a manifest: no class is called 'XX'", e.problem());
        assertEquals(file + ":2", e.where());
    }

    @Test
    void refusesAnIdThatLeavesTheDataFolder() {
        assertThrows(IllegalArgumentException.class, () -> Manifests.file(data, "../train"));
        assertThrows(IllegalArgumentException.class, () -> Manifests.file(data, "demo/../../x"));
    }

    private static Slice named(String id) {
        return new Slice(
                id, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static SplitLock lock(Split split) {
        return lock(split.size(), Manifests.digest(split));
    }

    private static SplitLock lock(Sha256 manifest) {
        return lock(1, manifest);
    }

    private static SplitLock lock(int images, Sha256 manifest) {
        return new SplitLock(
                "demo/all",
                Optional.empty(),
                Optional.of(new SplitLock.Difference("demo/a", "demo/b")),
                Optional.empty(),
                images,
                Map.of("NCP", images),
                Patients.unknown("nobody counted"),
                manifest);
    }
}
