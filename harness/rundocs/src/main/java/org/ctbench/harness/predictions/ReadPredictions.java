package org.ctbench.harness.predictions;

import java.util.List;
import org.ctbench.harness.results.Predictions;
import org.ctbench.splits.documents.Sha256;

/**
 * Predictions that were read whole and found without fault.
 *
 * @param predictions the predictions, in the order of the split
 * @param files digest of each file, in the order in which they were named
 * @param warnings what a reader should look at before the numbers are believed
 */
public record ReadPredictions(Predictions predictions, List<Sha256> files, List<String> warnings) {
    public ReadPredictions {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
