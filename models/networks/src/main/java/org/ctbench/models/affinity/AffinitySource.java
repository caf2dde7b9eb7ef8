package org.ctbench.models.affinity;

import org.ctbench.models.classifiers.Images;

/** Shows the affinity representation of an image; {@link org.ctbench.models.classifiers.Model#as} gives it. */
public interface AffinitySource {
    /**
     * The representation from which the image is classified, in evaluation mode. Leaves parameters and running statistics as
     * they are.
     *
     * @param image a single image
     */
    AffinityRepresentation affinity(Images image);
}
