package org.ctbench.splits.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.Slice;
import org.ctbench.splits.SmallDataSet;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.lists.SplitImporter;
import org.ctbench.splits.sampling.SplitSampler.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitSamplerTest {
    @TempDir
    Path folder;

    private Path data;
    private Locks locks;

    @BeforeEach
    void importLists() throws IOException {
        data = folder.resolve("data");
        locks = SmallDataSet.write(folder.resolve("lists"));
        SplitImporter.importFrom(folder.resolve("lists"), data, locks);
    }

    @Test
    void drawsTheSameImagesForTheSameSeed() throws IOException {
        SplitSampler.Sample first = draw(request(2, 7, Sampling.Unit.IMAGE));
        SplitSampler.Sample second = draw(request(2, 7, Sampling.Unit.IMAGE));

        assertEquals(first, second);
        assertEquals(
                List.of(
                        "CP_1_100_0008.png",
                        "CP_3_300_0005.png",
                        "NCP_2_201_0009.png",
                        "NCP_3_301_0002.png",
                        "Normal_1_100_0009.png",
                        "Normal_3_300_0008.png"),
                first.split().slices().stream().map(Slice::id).toList());
    }

    @Test
    void drawsOtherImagesForAnotherSeed() throws IOException {
        Split seven = draw(request(5, 7, Sampling.Unit.IMAGE)).split();
        Split eight = draw(request(5, 8, Sampling.Unit.IMAGE)).split();

        assertNotEquals(seven.slices(), eight.slices());
    }

    @Test
    void drawsEquallyManyImagesOfEachClass() throws IOException {
        SplitLock lock = draw(request(5, 7, Sampling.Unit.IMAGE)).lock();

        assertEquals(Map.of("Normal", 5, "CP", 5, "NCP", 5), lock.perClass());
        assertEquals("small/sample-5-image-seed7", lock.id());
    }

    @Test
    void takesOneImageOfEveryPatientBeforeASecondOne() throws IOException {
        Split three = draw(request(3, 7, Sampling.Unit.PATIENT)).split();
        Split four = draw(request(4, 7, Sampling.Unit.PATIENT)).split();

        assertEquals(
                OptionalInt.of(9), SplitCounts.of(three, List.of()).patients().total());
        assertEquals(
                OptionalInt.of(9), SplitCounts.of(four, List.of()).patients().total());
        assertEquals(12, four.size());
    }

    @Test
    void drawsEveryPatientEquallyOftenHoweverManyImagesThereAreOfHim() {
        Slice lone = slice("NCP_1_1_0000", "NCP_1");
        List<Slice> many = IntStream.range(0, 99)
                .mapToObj(i -> slice("NCP_2_1_" + (1000 + i), "NCP_2"))
                .toList();
        Split source = Manifests.canonical(
                "small/train", Stream.concat(many.stream(), Stream.of(lone)).toList());
        int drawn = 0;

        for (int seed = 0; seed < 400; seed++) {
            Split sample = SplitSampler.draw(
                            source, locks.split("small/train"), request(1, seed, Sampling.Unit.PATIENT))
                    .split();
            drawn += sample.slices().contains(lone) ? 1 : 0;
        }

        assertEquals(200, drawn, 40); // four standard deviations
    }

    @Test
    void writesALockThatCanBeLoadedAgain() throws IOException {
        SplitSampler.Sample sample = SplitSampler.write(data, locks, request(5, 7, Sampling.Unit.PATIENT));

        Locks known = locks.withSamples(data);

        assertEquals(sample.lock(), known.split("small/sample-5-patient-seed7"));
        assertEquals(sample.split(), Manifests.read(data, sample.lock()));
        assertEquals(
                new Sampling(
                        "SplitMix64/1",
                        "small/train",
                        locks.split("small/train").manifest(),
                        5,
                        7,
                        Sampling.Unit.PATIENT),
                sample.lock().sampling().orElseThrow());
    }

    @Test
    void saysHowToDrawASampleAgain() throws IOException {
        SplitLock lock = SplitSampler.write(data, locks, request(5, 7, Sampling.Unit.PATIENT))
                .lock();
        Files.delete(Manifests.file(data, lock.id()));

        var e = assertThrows(UserException.class, () -> Manifests.read(data, lock));

        assertEquals(
                "draw it again: `ctbench splits sample --from small/train --per-class 5 --seed 7 --by patient --name"
                        + " sample-5-patient-seed7 --to " + data + "`",
                e.fix());
    }

    @Test
    void refusesTheNameOfAnotherSplit() {
        Request request = new Request("small/train", 5, 7, Sampling.Unit.IMAGE, Optional.of("sample"));

        var e = assertThrows(UserException.class, () -> SplitSampler.write(data, locks, request));

        assertEquals("there is another split small/sample already", e.problem());
    }

    @Test
    void refusesTheNameOfAnotherSample() throws IOException {
        Request request = new Request("small/train", 5, 7, Sampling.Unit.IMAGE, Optional.of("mine"));
        SplitSampler.write(data, locks, request);
        SplitSampler.write(data, locks, request); // the same one again
        Request other = new Request("small/train", 5, 8, Sampling.Unit.IMAGE, Optional.of("mine"));

        var e = assertThrows(UserException.class, () -> SplitSampler.write(data, locks, other));

        assertEquals("there is another split small/mine already", e.problem());
    }

    @Test
    void refusesToDrawMoreThanThereIs() {
        var e = assertThrows(UserException.class, () -> draw(request(61, 7, Sampling.Unit.IMAGE)));

        assertEquals("small/train has 60 images of class Normal, not 61", e.problem());
        assertEquals("ask for 60 or fewer", e.fix());
    }

    @Test
    void refusesSlicesWithoutClass() {
        Slice slice = new Slice(
                "1_1.jpg", Optional.empty(), Optional.of("1"), Optional.empty(), OptionalInt.of(1), Optional.empty());
        Split lesions = new Split("small/train", List.of(slice));

        var e = assertThrows(
                UserException.class,
                () -> SplitSampler.draw(lesions, locks.split("small/train"), request(1, 7, Sampling.Unit.IMAGE)));

        assertEquals("the slices of small/train have no class to sample by", e.problem());
    }

    private static Slice slice(String name, String patient) {
        return new Slice(
                name + ".png",
                Optional.of("NCP"),
                Optional.of(patient),
                Optional.of("1"),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static Request request(int perClass, long seed, Sampling.Unit by) {
        return new Request("small/train", perClass, seed, by, Optional.empty());
    }

    private SplitSampler.Sample draw(Request request) throws IOException {
        SplitLock source = locks.split("small/train");
        return SplitSampler.draw(Manifests.read(data, source), source, request);
    }
}
