package org.ctbench.datasets.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ctbench.splits.Classes;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.lists.SliceParser;

/**
 * What slice of a data set a file means, as a key that does not depend on where and in which format the image is kept: the
 * name of the image without its ending. Follows the lock of the data set.
 */
final class FileKeys {
    private final Classes classes;
    private final ImageNames names;
    private final SliceParser parser;
    private final int parts;

    FileKeys(DataSetLock dataSet) {
        classes = dataSet.classes();
        names = dataSet.images();
        parser = SliceParser.of(dataSet);
        parts = parts(stem(names.example())).size();
    }

    /** Key of a slice of a list. */
    String ofSlice(String sliceId) {
        return withoutLabel(stem(sliceId));
    }

    /** Key of an image file; empty if the file is no image of the data set. */
    Optional<String> ofImage(EntryName name, String container) {
        if (!name.isPicture()) {
            return Optional.empty();
        }
        if (!names.imageFolders().isEmpty()) {
            return below(name, names.imageFolders());
        }
        String stem = withoutLabel(name.stem());
        boolean direct = names.anyFormat() ? isKey(stem) : isName(stem, name.extension());
        return direct ? Optional.of(stem) : inParts(name, container);
    }

    /** Key of a mask file; empty if the file is none. */
    Optional<String> ofMask(EntryName name) {
        return name.extension().equals("png") ? below(name, names.maskFolders()) : Optional.empty();
    }

    boolean hasMasks() {
        return names.hasMasks();
    }

    /** Whether a folder may hold the images of a class as folders of folders. */
    boolean isClass(String folder) {
        return names.separator().isPresent() && classes.ofWord(folder).isPresent();
    }

    /** Whether an image of the data set has that key. */
    boolean isKey(String key) {
        return EntryName.PICTURES.stream().anyMatch(extension -> isName(key, extension));
    }

    /** The parts of a key that folders may be called by; the last one is that of the file. */
    List<String> parts(String key) {
        return names.separator()
                .map(s -> List.of(key.split(Pattern.quote(s), -1)))
                .orElseGet(() -> List.of(key));
    }

    /** All that decides which files are images. */
    String rules() {
        return classes + " " + names;
    }

    private boolean isName(String stem, String extension) {
        return parser.slice(stem + "." + extension).isPresent();
    }

    /** Lists, and the files of some data sets, have the label of the class and {@code _} before the name. */
    private String withoutLabel(String stem) {
        int end = stem.indexOf('_');
        boolean label = end > 0
                && !isKey(stem)
                && classes.all().stream().anyMatch(c -> stem.substring(0, end).equals(Integer.toString(c.label())));
        return label && isKey(stem.substring(end + 1)) ? stem.substring(end + 1) : stem;
    }

    /** {@code <class>/<patient>/<scan>/<slice>.*}, where an archive of one class may leave the class out. */
    private Optional<String> inParts(EntryName name, String container) {
        if (names.separator().isEmpty()) {
            return Optional.empty();
        }
        return joined(name, parts - 1)
                .filter(this::isKey)
                .or(() -> joined(name, parts - 2)
                        .flatMap(rest -> wordsOf(container)
                                .map(word -> word + names.separator().get() + rest)
                                .filter(this::isKey)
                                .findFirst()));
    }

    /** Words for the class that the name of an archive begins with, that one first. */
    private Stream<String> wordsOf(String container) {
        List<String> words = new ArrayList<>();
        for (Classes.SliceClass c : classes.all()) {
            for (String word : c.words()) {
                if (container.matches(Pattern.quote(word) + "(?:[^A-Za-z].*)?")) {
                    words.add(word);
                    words.addAll(c.words());
                }
            }
        }
        return words.stream();
    }

    /** {@code <folder>/<patient>_<slice>.*} or {@code <folder>/<patient>/<slice>.*}. */
    private Optional<String> below(EntryName name, List<String> folders) {
        for (int up = 1; up <= parts; up++) {
            if (name.folder(up).filter(folders::contains).isPresent()) {
                return joined(name, up - 1).filter(this::isKey);
            }
        }
        return Optional.empty();
    }

    /** The names of that many folders and the file's. */
    private Optional<String> joined(EntryName name, int folders) {
        if (folders < 0 || folders > name.folders().size()) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(name.folders()
                .subList(name.folders().size() - folders, name.folders().size()));
        all.add(name.stem());
        return Optional.of(String.join(names.separator().orElse(""), all));
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }
}
