package org.ctbench.harness.audit.feasibility;

import java.util.HashSet;
import java.util.List;

/**
 * How many images truly have each class: the row sums of the matrix.
 *
 * @param classes names of the classes, two or more, all different
 * @param images one number per class; 1 or more for at least two of them
 */
public record ClassSizes(List<String> classes, List<Long> images) {
    /** @throws IllegalArgumentException if there is not one number for each class, or fewer than two classes have images */
    public ClassSizes {
        classes = List.copyOf(classes);
        images = List.copyOf(images);
        if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("two or more different classes are needed, found " + classes);
        }
        if (images.size() != classes.size()
                || images.stream().anyMatch(n -> n < 0 || n > Integer.MAX_VALUE)
                || images.stream().filter(n -> n > 0).count() < 2) {
            throw new IllegalArgumentException("each of " + classes + " needs a number of images, found " + images);
        }
    }

    /** Number of classes, k. */
    public int size() {
        return classes.size();
    }

    /** All images. */
    public long total() {
        return images.stream().mapToLong(Long::longValue).sum();
    }
}
