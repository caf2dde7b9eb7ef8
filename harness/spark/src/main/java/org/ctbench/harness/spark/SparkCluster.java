package org.ctbench.harness.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.mapreduce.lib.input.InvalidInputException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.input.PortableDataStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.predictions.PatientTally;
import org.ctbench.harness.predictions.ShardFormat;
import org.ctbench.harness.statistics.PatientCounts;
import org.ctbench.harness.statistics.Replicates;
import org.ctbench.harness.statistics.Resampling;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.documents.MachineFailure;
import org.ctbench.splits.documents.UserException;

/** The executors of one application of Spark. Sums of whole numbers and smallest names: no result depends on what is where. */
final class SparkCluster implements Cluster {
    /** Replicates of one task. Speed alone depends on it. */
    private static final int REPLICATES = 250;

    private static final int SHOWN = 11; // one more than messages show

    private static final StructType SLICE = new StructType()
            .add("image", DataTypes.StringType)
            .add("patient", DataTypes.StringType)
            .add("pair", DataTypes.IntegerType);

    private final SparkSession session;
    private final JavaSparkContext context;

    SparkCluster(SparkSession session) {
        this.session = session;
        this.context = new JavaSparkContext(session.sparkContext());
    }

    JavaSparkContext context() {
        return context;
    }

    @Override
    public PatientCounts count(List<String> files, ShardFormat format) throws MachineFailure {
        return answered(() -> counted(files, format), e -> {
            requireThere(files, e);
            return failed(e);
        });
    }

    private PatientCounts counted(List<String> files, ShardFormat format) {
        Broadcast<ShardFormat> sent = context.broadcast(format);
        JavaPairRDD<String, PortableDataStream> shards = context.binaryFiles(String.join(",", files));
        Dataset<Row> byImage = session.createDataFrame(
                        shards.flatMap(shard -> Shard.slices(shard._1(), shard._2(), sent.value())), SLICE)
                .groupBy("image")
                .agg(
                        sum(lit(1)).as("rows"),
                        min("patient").as("patient"),
                        min("pair").as("pair"));
        List<Row> groups = byImage.groupBy("patient", "pair")
                .agg(
                        sum(lit(1)).as("slices"),
                        min("image").as("first"),
                        sum(when(col("rows").gt(1), 1).otherwise(0)).as("twice"))
                .collectAsList();
        PatientTally tally = new PatientTally(format);
        Map<String, UserException> faults = new TreeMap<>(); // by address
        long twice = 0;
        for (Row group : groups) {
            int pair = group.getInt(1);
            if (pair == Shard.FAULTY) {
                faults.put(group.getString(3), Shard.fault(group.getString(0)));
            } else if (pair == Shard.OTHER) {
                tally.addOther();
            } else {
                twice += group.getLong(4);
                tally.add(group.getString(0), pair, group.getLong(2), group.getString(3));
            }
        }
        PatientTally.requireSound(
                List.copyOf(faults.values()), twice, twice > 0 && faults.isEmpty() ? twice(byImage) : Set.of());
        return tally.counts();
    }

    private static Set<String> twice(Dataset<Row> byImage) {
        Set<String> images = new TreeSet<>(Manifests::compareBytes);
        byImage.filter(col("rows").gt(1))
                .orderBy("image")
                .limit(SHOWN)
                .collectAsList()
                .forEach(row -> images.add(row.getString(0)));
        return images;
    }

    @Override
    public List<Replicates> replicates(PatientCounts counts, Resampling resampling) throws MachineFailure {
        Broadcast<PatientCounts> sent = context.broadcast(counts);
        int all = resampling.replicates();
        List<Integer> firsts = IntStream.iterate(0, from -> from < all, from -> from + REPLICATES)
                .boxed()
                .toList();
        return answered(
                () -> context.parallelize(firsts, firsts.size())
                        .map(from -> sent.value().replicates(resampling, from, Math.min(REPLICATES, all - from)))
                        .collect(),
                this::failed);
    }

    @Override
    public void run(List<String> command, Path folder, Path logs, int processes) throws MachineFailure {
        WorkerTask task = new WorkerTask(List.copyOf(command), folder.toString(), logs.toString());
        List<Integer> numbers = IntStream.rangeClosed(1, processes).boxed().toList();
        answered(
                () -> {
                    context.parallelize(numbers, processes).foreach(task::run);
                    return true;
                },
                e -> new MachineFailure(
                        said(e),
                        logs.resolve("worker-N.log").toString(),
                        "read there what the workers said, and give the same command again: it resumes",
                        e));
    }

    @Override
    public void close() {
        session.stop();
    }

    private static void requireThere(List<String> files, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidInputException || cause instanceof UnsupportedFileSystemException) {
                throw new UserException(
                        "Spark finds no such files: " + cause.getMessage(),
                        String.join(", ", files),
                        "check the addresses, and whether the pattern is that of a file",
                        e);
            }
        }
    }

    private MachineFailure failed(Exception e) {
        return new MachineFailure(
                said(e),
                "--spark " + context.master(),
                "the logs of the executors say more; --conf spark.executor.memory=4g gives each more memory; files without an"
                        + " address must lie where all machines have them",
                e);
    }

    private static String said(Exception e) {
        return "Spark failed: "
                + String.valueOf(e.getMessage()).lines().findFirst().orElse(""); // what follows are stack traces
    }

    /** What Spark answers. It declares none of its exceptions, checked ones among them. */
    static <T, E extends Exception> T answered(Callable<T> question, Function<Exception, E> failure) throws E {
        try {
            return question.call();
        } catch (UserException e) {
            throw e;
        } catch (Exception e) {
            throw failure.apply(e);
        }
    }
}
