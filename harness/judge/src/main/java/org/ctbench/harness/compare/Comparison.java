package org.ctbench.harness.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ctbench.harness.evidence.Evidence;
import org.ctbench.harness.papers.Paper;
import org.ctbench.harness.papers.PublishedTable;
import org.ctbench.harness.papers.TableKind;
import org.ctbench.harness.plan.EvaluationSet;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.harness.statistics.StatedDeviation;
import org.ctbench.harness.statistics.VerdictRules;

/**
 * Values of runs with their uncertainty, and beside those of a paper.
 *
 * @param evidence the runs
 * @param sets values on each evaluation set
 * @param lesions how well lesions were found
 * @param paper the paper, if there is one to compare with
 * @param tables its tables that are about data, classification or segmentation; empty without paper
 */
public record Comparison(
        Evidence evidence,
        List<SetMetrics> sets,
        List<ModelPrecision> lesions,
        Optional<Paper> paper,
        List<ComparedTable> tables) {
    /** Seed of all resampling: the same runs give the same intervals. */
    private static final long SEED = 1;

    public Comparison {
        sets = List.copyOf(sets);
        lesions = List.copyOf(lesions);
        tables = List.copyOf(tables);
    }

    /**
     * Works everything out.
     *
     * @param paper what to compare with
     * @throws org.ctbench.splits.documents.UserException if a file of a run is missing or was changed
     */
    public static Comparison of(Evidence evidence, Optional<Paper> paper) throws IOException {
        Resampling resampling = resampling(evidence);
        List<SetMetrics> sets = new ArrayList<>();
        for (EvaluationSet set : evidence.sets()) {
            sets.add(SetMetrics.of(evidence, set, paper, resampling));
        }
        List<ModelPrecision> lesions = ModelPrecision.of(evidence, resampling);
        List<ComparedTable> tables = new ArrayList<>();
        if (paper.isPresent()) {
            TableComparison comparison = new TableComparison(evidence, sets, lesions, paper.get());
            for (PublishedTable table : paper.get().tables()) {
                if (table.kind() != TableKind.MODELS) {
                    tables.add(comparison.of(table));
                }
            }
        }
        return new Comparison(evidence, sets, lesions, paper, tables);
    }

    /** Seed deviation that models with one training are judged by: that of the plan, else that of the paper. */
    public Optional<StatedDeviation> statedDeviation() {
        return evidence.plan().verdict().seedDeviation().or(() -> paper.flatMap(Paper::seedDeviation));
    }

    private static Resampling resampling(Evidence evidence) {
        VerdictRules rules = evidence.plan().verdict();
        return new Resampling(
                rules.confidence(),
                rules.replicates(),
                SEED,
                Runtime.getRuntime().availableProcessors());
    }

    /** How values were resampled. */
    public Resampling resampling() {
        return resampling(evidence);
    }
}
