package org.ctbench.harness.spark;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final Pattern SENT =
            Pattern.compile("(ctbench|commons-(csv|numbers|rng|statistics)|jackson-datatype-jdk8)-.+\\.jar");

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    static {
        // Spark logs each of its steps; its warnings are enough, unless the user asks for more.
        for (String library : List.of("org.apache", "org.sparkproject")) {
            System.getProperties().putIfAbsent("org.slf4j.simpleLogger.log." + library, "warn");
        }
    }

    @Override
    public String id() {
        return "spark";
    }

    @Override
    public Cluster open(String name, String address, Map<String, String> settings) {
        SparkConf conf = conf(name, address, settings);
        return new SparkCluster(SparkCluster.answered(
                () -> SparkSession.builder().config(conf).getOrCreate(),
                e -> new UserException(
                        "Spark cannot be reached: " + e,
                        "--spark " + address,
                        "name a master of Spark 4.2 that runs on Java 17 or newer: spark://HOST:7077, or local[*] for"
                                + " the threads of this process",
                        e)));
    }

    /**
     * The configuration of an application.
     *
     * @throws UserException if a setting is none of Spark, or one that is made here
     */
    static SparkConf conf(String name, String address, Map<String, String> settings) {
        Map<String, String> own = new TreeMap<>(Map.of("spark.app.name", name, "spark.master", address));
        if (address.startsWith("local-cluster")) {
            // processes of this machine that have no Spark of their own
            own.put("spark.executor.extraClassPath", CLASS_PATH);
            own.put("spark.executorEnv.SPARK_SCALA_VERSION", "2.13");
            own.put("spark.executorEnv.SPARK_TESTING", "1"); // they look for no installation
        }
        SparkConf conf = new SparkConf().set("spark.ui.enabled", "false");
        own.forEach(conf::set);
        settings.forEach((key, value) -> {
            if (!key.startsWith("spark.") || own.containsKey(key)) {
                throw new UserException(
                        own.containsKey(key) ? "ctbench itself sets " + key : "no setting of Spark: " + key,
                        "--conf " + key + "=" + value,
                        own.containsKey(key)
                                ? "leave it out; --spark names the master"
                                : "its names begin with spark.");
            }
            conf.set(key, value);
        });
        if (!address.startsWith("local")) {
            conf.set("spark.jars", sent(settings.get("spark.jars")));
        }
        return conf;
    }

    /**
     * The jars of this class path that tasks load and that a cluster does not have.
     *
     * @param more jars of the user; null if there are none
     */
    private static String sent(String more) {
        Stream<String> jars = Stream.of(CLASS_PATH.split(File.pathSeparator))
                .filter(entry ->
                        SENT.matcher(Path.of(entry).getFileName().toString()).matches());
        return Stream.concat(jars, Stream.ofNullable(more)).collect(Collectors.joining(","));
    }
}
