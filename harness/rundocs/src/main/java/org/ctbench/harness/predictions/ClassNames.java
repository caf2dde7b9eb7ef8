package org.ctbench.harness.predictions;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;

/** What files call the classes of a task; upper and lower case do not matter. */
final class ClassNames {
    private final List<String> classes;
    private final Map<String, Integer> byName = new HashMap<>();

    /**
     * The names.
     *
     * @param named what the files call a class, by its own name; the others are called by their own
     * @throws UserException if two classes have one name
     */
    ClassNames(List<String> classes, Map<String, String> named) {
        this.classes = classes;
        for (int c = 0; c < classes.size(); c++) {
            add(named.getOrDefault(classes.get(c), classes.get(c)), c);
        }
    }

    /**
     * The same, and each class is called by its own name, too.
     *
     * @throws UserException if two classes have one name
     */
    static ClassNames withOwn(List<String> classes, Map<String, String> named) {
        ClassNames names = new ClassNames(classes, named);
        for (int c = 0; c < classes.size(); c++) {
            names.add(classes.get(c), c);
        }
        return names;
    }

    private void add(String name, int c) {
        Integer other = byName.put(name.toLowerCase(Locale.ROOT), c);
        if (other != null && other != c) {
            throw new UserException(
                    "two classes are called '" + name + "': " + classes.get(other) + " and " + classes.get(c),
                    "classes",
                    "give each the name that the files have for it");
        }
    }

    /** How many classes there are. */
    int size() {
        return classes.size();
    }

    /** The class of a name. */
    Optional<Integer> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What to do where names are not known. */
    String hint() {
        return "if the files have other names for the classes, or numbers, say which is which: --classes "
                + classes.get(0) + "=NAME,...";
    }
}
