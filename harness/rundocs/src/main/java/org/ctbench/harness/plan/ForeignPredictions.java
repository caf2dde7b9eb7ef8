package org.ctbench.harness.plan;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.documents.Checks;
import org.ctbench.splits.documents.InvalidValue;

/**
 * Predictions that another program made before.
 *
 * @param bySplit their files, by the split that they are about
 */
public record ForeignPredictions(Map<String, PredictionSource> bySplit) implements ForeignModel {
    public ForeignPredictions {
        if (bySplit.isEmpty()) {
            throw new InvalidValue("predictions", "no split is named", "write SPLIT: FILE for one split or more");
        }
        bySplit.forEach((split, source) -> {
            Checks.split("predictions", split);
            if (source == null) {
                throw new InvalidValue("predictions", "no file is named for " + split, "write SPLIT: FILE");
            }
        });
        bySplit = Collections.unmodifiableMap(new TreeMap<>(bySplit));
    }

    @Override
    public String kind() {
        return "predictions";
    }

    @Override
    public String summary() {
        return "predictions of another program, read from files";
    }

    @Override
    public boolean covers(EvaluationSet set) {
        return bySplit.containsKey(set.split()) && !bySplit.get(set.split()).ofLesions();
    }

    @Override
    public boolean readsImages() {
        return false;
    }

    @Override
    public boolean hasSeeds() {
        return false;
    }
}
