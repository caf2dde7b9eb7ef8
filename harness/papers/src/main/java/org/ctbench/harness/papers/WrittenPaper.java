package org.ctbench.harness.papers;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.harness.metrics.Metric;
import org.ctbench.harness.statistics.StatedDeviation;
import org.ctbench.splits.documents.InvalidValue;

/** A {@link Paper} as its file has it: what can be left out is optional, and cells are not yet looked at. */
record WrittenPaper(
        String schema,
        String id,
        String title,
        Optional<String> cite,
        Optional<String> doi,
        Optional<String> note,
        Optional<PublishedDigest> digest,
        Map<String, String> classes,
        List<Images> sets,
        Optional<List<Weights>> weights,
        List<Table> tables,
        Optional<List<Quote>> quotes,
        Optional<List<Claim>> claims,
        Optional<List<Statement>> statements,
        Optional<List<Related>> related,
        Optional<StatedDeviation> seedDeviation) {
    WrittenPaper {
        Objects.requireNonNull(schema, "schema");
        if (!schema.equals(Paper.SCHEMA)) {
            throw new InvalidValue("schema", "'" + schema + "' is not read by this version", "write " + Paper.SCHEMA);
        }
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(classes, "classes");
        Objects.requireNonNull(sets, "sets");
        Objects.requireNonNull(tables, "tables");
    }

    /**
     * A {@link PublishedSet}.
     *
     * @param counts images per class
     * @param images all images, where they have no class
     */
    record Images(
            String id,
            Optional<String> name,
            Optional<Map<String, Integer>> counts,
            OptionalInt images,
            OptionalInt patients,
            Optional<String> source,
            Optional<String> split,
            Optional<List<PublishedSet.StatedTotal>> stated) {
        Images {
            Objects.requireNonNull(id, "id");
        }
    }

    /** A {@link F1Weighting}. */
    record Weights(String id, Map<String, BigDecimal> weights, Optional<String> source) {
        Weights {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(weights, "weights");
        }
    }

    /**
     * A {@link PublishedTable}.
     *
     * @param lost why cells that are called {@code unrecoverable} and nothing more are so
     */
    record Table(
            int number,
            Optional<String> title,
            Optional<TableKind> kind,
            Optional<String> set,
            Optional<PublishedMean> mean,
            Optional<Best> best,
            Optional<String> lost,
            List<Column> columns,
            List<Row> rows,
            Optional<String> note) {
        Table {
            Objects.requireNonNull(columns, "columns");
            Objects.requireNonNull(rows, "rows");
        }
    }

    /** A {@link PublishedColumn}. */
    record Column(
            String id,
            Optional<String> name,
            @JsonProperty("metric") Metric metric,
            @JsonProperty("class") Optional<String> classId,
            Optional<PublishedUnit> unit,
            Optional<String> note) {
        Column {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(metric, "metric");
        }
    }

    /** A {@link PublishedRow}. */
    record Row(
            String id,
            Optional<String> name,
            Map<String, WrittenCell> cells,
            Optional<List<List<Long>>> matrix,
            Optional<String> note) {
        Row {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(cells, "cells");
        }
    }
}
