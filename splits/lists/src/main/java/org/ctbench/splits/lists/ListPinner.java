package org.ctbench.splits.lists;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Makes locks from lists that are trusted: those that a generator has just written, and those that their owner keeps. */
public final class ListPinner {
    private ListPinner() {}

    /** A split and the lock that pins it. */
    public record Pinned(Split split, SplitLock lock) {}

    /**
     * Pins a list.
     *
     * @param dataSet its data set, of which the splits do not matter here
     * @param name name of the split
     * @param generated what wrote it, for generated data sets
     * @param within split that gives the rows, for lists that only name images of another
     * @throws UserException if the list is malformed or names an image that is not in {@code within}
     */
    public static Pinned pin(
            DataSetLock dataSet,
            String name,
            Path file,
            ListFormat format,
            Optional<ListLock.Generated> generated,
            Optional<Split> within)
            throws IOException {
        byte[] content = Documents.readBytes(file);
        String id = dataSet.id() + "/" + name;
        List<Slice> slices = ListReader.read(file, content, format, SliceParser.of(dataSet));
        Split split = within.isPresent()
                ? SplitRules.rowsOf(within.get(), id, slices, file)
                : Manifests.canonical(id, slices);
        ListLock list = new ListLock(
                file.getFileName().toString(),
                format,
                Optional.empty(),
                generated,
                Sha256.of(content),
                content.length,
                split.size(),
                LineLocator.of(ListReader.lines(content)),
                within.map(Split::id));
        return pinned(dataSet, split, Optional.of(list), Optional.empty());
    }

    /** Pins the split of all images of one split that are not in another. */
    public static Pinned pinDifference(DataSetLock dataSet, String name, Split of, Split minus) {
        Split split = SplitRules.difference(dataSet.id() + "/" + name, of, minus);
        return pinned(dataSet, split, Optional.empty(), Optional.of(new SplitLock.Difference(of.id(), minus.id())));
    }

    private static Pinned pinned(
            DataSetLock dataSet, Split split, Optional<ListLock> list, Optional<SplitLock.Difference> difference) {
        SplitCounts counts = SplitCounts.of(split, dataSet.classes().names());
        SplitLock lock = new SplitLock(
                split.id(),
                list,
                difference,
                Optional.empty(),
                counts.images(),
                counts.perClass(),
                counts.patients(),
                Manifests.digest(split));
        return new Pinned(split, lock);
    }
}
