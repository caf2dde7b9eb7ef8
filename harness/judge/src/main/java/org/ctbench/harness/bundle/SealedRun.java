package org.ctbench.harness.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ctbench.harness.captures.ErrorCapture;
import org.ctbench.harness.captures.SealedCaptures;
import org.ctbench.harness.captures.SegmentationCapture;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.results.CaptureReference;
import org.ctbench.harness.results.FileReference;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;

/** Copies a run without what belongs to its data sets: no slice, no lesion mask of a data set, no weights. */
final class SealedRun {
    private final RunEvidence run;
    private final Path target;
    private final Map<String, Sha256> sealed = new TreeMap<>();

    private SealedRun(RunEvidence run, Path target) {
        this.run = run;
        this.target = target;
    }

    /**
     * Copies.
     *
     * @throws org.ctbench.splits.documents.UserException if a file of the run is missing or was changed
     */
    static void copy(RunEvidence run, Path target) throws IOException {
        new SealedRun(run, target).copy();
    }

    private void copy() throws IOException {
        for (String name : new String[] {ResultsFile.NAME, RunFolder.PLAN, RunLocks.NAME}) {
            copy(run.folder().resolve(name), name);
        }
        for (String name : new String[] {DeterminismFinding.NAME, EnginesFinding.NAME}) {
            Path found = run.folder().resolve(name);
            if (Files.exists(found)) {
                copy(found, name);
            }
        }
        run.library().keep(target);
        for (SplitLock lock : run.locks()) {
            Path manifest = Manifests.file(run.folder(), lock.id());
            if (Files.exists(manifest)) {
                copy(manifest, run.folder().relativize(manifest).toString());
            }
        }
        for (ModelResults model : run.results().numbers().models()) {
            Set<FileReference> files = new LinkedHashSet<>();
            model.evaluations().forEach(set -> files.add(set.predictions()));
            model.segmentation().ifPresent(s -> {
                files.add(s.found());
                s.regions().ifPresent(files::add);
                s.masks().ifPresent(files::add);
            });
            for (FileReference file : files) {
                copy(file.verified(run.folder()), file.file());
            }
            for (CaptureReference capture : model.captures()) {
                seal(capture);
            }
        }
        SealedCaptures.write(target, sealed);
    }

    private void seal(CaptureReference capture) throws IOException {
        Path source = new FileReference(capture.file(), capture.digest()).verified(run.folder());
        byte[] bytes = Documents.readBytes(source);
        byte[] without = switch (capture.kind()) {
            case AFFINITY -> bytes;
            case SEGMENTATION -> SegmentationCapture.parse(bytes).sealed().file();
            case ERROR -> ErrorCapture.parse(bytes).sealed().file();
        };
        AtomicFiles.write(target.resolve(capture.file()), without);
        sealed.put(capture.file(), Sha256.of(without));
    }

    private void copy(Path source, String name) throws IOException {
        AtomicFiles.write(target.resolve(name), Documents.readBytes(source));
    }
}
