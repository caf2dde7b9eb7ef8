package org.ctbench.harness.results;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;

/**
 * What predictions are about: the slices of a split and their true classes.
 *
 * @param split id of the split
 * @param classes names of the classes in label order: {@code Normal}, {@code CP}, {@code NCP}
 * @param labels true label of each slice, by its id and in the order of the split
 */
public record Task(String split, List<String> classes, Map<String, Integer> labels) {
    public Task {
        classes = List.copyOf(classes);
        if (classes.size() < 2 || new HashSet<>(classes).size() != classes.size()) {
            throw new IllegalArgumentException("two or more different classes are needed, found " + classes);
        }
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels)); // the order of the split
        for (Map.Entry<String, Integer> label : labels.entrySet()) {
            if (label.getValue() < 0 || label.getValue() >= classes.size()) {
                throw new IllegalArgumentException(label.getKey() + " has label " + label.getValue());
            }
        }
    }

    /**
     * The task of telling {@code classes} apart on a split.
     *
     * @throws IllegalArgumentException if a slice has no class or one that is not among {@code classes}
     */
    public static Task of(Split split, List<String> classes) {
        Map<String, Integer> labels = new LinkedHashMap<>();
        Set<String> strangers = new TreeSet<>();
        for (Slice slice : split.slices()) {
            int label = slice.className().map(classes::indexOf).orElse(-1);
            if (label < 0) {
                strangers.add(slice.className().orElse("no class"));
            }
            labels.put(slice.id(), label);
        }
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException(
                    split.id() + " has slices of " + strangers + ", the task distinguishes " + classes);
        }
        return new Task(split.id(), classes, labels);
    }
}
