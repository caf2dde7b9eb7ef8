package org.ctbench.splits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** The locks that are known: those that ctbench ships, and those that users make. Immutable. */
public final class Locks {
    private static final String FOLDER = "locks/";
    private static final String INDEX = "index.yaml";
    private static final String INDEX_SCHEMA = "ctbench/lock-index/1";
    private static final String LOCK_SUFFIX = ".lock.yaml";

    private final Map<String, DataSetLock> dataSets;
    private final Map<String, SplitLock> splits;

    private Locks(Map<String, DataSetLock> dataSets, Map<String, SplitLock> splits) {
        this.dataSets = dataSets;
        this.splits = splits;
    }

    private record Index(String schema, List<String> locks) {
        Index {
            Required.matches(schema, INDEX_SCHEMA, "schema", INDEX_SCHEMA);
            Required.value(locks, "locks");
        }
    }

    /** Read once, when first asked for: their YAML takes longer than most of what is done with it. */
    private static final class Shipped {
        static final Locks LOCKS = read();

        private static Locks read() {
            List<DataSetLock> locks = new ArrayList<>();
            for (String name :
                    Documents.parseYaml(resource(INDEX), INDEX, Index.class).locks()) {
                locks.add(Documents.parseYaml(resource(name), name, DataSetLock.class));
            }
            return of(locks);
        }
    }

    /** The locks that ctbench ships, in the order of {@code splits/locks/index.yaml}. */
    public static Locks shipped() {
        return Shipped.LOCKS;
    }

    /**
     * These locks.
     *
     * @throws IllegalArgumentException if two data sets have one id
     */
    public static Locks of(Collection<DataSetLock> locks) {
        Map<String, DataSetLock> dataSets = new LinkedHashMap<>();
        Map<String, SplitLock> splits = new LinkedHashMap<>();
        for (DataSetLock lock : locks) {
            if (dataSets.put(lock.id(), lock) != null) {
                throw new IllegalArgumentException("two locks for data set " + lock.id());
            }
            lock.splits().forEach(split -> splits.put(split.id(), split));
        }
        return new Locks(dataSets, splits);
    }

    /**
     * These locks and those of other data sets.
     *
     * @throws IllegalArgumentException if two data sets have one id
     */
    public Locks with(Collection<DataSetLock> others) {
        List<DataSetLock> all = new ArrayList<>(dataSets.values());
        all.addAll(others);
        Locks union = of(all);
        Map<String, SplitLock> withSamples = new LinkedHashMap<>(union.splits);
        withSamples.putAll(splits);
        return new Locks(union.dataSets, withSamples);
    }

    /**
     * Reads the lock file of a data set.
     *
     * @throws UserException if it is missing or wrong
     */
    public static DataSetLock readDataSet(Path file) throws IOException {
        return Documents.readYaml(file, DataSetLock.class);
    }

    /**
     * Reads the lock file of a sample, as {@code ctbench splits sample} writes it.
     *
     * @throws UserException if it is missing or wrong
     */
    public static SplitLock readSample(Path file) throws IOException {
        return Documents.readYaml(file, SampleLock.class).lock();
    }

    /** Where the lock of a sample lies in a data folder: {@code <dataFolder>/splits/<data set>/<name>.lock.yaml}. */
    public static Path sampleFile(Path dataFolder, String splitId) {
        String manifest = Manifests.file(dataFolder, splitId).getFileName().toString();
        String name = manifest.substring(0, manifest.length() - Manifests.SUFFIX.length()) + LOCK_SUFFIX;
        return Manifests.file(dataFolder, splitId).resolveSibling(name);
    }

    /**
     * These locks and those of the samples in a data folder.
     *
     * @throws UserException if a lock there is wrong, is in the wrong place or takes the id of another split
     */
    public Locks withSamples(Path dataFolder) throws IOException {
        Map<String, SplitLock> all = new LinkedHashMap<>(splits);
        Path folder = dataFolder.resolve(Manifests.FOLDER);
        if (!Files.isDirectory(folder)) {
            return this;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder, 2)) {
            files = found.filter(f -> f.toString().endsWith(LOCK_SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            SplitLock lock = readSample(file);
            if (!file.equals(sampleFile(dataFolder, lock.id()))) {
                throw new UserException(
                        "the lock of split " + lock.id() + " is in the wrong place",
                        file.toString(),
                        "move it to " + sampleFile(dataFolder, lock.id()));
            }
            if (all.putIfAbsent(lock.id(), lock) != null) {
                throw new UserException(
                        "the split " + lock.id() + " is shipped with ctbench",
                        file.toString(),
                        "give the sample another name");
            }
        }
        return new Locks(dataSets, all);
    }

    /** Only the data sets of these ids, with the samples of them. */
    public Locks only(Collection<String> ids) {
        Map<String, DataSetLock> chosen = new LinkedHashMap<>();
        ids.forEach(id -> chosen.put(id, dataSet(id)));
        Map<String, SplitLock> chosenSplits = new LinkedHashMap<>(splits);
        chosenSplits.values().removeIf(split -> !chosen.containsKey(split.dataSet()));
        return new Locks(chosen, chosenSplits);
    }

    /** The data sets. */
    public List<DataSetLock> dataSets() {
        return List.copyOf(dataSets.values());
    }

    /** All splits; one that is derived stands after those that it is derived from. */
    public List<SplitLock> splits() {
        return List.copyOf(splits.values());
    }

    /** The splits of a data set, samples included. */
    public List<SplitLock> splitsOf(String dataSet) {
        return splits.values().stream().filter(s -> s.dataSet().equals(dataSet)).toList();
    }

    /** @throws UserException if there is no such data set */
    public DataSetLock dataSet(String id) {
        DataSetLock lock = dataSets.get(id);
        if (lock == null) {
            throw new UserException("no data set '" + id + "'", "data set", Suggestion.hint(id, dataSets.keySet()));
        }
        return lock;
    }

    /** @throws UserException if there is no such split */
    public SplitLock split(String id) {
        SplitLock lock = splits.get(id);
        if (lock == null) {
            throw new UserException("no split '" + id + "'", "split", Suggestion.hint(id, splits.keySet()));
        }
        return lock;
    }

    private static String resource(String name) {
        try (InputStream in = Locks.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the lock " + name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
