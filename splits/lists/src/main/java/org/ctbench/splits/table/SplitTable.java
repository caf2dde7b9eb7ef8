package org.ctbench.splits.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Patients;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;

/**
 * The splits with their counts, and the paper's values about them beside ours.
 *
 * @param schema {@value #SCHEMA}
 * @param dataSets one table per data set
 */
public record SplitTable(String schema, List<DataSet> dataSets) {
    /** Value of {@code schema}. */
    public static final String SCHEMA = "ctbench/split-table/2";

    public SplitTable {
        dataSets = List.copyOf(dataSets);
    }

    /**
     * The splits of one data set.
     *
     * @param id data set
     * @param title its name
     * @param classes names of its classes, in order
     * @param splits one row per split
     * @param paper the paper's values with ours
     */
    public record DataSet(
            String id, String title, List<String> classes, List<Row> splits, List<PaperComparison> paper) {
        public DataSet {
            classes = List.copyOf(classes);
            splits = List.copyOf(splits);
            paper = List.copyOf(paper);
        }
    }

    /**
     * Counts of one split.
     *
     * @param split its id
     * @param counted true if its manifest is there and was counted; false if the values are those of the lock
     * @param images images
     * @param perClass images per class
     * @param patients patients, or why they are unknown
     * @param scans scans, where the manifest is there and names them
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Row(
            String split,
            boolean counted,
            int images,
            Map<String, Integer> perClass,
            Patients patients,
            OptionalInt scans) {}

    /**
     * Counts the splits of these locks, from their manifests where they are there.
     *
     * @throws org.ctbench.splits.documents.UserException if a manifest is there and differs from its lock
     */
    public static SplitTable of(Path dataFolder, Locks locks) throws IOException {
        List<DataSet> tables = new ArrayList<>();
        for (DataSetLock dataSet : locks.dataSets()) {
            Map<String, Row> rows = new LinkedHashMap<>();
            for (SplitLock lock : locks.splitsOf(dataSet.id())) {
                rows.put(lock.id(), row(dataFolder, lock, dataSet.classes().names()));
            }
            List<PaperComparison> values = dataSet.paper().stream()
                    .map(value -> PaperComparison.of(value, rows))
                    .toList();
            tables.add(new DataSet(
                    dataSet.id(), dataSet.title(), dataSet.classes().names(), List.copyOf(rows.values()), values));
        }
        return new SplitTable(SCHEMA, tables);
    }

    private static Row row(Path dataFolder, SplitLock lock, List<String> classes) throws IOException {
        if (!Files.exists(Manifests.file(dataFolder, lock.id()))) {
            return new Row(lock.id(), false, lock.images(), lock.perClass(), lock.patients(), OptionalInt.empty());
        }
        SplitCounts counts = SplitCounts.of(Manifests.read(dataFolder, lock), classes);
        Patients patients = counts.patients().unknown().isPresent() ? lock.patients() : counts.patients();
        return new Row(lock.id(), true, counts.images(), counts.perClass(), patients, counts.scans());
    }

    /** The tables as text for a terminal. */
    public String text() {
        return SplitTableText.of(this);
    }
}
