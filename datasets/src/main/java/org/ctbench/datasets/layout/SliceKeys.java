package org.ctbench.datasets.layout;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What slice a name means, as a key that does not depend on where and in which format the image is kept. */
final class SliceKeys {
    private static final Set<String> CLASSES = Set.of("Normal", "CP", "NCP");
    private static final Pattern COVIDX = Pattern.compile("(Normal|CP|NCP)_[A-Za-z0-9-]+_[A-Za-z0-9-]+_\\d+");
    private static final Pattern ARCHIVE_OF_CLASS = Pattern.compile("(Normal|CP|NCP|COVID19)(?:[^A-Za-z].*)?");

    /** CNCB calls the archives of the class NCP by another name: COVID19-1.zip to COVID19-31.zip. */
    private static final String NCP_ARCHIVE = "COVID19";

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern LESION = Pattern.compile("\\d+_\\d+");
    private static final Pattern ICTCF = Pattern.compile("(?:[012]_)?([np]CT\\d+)");
    private static final Set<String> IMAGE_FOLDERS = Set.of("imgs", "img", "images", "image");
    private static final Set<String> MASK_FOLDERS = Set.of("masks", "mask");

    private SliceKeys() {}

    /** Key of a slice of a list. */
    static String ofSlice(Layout layout, String sliceId) {
        int dot = sliceId.lastIndexOf('.');
        String stem = dot <= 0 ? sliceId : sliceId.substring(0, dot);
        if (layout == Layout.ICTCF) {
            Matcher m = ICTCF.matcher(stem);
            return m.matches() ? m.group(1) : stem;
        }
        return stem;
    }

    /** Key of an image file; empty if the file is no image of that layout. */
    static Optional<String> ofImage(Layout layout, EntryName name, String container) {
        if (!name.isPicture()) {
            return Optional.empty();
        }
        return switch (layout) {
            case COVIDX -> isFlat(name) ? Optional.of(name.stem()) : raw(name, container);
            case LESION -> lesion(name, IMAGE_FOLDERS);
            case ICTCF -> {
                Matcher m = ICTCF.matcher(name.stem());
                yield m.matches() ? Optional.of(m.group(1)) : Optional.empty();
            }
        };
    }

    /** Key of a mask file; empty if the file is none. */
    static Optional<String> ofMask(Layout layout, EntryName name) {
        return layout == Layout.LESION && name.extension().equals("png")
                ? lesion(name, MASK_FOLDERS)
                : Optional.empty();
    }

    static boolean isClass(String folder) {
        return CLASSES.contains(folder);
    }

    static boolean isFlat(EntryName name) {
        return name.extension().equals("png") && COVIDX.matcher(name.stem()).matches();
    }

    static boolean isRawKey(String key) {
        return COVIDX.matcher(key).matches();
    }

    /** {@code <class>/<patient>/<scan>/<slice>.*}, where an archive of one class may leave the class out. */
    private static Optional<String> raw(EntryName name, String container) {
        Optional<String> scan = name.folder(1);
        Optional<String> patient = name.folder(2);
        if (scan.isEmpty() || patient.isEmpty() || !NUMBER.matcher(name.stem()).matches()) {
            return Optional.empty();
        }
        Matcher archive = ARCHIVE_OF_CLASS.matcher(container);
        Optional<String> diagnosis = name.folder(3)
                .filter(SliceKeys::isClass)
                .or(() -> archive.matches() ? Optional.of(archive.group(1)) : Optional.empty())
                .map(d -> d.equals(NCP_ARCHIVE) ? "NCP" : d);
        return diagnosis
                .map(d -> d + "_" + patient.get() + "_" + scan.get() + "_" + name.stem())
                .filter(key -> COVIDX.matcher(key).matches());
    }

    /** {@code <folder>/<patient>_<slice>.*} or {@code <folder>/<patient>/<slice>.*}. */
    private static Optional<String> lesion(EntryName name, Set<String> folders) {
        Optional<String> direct = name.folder(1);
        if (direct.filter(folders::contains).isPresent()) {
            return Optional.of(name.stem()).filter(stem -> LESION.matcher(stem).matches());
        }
        return name.folder(2)
                .filter(folders::contains)
                .map(above -> direct.get() + "_" + name.stem())
                .filter(key -> LESION.matcher(key).matches());
    }
}
