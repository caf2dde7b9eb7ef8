package org.ctbench.harness.predictions;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ctbench.splits.documents.UserException;

/** A file as a table: one row of named columns, then one row of cells for each slice. */
interface TableFile {
    /** Is given the rows of a file in their order. */
    interface Rows {
        /** The names of the columns, before any row. */
        void header(List<String> columns, long line);

        /** The cells of a row, of which there may be more or fewer than columns. */
        void row(List<String> cells, long line);
    }

    /**
     * Reads a file whole.
     *
     * @param bytes the file
     * @param file its path or address, for messages
     * @throws UserException if it is damaged, or of another format than its name says
     */
    void read(byte[] bytes, String file, Rows rows) throws IOException;

    /**
     * The table in a file, by the end of its name.
     *
     * @param image name of the column that names the images
     * @throws UserException if files of that name are not read
     */
    static TableFile of(String file, String image) {
        Map<String, TableFile> known = new TreeMap<>(Map.of(
                "csv",
                new DelimitedFile(','),
                "tsv",
                new DelimitedFile('\t'),
                "jsonl",
                new JsonLinesFile(),
                "ndjson",
                new JsonLinesFile(),
                "npz",
                new NpzTableFile(image)));
        String name = file.toLowerCase(Locale.ROOT);
        TableFile table = known.get(name.substring(name.lastIndexOf('.') + 1));
        if (table == null) {
            throw new UserException(
                    "the name does not end in the name of a format that is read",
                    file,
                    "write one of ." + String.join(", .", known.keySet()));
        }
        return table;
    }
}
