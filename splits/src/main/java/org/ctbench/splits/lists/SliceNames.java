package org.ctbench.splits.lists;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.SplitLock;

/** What the id of a slice says about where it comes from, for those who have the id and not the manifest. */
public final class SliceNames {
    private static final Pattern COVIDX = Pattern.compile("((?:Normal|CP|NCP)_[0-9]+)_([0-9]+)_([0-9]{4})\\.png");
    private static final Pattern LESION = Pattern.compile("([0-9]+)_([0-9]{1,9})\\.jpg");

    private SliceNames() {}

    /**
     * Patient of a slice, unique within the data set: {@code NCP_96} for {@code NCP_96_1328_0032.png}, {@code 12} for {@code
     * 12_45.jpg}.
     *
     * @param lock lock of a split that has the slice
     * @return empty if the patients of the split are unknown, or the name does not tell
     */
    public static Optional<String> patient(SplitLock lock, String id) {
        if (lock.patients().unknown().isPresent()) {
            return Optional.empty();
        }
        return first(COVIDX, id).or(() -> first(LESION, id));
    }

    /** Scan of a slice, unique within the data set: {@code NCP_96_1328}; empty for names without scan. */
    public static Optional<String> scan(String id) {
        Matcher m = COVIDX.matcher(id);
        return m.matches() ? Optional.of(m.group(1) + "_" + m.group(2)) : Optional.empty();
    }

    /** Position of a slice in its scan, counted as the data set does; empty for names without position. */
    public static OptionalInt number(String id) {
        Matcher covidx = COVIDX.matcher(id);
        if (covidx.matches()) {
            return OptionalInt.of(Integer.parseInt(covidx.group(3)));
        }
        Matcher lesion = LESION.matcher(id);
        return lesion.matches() ? OptionalInt.of(Integer.parseInt(lesion.group(2))) : OptionalInt.empty();
    }

    private static Optional<String> first(Pattern pattern, String id) {
        Matcher m = pattern.matcher(id);
        return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
