package org.ctbench.harness.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.ctbench.datasets.CtImage;
import org.ctbench.datasets.decode.ImageDecoder;
import org.ctbench.datasets.layout.DataRoot;
import org.ctbench.datasets.layout.SliceFile;
import org.ctbench.datasets.layout.SliceSource;
import org.ctbench.harness.bundle.Bundle;
import org.ctbench.harness.bundle.Replay;
import org.ctbench.harness.bundle.Terms;
import org.ctbench.harness.captures.AffinityCapture;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.Grey;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.results.Task;
import org.ctbench.models.detection.BinaryMask;
import org.ctbench.models.detection.Boxes;
import org.ctbench.models.detection.Detections;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.models.exact.ExactEngine;
import org.ctbench.models.layers.Linear;
import org.ctbench.models.tensor.Engine;
import org.ctbench.models.tensor.UpdateOps.AdamSettings;
import org.ctbench.models.train.Adam;
import org.ctbench.models.weights.ForeignWeights;
import org.ctbench.models.weights.TrainingFile;
import org.ctbench.models.weights.WeightFile;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Slice;
import org.ctbench.splits.documents.Documents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Pictures, archives, weights, captures and bundles. */
@Tag("slow")
class BinaryReadersFuzzTest {
    private static final AdamSettings SETTINGS = new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 0);

    private static Engine engine;

    @TempDir
    Path folder;

    private int archives;

    @BeforeAll
    static void open() {
        engine = ExactEngine.open(1);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> readersSurviveDamagedFiles() throws IOException {
        Stream<DynamicTest> inMemory = Stream.of(pictures(), weights(), captures())
                .flatMap(List::stream)
                .map(reader -> dynamicTest(reader.name(), () -> reader.survives(400)));
        Stream<DynamicTest> onDisk = Stream.of(archives(), bundles(), checkpoints(), predictions())
                .flatMap(List::stream)
                .map(reader -> dynamicTest(reader.name(), () -> reader.survives(60)));
        return Stream.concat(inMemory, onDisk);
    }

    private static List<FuzzedReader> pictures() throws IOException {
        List<FuzzedReader> readers = new ArrayList<>();
        Map<String, Integer> types = Map.of(
                "grey", BufferedImage.TYPE_BYTE_GRAY,
                "grey of 16 bits", BufferedImage.TYPE_USHORT_GRAY,
                "colours", BufferedImage.TYPE_INT_RGB,
                "palette", BufferedImage.TYPE_BYTE_INDEXED,
                "black and white", BufferedImage.TYPE_BYTE_BINARY);
        for (Map.Entry<String, Integer> type : new TreeMap<>(types).entrySet()) {
            for (String format : List.of("png", "jpeg", "tiff", "bmp")) {
                byte[] picture = picture(type.getValue(), format);
                if (picture.length > 0) {
                    readers.add(new FuzzedReader(format + ", " + type.getKey(), picture, ImageDecoder::decode));
                }
            }
        }
        byte[] mask = picture(BufferedImage.TYPE_BYTE_GRAY, "png");
        readers.add(new FuzzedReader("labels", mask, ImageDecoder::decodeLabels));
        return readers;
    }

    private static byte[] picture(int type, String format) throws IOException {
        BufferedImage image = new BufferedImage(24, 20, type);
        for (int i = 0; i < 24 * 20; i++) {
            image.setRGB(i % 24, i / 24, 0x010203 * (i * i % 50));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes); // writes nothing where the format has no such pixels
        return bytes.toByteArray();
    }

    private List<FuzzedReader> predictions() throws IOException {
        Path golden = Path.of("../rundocs/src/test/resources/golden/predictions");
        Map<String, Integer> labels = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            labels.put("s" + i + "_ä.png", i % 3);
        }
        Task task = new Task("a/test", List.of("Normal", "CP", "NCP"), labels);
        List<FuzzedReader> readers = new ArrayList<>();
        for (String name : List.of("named.npz", "float64-columns-first.npz")) {
            readers.add(new FuzzedReader(name, Files.readAllBytes(golden.resolve(name)), bytes -> {
                Path file = Files.write(folder.resolve(name), bytes);
                PredictionFiles.read(
                        new PredictionSource(
                                List.of(file.toString()),
                                PredictedValues.LOGITS,
                                Map.of(),
                                Map.of("Normal", "0", "CP", "1", "NCP", "2")),
                        task);
            }));
        }
        return readers;
    }

    private List<FuzzedReader> archives() throws IOException {
        byte[] png = picture(BufferedImage.TYPE_BYTE_GRAY, "png");
        Map<String, byte[]> slices = new TreeMap<>();
        for (int number = 0; number < 3; number++) {
            slices.put("images/" + name(number), png);
        }
        return List.of(
                archive(".zip", zip(slices)), archive(".tar", tar(slices)), archive(".tar.gz", gzip(tar(slices))));
    }

    private FuzzedReader archive(String suffix, byte[] valid) {
        return new FuzzedReader("archive " + suffix, valid, bytes -> {
            Path root = folder.resolve("root" + archives++); // copies of archives are kept by their path
            Files.write(Files.createDirectories(root.resolve("covidx-ct-v1")).resolve("slices" + suffix), bytes);
            try (SliceSource source = DataRoot.open(root, Locks.shipped(), "covidx-ct-v1", root.resolve("cache"))) {
                for (int number = 0; number < 3; number++) {
                    Optional<SliceFile> file = source.find(slice(number));
                    if (file.isPresent()) {
                        file.get().read();
                    }
                }
            }
        });
    }

    private static String name(int number) {
        return "NCP_96_1328_000" + number + ".png";
    }

    private static Slice slice(int number) {
        return new Slice(
                name(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDate.EPOCH.plusYears(30).atStartOfDay());
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] entry(byte[] file, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry next;
            do {
                next = zip.getNextEntry();
            } while (!next.getName().equals(name));
            return zip.readAllBytes();
        }
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setModTime(0);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static List<FuzzedReader> weights() throws IOException {
        ByteArrayOutputStream valid = new ByteArrayOutputStream();
        try (Linear net = linear();
                Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
            adam.restore("weight", new Adam.Snapshot(7, new float[6], new float[6]));
            TrainingFile.write(net, adam, Map.of("epoch", "3"), valid);
        }
        return List.of(new FuzzedReader("weights and moments", valid.toByteArray(), bytes -> {
            try (Linear net = linear();
                    Adam adam = Adam.over(engine, net.parameters(), SETTINGS)) {
                TrainingFile.read(new ByteArrayInputStream(bytes)).into(net, adam);
            }
        }));
    }

    private List<FuzzedReader> checkpoints() throws IOException {
        Path file = folder.resolve("checkpoint.pth");
        List<FuzzedReader> readers = new ArrayList<>();
        for (String form : List.of("archive", "legacy")) {
            byte[] valid =
                    Documents.readBytes(Path.of("../../models/networks/src/test/resources/torch", form + ".pth"));
            readers.add(new FuzzedReader("checkpoint, " + form, valid, bytes -> {
                WeightFile weights =
                        ForeignWeights.read(Files.write(file, bytes)).weights();
                for (String name : weights.names()) {
                    weights.summary(name);
                }
            }));
        }
        return readers;
    }

    private static Linear linear() {
        Linear net = new Linear(3, 2);
        net.allocate(engine, 1);
        return net;
    }

    private static List<FuzzedReader> captures() throws IOException {
        ImageSize size = new ImageSize(6, 8);
        Grey grey = Grey.of(CtImage.of(8, 6, 1, new byte[48]));
        Detections found = new Detections(
                Boxes.of(1, 1, 5, 5, 2.5f, 0, 8, 3),
                new float[] {0.9f, 0.25f},
                new float[] {1, 0.75f, 0.5f, 0.25f, 0.875f, 0, 0, 1},
                2,
                size);
        byte[] lesions =
                new SegmentationCapture(Optional.of(grey), found, List.of(BinaryMask.of(6, 8, p -> p < 5))).file();
        byte[] affinity = zip(Map.of("affinity.npy", entry(lesions, "probability.npy")));
        return List.of(
                new FuzzedReader(
                        "lesions found",
                        lesions,
                        bytes -> SegmentationCapture.parse(bytes).probability()),
                new FuzzedReader(
                        "an error",
                        ErrorCapture.of(grey, Optional.of(found)).file(),
                        bytes -> ErrorCapture.parse(bytes).sealed().file()),
                new FuzzedReader(
                        "affinities",
                        affinity,
                        bytes -> AffinityCapture.parse(bytes).values()));
    }

    private List<FuzzedReader> bundles() throws IOException {
        Path run = new FinishedRun(folder.resolve("run")).write();
        Path file = folder.resolve("run.zip");
        Terms terms = new Terms(LocalDate.of(2026, 1, 1), "https://spdx.org/licenses/CC-BY-4.0");
        Bundle.write(run, file, Optional.empty(), terms, folder.resolve("cache"));
        return List.of(new FuzzedReader(
                "bundle",
                Files.readAllBytes(file),
                bytes -> Replay.of(Files.write(file, bytes), Optional.empty(), folder.resolve("cache"))));
    }
}
