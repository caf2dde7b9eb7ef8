package org.ctbench.harness.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.compare.Comparison;
import org.ctbench.harness.determinism.DeterminismFinding;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.Papers;
import org.ctbench.reports.RenderedReport;
import org.ctbench.reports.Reports;
import org.ctbench.reports.document.Report;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;

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
        return write(List.of(run), run.resolve(FOLDER), Optional.empty());
    }

    /**
     * Makes the report of runs from their {@code results.json}, {@code plan.yaml}, {@code splits.yaml}, {@code predictions/},
     * {@code lesions/}, {@code captures/} and, if it is there, {@code determinism.json}.
     *
     * @param runs one or more
     * @param folder where to
     * @param overlay cells of the paper that the user filled in
     * @return the HTML page
     * @throws UserException if a folder holds no finished run, or its documents do not belong together
     */
    public static Path write(List<Path> runs, Path folder, Optional<Path> overlay) throws IOException {
        for (Map.Entry<String, byte[]> file : render(runs, overlay).files().entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve("index.html");
    }

    /** The files of the report, not written. */
    public static RenderedReport render(List<Path> runs, Optional<Path> overlay) throws IOException {
        Evidence evidence = Evidence.read(runs);
        Optional<String> published = evidence.plan().published();
        if (published.isEmpty() && overlay.isPresent()) {
            throw new UserException(
                    "the plan names no paper, so that there are no published figures to fill in",
                    overlay.get().toString(),
                    "write `published: ter-sarkisov-2022` into the plan; `ctbench papers list` names the others");
        }
        Optional<Paper> paper =
                published.isPresent() ? Optional.of(Papers.load(published.get(), overlay)) : Optional.empty();
        Comparison comparison = Comparison.of(evidence, paper);
        Report report = runs.size() > 1
                ? RunsPage.of(comparison)
                : RunPage.of(
                        comparison,
                        new RunPage.Sources(new CaptureFiles(runs.get(0)), DeterminismFinding.read(runs.get(0))));
        return Reports.render(report);
    }
}
