package org.ctbench.harness.predictions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ctbench.models.detection.ImageSize;

/**
 * What predicted lesions are about: the slices of a split with lesion masks.
 *
 * @param split id of the split
 * @param slices size of each slice, by its id and in the order of the split
 * @param above score above which a lesion is ever counted; others are not kept
 */
public record LesionTask(String split, Map<String, ImageSize> slices, float above) {
    public LesionTask {
        slices = Collections.unmodifiableMap(new LinkedHashMap<>(slices));
    }
}
