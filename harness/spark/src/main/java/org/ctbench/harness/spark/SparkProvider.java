package org.ctbench.harness.spark;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.ctbench.harness.cluster.Cluster;
import org.ctbench.harness.cluster.ClusterProvider;
import org.ctbench.splits.documents.UserException;

/** Clusters of Spark, whose driver is this process. */
public final class SparkProvider implements ClusterProvider {
    /** What tasks load that a cluster's Spark does not have. */
    private static final Pattern SENT = Pattern.compile(
            "(ctbench|commons-(csv|numbers|rng|statistics)|jackson-datatype-jdk8)-.+\\.jar|ctbench-spark\\.jar");

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Override
    public String id() {
        return "spark";
    }

    @Override
    public Cluster open(String name, String address, Map<String, String> settings) {
        SparkConf conf = new SparkConf().setAppName(name).setMaster(address).set("spark.ui.enabled", "false");
        if (address.startsWith("local-cluster")) {
            // processes of this machine that have no Spark of their own
            conf.set("spark.executor.extraClassPath", CLASS_PATH);
            conf.set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13");
            conf.set("spark.executorEnv.SPARK_TESTING", "1"); // they look for no installation
        } else if (!address.startsWith("local")) {
            conf.set("spark.jars", sent());
        }
        settings.forEach((key, value) -> {
            if (!key.startsWith("spark.")) {
                throw new UserException(
                        "no setting of Spark: " + key, "--conf " + key + "=" + value, "its names begin with spark.");
            }
            conf.set(key, value);
        });
        return new SparkCluster(SparkCluster.answered(
                () -> SparkSession.builder().config(conf).getOrCreate(),
                e -> new UserException(
                        "Spark cannot be reached: " + e,
                        "--spark " + address,
                        "name a master of Spark 4.2 that runs on Java 17 or newer: spark://HOST:7077, or local[*] for"
                                + " the threads of this process",
                        e)));
    }

    /** The jars of this class path that tasks load and that a cluster does not have. */
    static String sent() {
        return Stream.of(CLASS_PATH.split(File.pathSeparator))
                .filter(entry ->
                        SENT.matcher(Path.of(entry).getFileName().toString()).matches())
                .collect(Collectors.joining(","));
    }
}
