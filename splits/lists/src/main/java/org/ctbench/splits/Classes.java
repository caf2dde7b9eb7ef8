package org.ctbench.splits;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The classes of a data set in their order, which is that of a network's outputs and of tables. Immutable. */
public final class Classes {
    /** No class, as in data sets whose labels are masks. */
    public static final Classes NONE = new Classes(List.of());

    private final List<SliceClass> all;
    private final List<String> names;

    /**
     * These classes.
     *
     * @throws IllegalArgumentException if a label, a name or another word for a class means two of them, upper and lower case apart
     */
    @JsonCreator
    public Classes(List<SliceClass> all) {
        this.all = List.copyOf(all);
        this.names = all.stream().map(SliceClass::name).toList();
        Set<Object> seen = new HashSet<>();
        for (SliceClass one : all) {
            if (!seen.add(one.label())) {
                throw new IllegalArgumentException("the label " + one.label() + " means two classes");
            }
            for (String word : one.words()) {
                if (!seen.add(word.toUpperCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("'" + word + "' means two classes");
                }
            }
        }
    }

    /**
     * One class.
     *
     * @param name its name in manifests, plans, predictions and reports
     * @param label the number that stands for it in lists, 0 or more
     * @param also other words for it in the names of images, folders and archives, and in lists
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record SliceClass(String name, int label, List<String> also) {
        /** @throws IllegalArgumentException if the name cannot stand in a table, or the label is negative */
        public SliceClass {
            Required.matches(name, "[A-Za-z0-9][A-Za-z0-9 .+-]*", "name", "letters, digits, blanks, '.', '+' and '-'");
            if (label < 0) {
                throw new IllegalArgumentException("'label' is 0 or more, not " + label);
            }
            also = also == null ? List.of() : List.copyOf(also);
        }

        /** Its name, then the other words for it. */
        public List<String> words() {
            return Stream.concat(Stream.of(name), also.stream()).toList();
        }
    }

    /** Their names, in order. */
    public List<String> names() {
        return names;
    }

    /** The classes, in order. */
    @JsonValue
    public List<SliceClass> all() {
        return all;
    }

    /** Name of the class that a word means: its name or another word for it; upper and lower case differ. */
    public Optional<String> ofWord(String word) {
        return all.stream()
                .filter(one -> one.words().contains(word))
                .map(SliceClass::name)
                .findFirst();
    }

    /** Name of the class with that label in lists. */
    public Optional<String> ofLabel(int label) {
        return all.stream()
                .filter(one -> one.label() == label)
                .map(SliceClass::name)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Classes classes && classes.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    @Override
    public String toString() {
        return all.toString();
    }
}
