package org.ctbench.splits.lists;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.Locks;

/**
 * Lists of COVIDx that are not version 1 of COVIDx-CT: later ones ({@code test_COVIDx_CT-2A.txt}), the draft of May 2020, which
 * has slices of LIDC-IDRI and Radiopaedia alone, and those of chest X-rays. Source: the histories of haydengunraj/COVIDNet-CT
 * and lindawangg/COVID-Net.
 */
final class OtherLists {
    private static final Pattern NAME =
            Pattern.compile("(?:train|val|test)_COVIDx[-_]CT[-_]v?([2-9][AB]?)\\.txt", Pattern.CASE_INSENSITIVE);
    /** One line in this many may be changed without making a list of version 1 one of another version. */
    private static final int CHANGED_SHARE = 20;

    private static final Pattern CT = Pattern.compile("(\\S+\\.png) [012] \\d+ \\d+ \\d+ \\d+");
    private static final Pattern DRAFT = Pattern.compile("(?:LIDC-IDRI|radiopaedia)-.*");
    private static final Pattern XRAY = Pattern.compile(
            "\\S+ \\S.*\\.(?:png|jpe?g) (?:COVID-19|pneumonia|normal|positive|negative)(?: \\S+)?",
            Pattern.CASE_INSENSITIVE);

    private OtherLists() {}

    /** What is wrong with lists of a data set. */
    static String wrong(String dataSet) {
        return dataSet + "; version 1 is needed: splits/v1";
    }

    /**
     * What such a list is.
     *
     * @param fileName which tells the later versions apart
     * @param lines without their ends
     * @return its data set, as in "these are lists of ..."; empty if it is another file
     */
    static Optional<String> dataSet(String fileName, List<String> lines) {
        SliceParser names = SliceParser.of(Locks.shipped().dataSet("covidx-ct-v1"));
        int others = 0;
        int drafts = 0;
        int first = 0;
        for (String line : lines) {
            Matcher ct = CT.matcher(line);
            if (!ct.matches()) {
                return XRAY.matcher(line).matches() ? Optional.of("COVIDx CXR (chest X-rays)") : Optional.empty();
            }
            boolean version1 = names.slice(ct.group(1)).isPresent();
            boolean draft = DRAFT.matcher(ct.group(1)).matches();
            first += version1 ? 1 : 0;
            drafts += draft ? 1 : 0;
            others += version1 || draft ? 0 : 1;
        }
        Matcher name = NAME.matcher(fileName);
        if (name.matches()) {
            return Optional.of("COVIDx CT-" + name.group(1));
        }
        if (drafts > 0 && first == 0 && others == 0) {
            return Optional.of("the draft of COVIDx-CT of May 2020");
        }
        return CHANGED_SHARE * (drafts + others) > lines.size() ? Optional.of("COVIDx CT-2 or CT-3") : Optional.empty();
    }
}
