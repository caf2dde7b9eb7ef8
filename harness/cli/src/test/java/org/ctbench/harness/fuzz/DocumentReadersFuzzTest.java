package org.ctbench.harness.fuzz;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ctbench.harness.check.Baseline;
import org.ctbench.harness.coco.CocoAnnotations;
import org.ctbench.harness.events.Event;
import org.ctbench.harness.events.EventLog;
import org.ctbench.harness.fixtures.FinishedRun;
import org.ctbench.harness.papers.Papers;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.plan.PredictionSource;
import org.ctbench.harness.predictions.LesionPredictionFiles;
import org.ctbench.harness.predictions.LesionTask;
import org.ctbench.harness.predictions.PredictionFiles;
import org.ctbench.harness.results.LesionFile;
import org.ctbench.harness.results.PredictionFile;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.Task;
import org.ctbench.models.detection.ImageSize;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SampleLock;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.lists.ListReader;
import org.ctbench.splits.lists.SliceParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plans, locks, lists, papers, baselines, predictions, results, cells and events. */
@Tag("slow")
class DocumentReadersFuzzTest {
    private static final int DAMAGED = 150;

    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void finishARun() throws IOException {
        run = new FinishedRun(folder.resolve("run"))
                .looking("resnet18, maskrcnn")
                .write();
    }

    @TestFactory
    Stream<DynamicTest> readersSurviveDamagedFiles() throws IOException {
        return Stream.of(written(), locks(), lists(), made(), coco())
                .flatMap(List::stream)
                .map(reader -> dynamicTest(reader.name(), () -> reader.survives(DAMAGED)));
    }

    /** What people write. */
    private List<FuzzedReader> written() throws IOException {
        Path papers = Path.of("../papers/src/test/resources/papers");
        String mine = papers.resolve("mine.yaml").toString();
        return List.of(
                of(
                        "plan",
                        Files.readAllBytes(run.resolve("plan.yaml")),
                        file -> Plans.read(file.toString(), List.of())),
                of("paper", Files.readAllBytes(Path.of(mine)), file -> Papers.load(file.toString())),
                of(
                        "overlay",
                        Files.readAllBytes(papers.resolve("cells.yaml")),
                        file -> Papers.load(mine, Optional.of(file))),
                of(
                        "baseline",
                        Files.readAllBytes(Path.of("../judge/src/test/resources/baselines/baseline-4.yaml")),
                        Baseline::read),
                new FuzzedReader(
                        "setting",
                        "protocol.optimizer.adam={learningRate: 1e-5, weightDecay: 0}"
                                .getBytes(StandardCharsets.ISO_8859_1),
                        bytes -> Plans.read("demo", List.of(new String(bytes, StandardCharsets.ISO_8859_1)))));
    }

    private List<FuzzedReader> locks() throws IOException {
        RunResults results = ResultsFile.read(run);
        Sampling drawn = new Sampling("SplitMix64/1", "a/train", sha(), 1, 1, Sampling.Unit.IMAGE);
        SplitLock lock = new SplitLock(
                "a/sample",
                Optional.empty(),
                Optional.empty(),
                Optional.of(drawn),
                1,
                Map.of("CP", 1),
                new Patients(OptionalInt.of(1), Map.of(), Optional.empty(), Optional.empty()),
                sha());
        byte[] sample =
                Documents.toYaml(new SampleLock(SampleLock.SCHEMA, lock)).getBytes(StandardCharsets.UTF_8);
        byte[] dataSet;
        try (InputStream in = Locks.class.getResourceAsStream("/org/ctbench/splits/locks/phantom-covidx.yaml")) {
            dataSet = in.readAllBytes();
        }
        return List.of(
                of("lock of a data set", dataSet, Locks::readDataSet),
                of("lock of a sample", sample, Locks::readSample),
                of("locks of a run", Files.readAllBytes(run.resolve(RunLocks.NAME)), file -> {
                    Files.move(file, file.resolveSibling(RunLocks.NAME), StandardCopyOption.REPLACE_EXISTING);
                    RunLocks.read(file.getParent(), results);
                }));
    }

    private List<FuzzedReader> lists() {
        return List.of(
                list(
                        "covidx-ct-v1",
                        ListFormat.COVIDX,
                        "NCP_96_1328_0032.png 2 9 39 505 414\nCP_1_2_0003.png 1 0 0 10 10\n"),
                list("covidx-ct-v1", ListFormat.COVIDX_SAMPLE, "0_96_1328_0032.png\n1_1_2_0003.png\n"),
                list("cncb-lesion", ListFormat.LESION, "12_45.jpg\n12_46.jpg\n"),
                list("ictcf", ListFormat.ICTCF, "0_nCT45.jpg\n2_pCT46.jpg\n"),
                new FuzzedReader(
                        "manifest",
                        ("image,class,patient,scan,slice,xmin,ymin,xmax,ymax\n"
                                        + "CP_1_2_0003.png,CP,CP_1,2,3,0,0,10,10\nNCP_9_1_0032.png,NCP,NCP_9,1,32,,,,\n")
                                .getBytes(StandardCharsets.UTF_8),
                        this::manifest));
    }

    private static FuzzedReader list(String dataSet, ListFormat format, String valid) {
        SliceParser parser = SliceParser.of(Locks.shipped().dataSet(dataSet));
        return new FuzzedReader(
                "list of " + format,
                valid.getBytes(StandardCharsets.UTF_8),
                bytes -> ListReader.read(Path.of("list.txt"), bytes, format, parser));
    }

    /** As if a lock pinned the damaged manifest. */
    private void manifest(byte[] bytes) throws IOException {
        Sampling drawn = new Sampling("SplitMix64/1", "a/train", sha(), 1, 1, Sampling.Unit.IMAGE);
        SplitLock lock = new SplitLock(
                "a/sample",
                Optional.empty(),
                Optional.empty(),
                Optional.of(drawn),
                2,
                Map.of("CP", 1, "NCP", 1),
                new Patients(OptionalInt.of(2), Map.of(), Optional.empty(), Optional.empty()),
                Sha256.of(bytes));
        Path file = Manifests.file(folder, lock.id());
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Manifests.read(folder, lock);
    }

    /** What ctbench and other programs write. */
    private List<FuzzedReader> made() throws IOException {
        byte[] predictions = "image,label,p_Normal,p_CP\na.png,Normal,0.75,0.25\nb.png,CP,1e-3,.999\n"
                .getBytes(StandardCharsets.UTF_8);
        byte[] json = """
                {"image": "a.png", "label": "Normal", "probabilities": {"Normal": 0.25, "CP": 0.75}}
                {"image": "b.png", "label": "CP", "probabilities": {"Normal": 1, "CP": 0}}
                """.getBytes(StandardCharsets.UTF_8);
        Task task = new Task("a/test", List.of("Normal", "CP"), Map.of("a.png", 0, "b.png", 1));
        return List.of(
                of("predictions", predictions, file -> {
                    Path named = Files.move(file, folder.resolve("p.csv"), StandardCopyOption.REPLACE_EXISTING);
                    PredictionFiles.read(PredictionSource.of(named.toString()), task);
                }),
                of("predictions as JSON lines", json, file -> {
                    Path named = Files.move(file, folder.resolve("p.jsonl"), StandardCopyOption.REPLACE_EXISTING);
                    PredictionFiles.read(PredictionSource.of(named.toString()), task);
                }),
                new FuzzedReader(
                        "sealed predictions",
                        predictions,
                        bytes -> PredictionFile.readSealed(bytes, Path.of("p.csv"), Sha256.of(bytes))),
                of("lesions", Files.readAllBytes(run.resolve("lesions/maskrcnn.json")), LesionFile::read),
                of("results", Files.readAllBytes(run.resolve(ResultsFile.NAME)), file -> {
                    Files.move(file, file.resolveSibling(ResultsFile.NAME), StandardCopyOption.REPLACE_EXISTING);
                    ResultsFile.read(file.getParent());
                }),
                of("events", events(), file -> {
                    Files.move(file, file.resolveSibling(EventLog.NAME), StandardCopyOption.REPLACE_EXISTING);
                    EventLog.read(file.getParent());
                }));
    }

    /** Predicted lesions of all three kinds of masks, and the images that they are about. */
    private List<FuzzedReader> coco() throws IOException {
        byte[] images = """
                {"info": {"year": 2022}, "images": [{"id": 1, "file_name": "ct/a.png", "height": 2}, {"id": 2, "file_name": "b.png"}],
                 "annotations": [{"id": 1, "image_id": 1, "bbox": [0, 0, 1, 2]}], "categories": [{"id": 1, "name": "lesion"}]}
                """.getBytes(StandardCharsets.UTF_8);
        byte[] found = """
                [{"image_id": 1, "category_id": 1, "score": 0.5, "segmentation": {"size": [2, 3], "counts": "132"}, "bbox": [0, 0, 1, 2]},
                 {"image_id": 2, "category_id": 1, "score": 1e-1, "segmentation": {"size": [4, 5], "counts": [3, 2, 15]}},
                 {"image_id": 2, "category_id": 1, "score": 0.75, "segmentation": [[1, 1, 3.5, 1, 2, 3], [0, 0, 2, 0, 2, 2]]}]
                """.getBytes(StandardCharsets.UTF_8);
        Path known = Files.write(folder.resolve("known.json"), images);
        LesionTask task =
                new LesionTask("a/test", Map.of("a.png", new ImageSize(2, 3), "b.png", new ImageSize(4, 5)), 0.05f);
        return List.of(of("annotations of COCO", images, CocoAnnotations::read), of("lesions of COCO", found, file -> {
            Path named = Files.move(file, folder.resolve("l.json"), StandardCopyOption.REPLACE_EXISTING);
            LesionPredictionFiles.read(
                    new PredictionSource(
                            List.of(named.toString()),
                            PredictedValues.PROBABILITIES,
                            Map.of(),
                            Map.of(),
                            Optional.of(known.toString())),
                    task);
        }));
    }

    private byte[] events() throws IOException {
        try (EventLog log = EventLog.open(folder.resolve("log"))) {
            log.append(new Event.RunStarted(
                    1,
                    "mine",
                    "Mine",
                    "d",
                    7,
                    "cpu",
                    List.of(new Event.PlannedCell("resnet18/train", Event.Kind.TRAIN, 10, 0, Event.State.PLANNED))));
            log.append(new Event.Advanced(
                    2, "resnet18/train", OptionalInt.of(1), 5, 5, 2.5, Map.of("image", 0.5), 0.1, OptionalLong.of(9)));
            log.append(new Event.CellFailed(3, "resnet18/train", "no"));
            log.append(new Event.RunFinished(4, 1, Optional.of("report/index.html")));
        }
        return Files.readAllBytes(folder.resolve("log").resolve(EventLog.NAME));
    }

    /** A reader of files by their path. */
    private FuzzedReader of(String name, byte[] valid, PathReader reader) {
        return new FuzzedReader(name, valid, bytes -> reader.read(Files.write(folder.resolve("damaged.yaml"), bytes)));
    }

    private interface PathReader {
        void read(Path file) throws IOException;
    }

    private static Sha256 sha() {
        return Sha256.of(new byte[] {1});
    }
}
