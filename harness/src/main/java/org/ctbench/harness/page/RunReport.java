package org.ctbench.harness.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.ctbench.harness.determinism.DeterminismFinding;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.run.RunFolder;
import org.ctbench.reports.Reports;
import org.ctbench.reports.document.Report;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;

/** Writes the report of a run from what the run left in its folder. */
public final class RunReport {
    /** Folder of the report within the folder of a run. */
    public static final String FOLDER = "report";

    private RunReport() {}

    /**
     * Makes the report anew from {@code results.json}, {@code plan.yaml}, {@code splits.yaml}, {@code captures/} and, if
     * it is there, {@code determinism.json}.
     *
     * @return the HTML page
     * @throws UserException if the folder holds no finished run, or its documents do not belong together
     */
    public static Path write(Path run) throws IOException {
        RunResults results = ResultsFile.read(run);
        Path planFile = run.resolve(RunFolder.PLAN);
        Plan plan = Plans.load(planFile.toString());
        if (!plan.digest().equals(results.numbers().plan().digest())) {
            throw new UserException(
                    "the plan is not the one of the results: digest "
                            + plan.digest().abbreviated() + ", results say "
                            + results.numbers().plan().digest().abbreviated(),
                    planFile.toString(),
                    "restore the file as the run wrote it");
        }
        Path folder = run.resolve(FOLDER);
        Report report = RunPage.of(
                plan,
                results,
                RunLocks.read(run, results),
                new RunPage.Sources(new CaptureFiles(run), DeterminismFinding.read(run)));
        for (Map.Entry<String, byte[]> file : Reports.render(report).files().entrySet()) {
            AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve("index.html");
    }
}
