package org.ctbench.harness.audit.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ctbench.harness.audit.feasibility.ClassSizes;
import org.ctbench.harness.papers.PublishedSet;

/**
 * How many images each class has.
 *
 * @param words in words
 * @param sizes the numbers
 * @param isListed whether they are those of the published list
 */
record SizeReading(String words, ClassSizes sizes, boolean isListed) {
    /**
     * The list's counts, then, for a size by the paper that is one image more or less, the counts with this image in each class in
     * turn. Sizes that are further off are not taken up: which classes their images would have is open.
     */
    static List<SizeReading> of(PublishedSet set) {
        List<String> classes = set.classes();
        List<Long> listed =
                set.counts().values().stream().map(Integer::longValue).toList();
        List<SizeReading> readings = new ArrayList<>();
        readings.add(new SizeReading(number(set.total()) + " images", new ClassSizes(classes, listed), true));
        for (PublishedSet.StatedTotal stated : set.stated()) {
            long more = stated.images() - set.total();
            for (int c = 0; c < classes.size() && Math.abs(more) == 1; c++) {
                List<Long> sizes = new ArrayList<>(listed);
                sizes.set(c, sizes.get(c) + more);
                if (sizes.get(c) > 0) {
                    String words =
                            number(stated.images()) + " images, " + number(sizes.get(c)) + " of " + classes.get(c);
                    readings.add(new SizeReading(words, new ClassSizes(classes, sizes), false));
                }
            }
        }
        return readings;
    }

    /** Whether the counts can be those of a matrix: two classes or more have images. */
    static boolean areComplete(PublishedSet set) {
        return set.counts().values().stream().filter(n -> n > 0).count() > 1;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
