package org.ctbench.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.results.PlanReference;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunResults;
import org.ctbench.splits.UserException;
import org.ctbench.splits.files.AtomicFiles;

/** The output folder of a run. Results of one plan are never written over those of another. */
public final class RunFolder {
    /** The plan in full, as it was run. */
    public static final String PLAN = "plan.yaml";

    /** Results of the run before, while another one is on its way. */
    static final String PREVIOUS = "results.previous.json";

    private RunFolder() {}

    /**
     * Checks that a plan may be run into a folder: it is empty, new, or holds an earlier run of the same plan.
     *
     * @throws UserException if the folder holds other things
     */
    static void check(Path folder, Plan plan) throws IOException {
        Path results = folder.resolve(ResultsFile.NAME);
        if (Files.exists(results)) {
            PlanReference there = planOf(folder);
            if (!there.digest().equals(plan.digest())) {
                throw new UserException(
                        "the folder holds the results of another plan: " + there.id() + " with digest "
                                + there.digest().abbreviated() + ", not " + plan.id() + " with digest "
                                + plan.digest().abbreviated(),
                        folder.toString(),
                        "name another folder with --out DIR, or move this one away");
            }
        } else if (Files.isDirectory(folder) && !Files.exists(folder.resolve(PLAN)) && !isEmpty(folder)) {
            throw new UserException(
                    "the folder is not empty and holds no run of ctbench",
                    folder.toString(),
                    "name another folder with --out DIR");
        }
    }

    /**
     * Writes the plan into the folder, before hours are spent. The results of an earlier run are put aside: until this
     * one has finished, no results document speaks of files that are being replaced.
     *
     * @param resolved the plan in full, with its defaults
     */
    static void claim(Path folder, String resolved) throws IOException {
        AtomicFiles.write(folder.resolve(PLAN), resolved);
        Path results = folder.resolve(ResultsFile.NAME);
        if (Files.exists(results)) {
            AtomicFiles.moveInto(results, folder.resolve(PREVIOUS));
        }
    }

    /** Writes the results of a finished run and drops those put aside. */
    static void finish(Path folder, RunResults results) throws IOException {
        ResultsFile.write(folder, results);
        Files.deleteIfExists(folder.resolve(PREVIOUS));
    }

    private static PlanReference planOf(Path folder) throws IOException {
        try {
            return ResultsFile.read(folder).numbers().plan();
        } catch (UserException e) {
            throw new UserException(
                    "the folder holds results that this version does not read: " + e.problem(),
                    e.where(),
                    "name another folder with --out DIR, or move this one away",
                    e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
