package org.ctbench.harness.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.ctbench.harness.predictions.CountedSlice;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.predictions.ShardReader;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** A file of predictions, read in a task. */
final class Shard {
    /** In place of a pair of classes: the file has faults. Spark would start a task that throws them again, to no use. */
    static final int FAULTY = -1;

    private static final String LOCAL = "file:";

    private Shard() {}

    /** The slices of a file as rows of image, patient and pair; one that is {@link #FAULTY} if anything is wrong with it. */
    static Iterator<Row> slices(String address, PortableDataStream file, ShardFormat format) throws IOException {
        List<Row> rows = new ArrayList<>();
        try {
            read(
                    address,
                    file,
                    format,
                    slice -> rows.add(RowFactory.create(slice.image(), slice.patient(), slice.pair())));
        } catch (UserException e) {
            return List.of(RowFactory.create(address, "", FAULTY)).iterator();
        }
        return rows.iterator();
    }

    /** What is wrong with a file. */
    static Optional<UserException> fault(String address, PortableDataStream file, ShardFormat format)
            throws IOException {
        try {
            read(address, file, format, slice -> {});
            return Optional.empty();
        } catch (UserException e) {
            return Optional.of(e);
        }
    }

    private static void read(String address, PortableDataStream file, ShardFormat format, Consumer<CountedSlice> slices)
            throws IOException {
        String name = address.startsWith(LOCAL) ? address.substring(LOCAL.length()) : address;
        try (DataInputStream in = file.open()) {
            ShardReader.read(format, Documents.readBytes(in, name), Path.of(name), slices);
        }
    }
}
