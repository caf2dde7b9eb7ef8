package org.ctbench.harness.spark;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.ctbench.harness.plan.PredictedValues;
import org.ctbench.harness.predictions.CountedSlice;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.predictions.ShardReader;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** A file of predictions, read in a task. */
final class Shard {
    /** In place of a pair of classes: the file has faults, which stand in place of the patient. Spark would repeat a task that throws. */
    static final int FAULTY = -1;

    /** In place of a pair of classes: the values of some row of the file are no probabilities. */
    static final int OTHER = -2;

    private static final String LOCAL = "file:";

    private Shard() {}

    /**
     * The slices of a file as rows of image, patient and pair, and, if it is so, one that says {@link #OTHER}; a single {@link #FAULTY} one
     * if anything is wrong with it. These have the address in place of the image, after a space, with which no image begins.
     */
    static Iterator<Row> slices(String address, PortableDataStream file, ShardFormat format) throws IOException {
        List<Row> rows = new ArrayList<>();
        try {
            boolean other = read(
                    address,
                    file,
                    format,
                    slice -> rows.add(RowFactory.create(slice.image(), slice.patient(), slice.pair())));
            if (other && format.values() == PredictedValues.LOGITS) {
                rows.add(RowFactory.create(" " + address, "", OTHER));
            }
        } catch (UserException e) {
            String fault = Documents.toJson(List.of(e.problem(), e.where(), e.fix()));
            return List.of(RowFactory.create(" " + address, fault, FAULTY)).iterator();
        }
        return rows.iterator();
    }

    /** What is wrong with a file, of what stands in place of the patient. */
    static UserException fault(String patient) {
        String[] fault = Documents.parseJson(patient, "fault", String[].class);
        return new UserException(fault[0], fault[1], fault[2]);
    }

    private static boolean read(
            String address, PortableDataStream file, ShardFormat format, Consumer<CountedSlice> slices)
            throws IOException {
        String name = address.startsWith(LOCAL) ? address.substring(LOCAL.length()) : address;
        try (DataInputStream in = file.open()) {
            return ShardReader.read(format, Documents.readBytes(in, name), name, slices);
        }
    }
}
