package org.ctbench.splits.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ctbench.splits.Locks;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.SampleLock;
import org.ctbench.splits.Sampling;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.LockFile;
import org.ctbench.splits.documents.UserException;
import org.ctbench.splits.random.SeededRandom;

/**
 * Draws samples with equally many images of each class. The draw depends on the source split's content, the seed and the
 * request alone, on every Java platform.
 *
 * <p>Per class, with {@code SeededRandom.of(seed, "sample/<source>/<class>")}: by image, the images in canonical order
 * are shuffled and the first ones taken. By patient, the patients in the order of their names are shuffled, then the
 * images of each patient in that order; the first image of every patient is taken, then the second of every patient that
 * has one, and so on until there are enough.
 */
public final class SplitSampler {
    /** The draw as locks name it. */
    public static final String ALGORITHM = SeededRandom.ALGORITHM + "/1";

    private SplitSampler() {}

    /**
     * What to draw.
     *
     * @param from id of the source split
     * @param perClass images of each class
     * @param seed seed
     * @param by what is equally likely to be drawn
     * @param name name of the sample; empty for one that tells the other values
     */
    public record Request(String from, int perClass, long seed, Sampling.Unit by, Optional<String> name) {
        /** @throws UserException if {@code perClass} is below 1 or the name is not one that a split can have */
        public Request {
            if (perClass < 1) {
                throw new UserException("'" + perClass + "' images per class", "--per-class", "ask for 1 or more");
            }
            if (name.isPresent() && !name.get().matches("[a-z0-9][a-z0-9-]*")) {
                throw new UserException(
                        "'" + name.get() + "' is not a valid name for a split",
                        "--name",
                        "use lower-case letters, digits, '-'");
            }
        }

        String id() {
            String values = "sample-" + perClass + "-" + by + "-seed" + seed;
            return from.substring(0, from.indexOf('/') + 1) + name.orElse(values);
        }
    }

    /** A sample and the lock that pins it. */
    public record Sample(Split split, SplitLock lock) {
        /** What was drawn and where it lies, for a terminal. */
        public String text(Path dataFolder) {
            StringBuilder text = new StringBuilder(lock.id() + ": " + lock.images() + " images");
            lock.patients()
                    .total()
                    .ifPresent(total -> text.append(" of ").append(total).append(" patients"));
            String classes = lock.perClass().entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", "));
            return text + " (" + classes + ")\n  manifest: " + Manifests.file(dataFolder, lock.id()) + "\n  lock: "
                    + Locks.sampleFile(dataFolder, lock.id()) + "\n";
        }
    }

    /**
     * Draws a sample from a split of the data folder and writes its manifest and its lock there.
     *
     * @param locks must hold the source split
     * @throws UserException if the source is missing or has too few images, or the name is taken by another split
     */
    @SuppressWarnings("try") // the lock is taken to be held
    public static Sample write(Path dataFolder, Locks locks, Request request) throws IOException {
        SplitLock source = locks.split(request.from());
        Sample sample = draw(Manifests.read(dataFolder, source), source, request);
        String id = sample.lock().id();
        Path file = Locks.sampleFile(dataFolder, id);
        Optional<SplitLock> taken =
                locks.splits().stream().filter(lock -> lock.id().equals(id)).findFirst();
        if (taken.isEmpty() && Files.exists(file)) {
            taken = Optional.of(Locks.readSample(file));
        }
        if (taken.isPresent() && !taken.get().equals(sample.lock())) {
            throw new UserException(
                    "there is another split " + id + " already", file.toString(), "choose another name with --name");
        }
        try (LockFile lock = LockFile.ofDataFolder(dataFolder, () -> {})) {
            Manifests.write(dataFolder, sample.split());
            AtomicFiles.write(file, Documents.toYaml(new SampleLock(SampleLock.SCHEMA, sample.lock())));
        }
        return sample;
    }

    /**
     * Draws a sample; writes nothing.
     *
     * @throws UserException if a class has too few images, or the slices have no class or, by patient, no patient
     */
    public static Sample draw(Split source, SplitLock sourceLock, Request request) {
        Map<String, List<Slice>> perClass = new LinkedHashMap<>();
        sourceLock.perClass().keySet().forEach(name -> perClass.put(name, new ArrayList<>()));
        for (Slice slice : source.slices()) {
            String name = slice.className()
                    .orElseThrow(() -> new UserException(
                            "the slices of " + source.id() + " have no class to sample by",
                            "--from",
                            "name a split with classes"));
            perClass.computeIfAbsent(name, c -> new ArrayList<>()).add(slice);
        }
        perClass.values().removeIf(List::isEmpty);
        List<Slice> chosen = new ArrayList<>();
        perClass.forEach((name, slices) -> {
            if (slices.size() < request.perClass()) {
                throw new UserException(
                        source.id() + " has " + slices.size() + " images of class " + name + ", not "
                                + request.perClass(),
                        "--per-class",
                        "ask for " + slices.size() + " or fewer");
            }
            String purpose = "sample/" + source.id() + "/" + name;
            SeededRandom random = SeededRandom.of(request.seed(), purpose);
            List<Slice> order =
                    request.by() == Sampling.Unit.PATIENT ? byPatient(slices, random) : new ArrayList<>(slices);
            if (request.by() == Sampling.Unit.IMAGE) {
                random.shuffle(order);
            }
            chosen.addAll(order.subList(0, request.perClass()));
        });
        Split split = Manifests.canonical(request.id(), chosen);
        return new Sample(split, lock(split, sourceLock, request));
    }

    /** All slices: the first of every patient, then the second of every patient that has one, and so on. */
    private static List<Slice> byPatient(List<Slice> slices, SeededRandom random) {
        Map<String, List<Slice>> ofPatient = new TreeMap<>();
        for (Slice slice : slices) {
            String patient = slice.patient()
                    .orElseThrow(() -> new UserException(
                            "the slices do not name their patients", "--by patient", "draw with --by image"));
            ofPatient.computeIfAbsent(patient, p -> new ArrayList<>()).add(slice);
        }
        List<List<Slice>> patients = new ArrayList<>(ofPatient.values());
        random.shuffle(patients);
        patients.forEach(random::shuffle);
        List<Slice> order = new ArrayList<>(slices.size());
        for (int round = 0; order.size() < slices.size(); round++) {
            for (List<Slice> patient : patients) {
                if (round < patient.size()) {
                    order.add(patient.get(round));
                }
            }
        }
        return order;
    }

    private static SplitLock lock(Split split, SplitLock source, Request request) {
        SplitCounts counts = SplitCounts.of(split, source.perClass().keySet());
        Sampling sampling = new Sampling(
                ALGORITHM, source.id(), source.manifest(), request.perClass(), request.seed(), request.by());
        return new SplitLock(
                split.id(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sampling),
                counts.images(),
                counts.perClass(),
                counts.patients(),
                Manifests.digest(split));
    }
}
