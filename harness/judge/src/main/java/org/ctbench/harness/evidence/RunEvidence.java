package org.ctbench.harness.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.papers.Library;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.plan.Plan;
import org.ctbench.harness.plan.Plans;
import org.ctbench.harness.results.ResultsFile;
import org.ctbench.harness.results.RunFolder;
import org.ctbench.harness.results.RunLocks;
import org.ctbench.harness.results.RunResults;
import org.ctbench.harness.results.SplitReference;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.checks.Check;
import org.ctbench.splits.checks.SplitChecks;
import org.ctbench.splits.documents.UserException;

/**
 * One run, as it lies in its folder.
 *
 * @param folder the folder
 * @param plan its plan
 * @param results its results
 * @param locks lock of each split of the results, in their order
 * @param slices the slices that it evaluated, with their patients
 * @param library the data sets and papers that it knew
 */
public record RunEvidence(
        Path folder, Plan plan, RunResults results, List<SplitLock> locks, RunSlices slices, Library library) {
    public RunEvidence {
        locks = List.copyOf(locks);
    }

    /**
     * Reads a run.
     *
     * @throws UserException if the folder holds no finished run, or its documents do not belong together: the results
     *     have a model or an evaluation that the plan lacks, or other numbers of epochs
     */
    public static RunEvidence read(Path folder) throws IOException {
        RunResults results = ResultsFile.read(folder);
        Path planFile = folder.resolve(RunFolder.PLAN);
        Plan plan = Plans.load(planFile.toString());
        if (!plan.digest().equals(results.numbers().plan().digest())) {
            throw new UserException(
                    "the plan is not the one of the results: digest "
                            + plan.digest().abbreviated() + ", results say "
                            + results.numbers().plan().digest().abbreviated(),
                    planFile.toString(),
                    "restore the file as the run wrote it");
        }
        PlannedResults.require(plan, results.numbers(), folder);
        List<SplitLock> locks = RunLocks.read(folder, results);
        return new RunEvidence(folder, plan, results, locks, new RunSlices(folder, locks), Library.ofRun(folder));
    }

    /** Splits of the run that have the name of a published one and are others; generated ones may have any size. */
    public List<String> otherThan(Locks published) {
        List<SplitLock> known = published.dataSets().stream()
                .filter(dataSet -> dataSet.kind() != DataSetLock.Kind.GENERATED)
                .flatMap(dataSet -> dataSet.splits().stream())
                .toList();
        return locks.stream()
                .filter(lock -> known.stream()
                        .anyMatch(one ->
                                one.id().equals(lock.id()) && !one.manifest().equals(lock.manifest())))
                .map(lock -> lock.id() + " is not the published split of that name: its manifest differs")
                .toList();
    }

    /** What the results say about the splits that does not follow from their manifests. */
    public List<String> otherChecks() {
        List<Check> found = new ArrayList<>();
        for (String dataSet : locks.stream().map(SplitLock::dataSet).distinct().toList()) {
            List<SplitLock> known = new ArrayList<>(
                    locks.stream().filter(l -> l.dataSet().equals(dataSet)).toList());
            library.locks().splitsOf(dataSet).stream()
                    .filter(lock -> known.stream().noneMatch(own -> own.id().equals(lock.id())))
                    .forEach(known::add);
            List<Split> splits = locks.stream()
                    .filter(lock -> lock.dataSet().equals(dataSet))
                    .map(lock -> slices.split(lock.id()).orElseThrow(() -> RunSlices.noManifest(folder, lock.id())))
                    .toList();
            found.addAll(SplitChecks.run(library.locks().dataSet(dataSet), known, splits));
        }
        return found.equals(results.numbers().checks())
                ? List.of()
                : List.of("the checks of the splits in " + ResultsFile.NAME + " do not follow from their manifests");
    }

    /** The split as the run read it, if it took part. */
    Optional<SplitReference> images(String split) {
        return results.numbers().splits().stream()
                .filter(s -> s.id().equals(split))
                .findFirst();
    }

    /** An evaluation set of the plan. */
    EvaluationSet set(String id) {
        return plan.evaluate().stream()
                .filter(set -> set.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Whether an image of it was generated: by its plan, or before. */
    boolean generated() {
        List<String> dataSets = library.locks().dataSets().stream()
                .filter(lock -> lock.kind() == DataSetLock.Kind.GENERATED)
                .map(DataSetLock::id)
                .toList();
        return plan.data().generate().isPresent() || locks.stream().anyMatch(lock -> dataSets.contains(lock.dataSet()));
    }

    /** Scores above which detections count, of a plan that looks for lesions. */
    public List<Float> scores() {
        return plan.segmentation().orElseThrow().scores();
    }
}
