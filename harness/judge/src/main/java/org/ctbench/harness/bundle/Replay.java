package org.ctbench.harness.bundle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ctbench.harness.compare.NumbersDigest;
import org.ctbench.harness.evidence.RunEvidence;
import org.ctbench.splits.Locks;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Checks a bundle and derives its report again, offline.
 *
 * @param bundle digest of the file
 * @param files number of files in it
 * @param changed what is wrong with the bundle itself: files that are not those it lists, missing ones, foreign ones
 * @param derived number of files of the report that were derived again
 * @param different what does not follow from the run: files of the report that came out differently (of pictures the pixels count, as
 *     Java versions pack them differently), metadata, findings about its splits, and splits that are not the published ones
 * @param unsigned why the bundle is not signed by the key that was asked for; empty if it is, or none was
 * @param numbers digest of all numbers of the run, worked out again; empty if the bundle was changed
 */
public record Replay(
        Sha256 bundle,
        int files,
        List<String> changed,
        int derived,
        List<String> different,
        Optional<String> unsigned,
        Optional<NumbersDigest> numbers) {
    private static final Pattern SUM = Pattern.compile("([0-9a-f]{64})  (.+)");

    public Replay {
        changed = List.copyOf(changed);
        different = List.copyOf(different);
        Objects.requireNonNull(unsigned, "unsigned");
        Objects.requireNonNull(numbers, "numbers");
    }

    /** The same, of a bundle that must be signed by the owner of a key. */
    public Replay signedBy(Path file, PublicKey key) throws IOException {
        return new Replay(bundle, files, changed, derived, different, Attestation.problem(file, bundle, key), numbers);
    }

    /** Whether every byte is as it was sealed, every file of the report follows from the others, and the signature holds. */
    public boolean passed() {
        return changed.isEmpty() && different.isEmpty() && unsigned.isEmpty();
    }

    /**
     * Checks a bundle; the splits of published data sets are those that ctbench ships.
     *
     * @param keep where to write the report that was derived again, if anywhere
     * @param cache folder in which the bundle is unpacked
     * @throws UserException if the file is no bundle, its run is none, or its results do not follow from its predictions
     */
    public static Replay of(Path file, Optional<Path> keep, Path cache) throws IOException {
        return of(file, keep, cache, Locks.shipped());
    }

    /** @param published locks of the splits that are known */
    static Replay of(Path file, Optional<Path> keep, Path cache, Locks published) throws IOException {
        try (WorkFolder work = WorkFolder.open(cache)) {
            Path crate = work.resolve("crate");
            Set<String> names = Unpacking.unpack(file, crate);
            List<String> changed = changed(names, crate, file);
            if (!changed.isEmpty()) {
                return new Replay(
                        Sha256.of(file), names.size(), changed, 0, List.of(), Optional.empty(), Optional.empty());
            }
            Derived derived = derive(crate, file, published);
            Map<String, byte[]> again = derived.report();
            if (keep.isPresent()) {
                for (Map.Entry<String, byte[]> entry : again.entrySet()) {
                    AtomicFiles.write(keep.get().resolve(entry.getKey()), entry.getValue());
                }
            }
            List<String> different = new ArrayList<>(derived.different());
            different.addAll(different(names, crate, again));
            return new Replay(
                    Sha256.of(file),
                    names.size(),
                    changed,
                    again.size(),
                    different,
                    Optional.empty(),
                    Optional.of(derived.numbers()));
        }
    }

    /** What follows from the run of a bundle. */
    private record Derived(Map<String, byte[]> report, NumbersDigest numbers, List<String> different) {}

    private static Derived derive(Path crate, Path file, Locks published) throws IOException {
        try {
            RunEvidence run = RunEvidence.read(crate.resolve(Bundle.RUN));
            List<String> different = new ArrayList<>(run.otherThan(published));
            different.addAll(run.otherChecks());
            different.addAll(Bundle.otherMetadata(crate, run));
            return new Derived(Bundle.report(crate), Bundle.numbers(crate), different);
        } catch (UserException e) { // where it was unpacked is gone when the message is read
            String inside = crate + File.separator;
            throw new UserException(
                    e.problem().replace(inside, ""),
                    e.where().replace(inside, file + ", "),
                    "get the bundle again from its author",
                    e);
        }
    }

    private static List<String> different(Set<String> sealed, Path crate, Map<String, byte[]> again)
            throws IOException {
        List<String> different = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        again.keySet().forEach(name -> names.add(Bundle.REPORT + "/" + name));
        sealed.stream().filter(name -> name.startsWith(Bundle.REPORT + "/")).forEach(names::add);
        for (String name : names) {
            byte[] derived = again.get(name.substring(Bundle.REPORT.length() + 1));
            if (!sealed.contains(name)) {
                different.add(name + " is not in the bundle");
            } else if (derived == null) {
                different.add(Printed.of(name) + " does not follow from the run");
            } else if (!Pictures.same(name, crate.resolve(name), derived)) {
                different.add(name + " came out differently");
            }
        }
        return different;
    }

    private static List<String> changed(Set<String> names, Path crate, Path file) throws IOException {
        for (String needed : List.of(Bundle.SUMS, CrateMetadata.NAME)) {
            if (!names.contains(needed)) {
                throw Unpacking.noBundle(file, "it has no " + needed);
            }
        }
        List<String> changed = new ArrayList<>();
        TreeSet<String> foreign = new TreeSet<>(names);
        foreign.remove(Bundle.SUMS);
        for (String line :
                Documents.readText(crate.resolve(Bundle.SUMS)).lines().toList()) {
            var sum = SUM.matcher(line);
            if (!sum.matches()) {
                changed.add(Bundle.SUMS + " has a line that is not a digest: " + Printed.of(line));
                continue;
            }
            String name = sum.group(2);
            foreign.remove(name);
            if (!names.contains(name)) {
                changed.add(Printed.of(name) + " is missing");
            } else if (!Sha256.of(crate.resolve(name)).hex().equals(sum.group(1))) {
                changed.add(Printed.of(name) + " was changed");
            }
        }
        foreign.forEach(name -> changed.add(Printed.of(name) + " is not listed in " + Bundle.SUMS));
        return changed;
    }
}
