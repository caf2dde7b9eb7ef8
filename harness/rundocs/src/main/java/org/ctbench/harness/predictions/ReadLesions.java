package org.ctbench.harness.predictions;

import java.util.List;
import org.ctbench.harness.coco.FoundLesion;
import org.ctbench.splits.documents.Sha256;

/**
 * Predicted lesions that were read whole and found without fault.
 *
 * @param slices the lesions of each slice that score above the task's score, in the order of the split and of the files
 * @param files digest of each file, in the order in which they were named, then of the annotation file, if there is one
 * @param warnings what a reader should know before the numbers are believed
 */
public record ReadLesions(List<List<FoundLesion>> slices, List<Sha256> files, List<String> warnings) {
    public ReadLesions {
        slices = slices.stream().map(List::copyOf).toList();
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }
}
