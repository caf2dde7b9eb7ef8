package org.ctbench.harness.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.compare.NumbersDigest;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.harness.findings.DeterminismFinding;
import org.ctbench.harness.findings.EnginesFinding;
import org.ctbench.harness.papers.PaperFiles;
import org.ctbench.reports.RenderedReport;
import org.ctbench.reports.Reports;
import org.ctbench.reports.document.Report;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.UserException;

/** Writes the report of runs from what they left in their folders. */
public final class RunReport {
    /** Folder of the report within the folder of a run. */
    public static final String FOLDER = "report";

    private RunReport() {}

    /**
     * Makes the report of a run anew, into its folder.
     *
     * @return the HTML page
     * @throws UserException if the folder holds no finished run, or its documents do not belong together
     */
    public static Path write(Path run) throws IOException {
        return write(List.of(run), run.resolve(FOLDER), PaperFiles.ofPlan());
    }

    /**
     * Makes the report of runs from their {@code results.json}, {@code plan.yaml}, {@code splits.yaml}, {@code splits/}, {@code
     * predictions/}, {@code lesions/}, {@code captures/} and, if they are there, {@code determinism.json} and {@code engines.json}.
     *
     * @param runs one or more
     * @param folder where to
     * @param papers where published values come from
     * @return the HTML page
     * @throws UserException if a folder holds no finished run, or its documents do not belong together
     */
    public static Path write(List<Path> runs, Path folder, PaperFiles papers) throws IOException {
        write(render(runs, papers), folder);
        return folder.resolve("index.html");
    }

    private static void write(RenderedReport report, Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : report.files().entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * The digest of all numbers of a run, worked out from its {@code results.json}.
     *
     * @throws UserException if the folder holds no finished run, or its documents do not belong together
     */
    public static NumbersDigest numbers(Path run, PaperFiles papers) throws IOException {
        RunEvidence evidence = RunEvidence.read(run);
        return NumbersDigest.of(evidence.results(), papers.load(evidence.plan().published(), evidence.library()));
    }

    /**
     * Makes the report of a run of predictions that were read, into its folder.
     *
     * @return its metrics with their intervals, and the paper's tables with the models beside the published rows, as text for a
     *     terminal
     * @throws UserException if the folder holds no finished run, or its documents do not belong together
     */
    public static String writeScored(Path run) throws IOException {
        Comparison comparison = compare(List.of(run), PaperFiles.ofPlan());
        write(render(List.of(run), comparison), run.resolve(FOLDER));
        return ScoreText.of(comparison);
    }

    /** The files of the report, not written. */
    public static RenderedReport render(List<Path> runs, PaperFiles papers) throws IOException {
        return render(runs, compare(runs, papers));
    }

    private static Comparison compare(List<Path> runs, PaperFiles papers) throws IOException {
        Evidence evidence = Evidence.read(runs);
        return Comparison.of(
                evidence,
                papers.load(evidence.plan().published(), evidence.first().library()));
    }

    private static RenderedReport render(List<Path> runs, Comparison comparison) throws IOException {
        Report report = runs.size() > 1
                ? RunsPage.of(comparison)
                : RunPage.of(comparison, DeterminismFinding.read(runs.get(0)), EnginesFinding.read(runs.get(0)));
        return Reports.render(report);
    }
}
