package org.ctbench.splits.checks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.Slice;
import org.ctbench.splits.Split;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.WithdrawnScans;

/**
 * Checks the splits of one data set: images listed twice, images and patients in two splits, samples that leave their
 * source, class balance, scans that the publisher withdrew.
 */
public final class SplitChecks {
    private static final int SHOWN = 5;

    private final Map<String, SplitLock> locks;
    private final List<Split> splits;
    private final Map<String, Set<String>> images = new HashMap<>();
    private final Map<String, Optional<Set<String>>> patients = new HashMap<>();
    private final List<Check> checks = new ArrayList<>();

    private SplitChecks(List<SplitLock> locks, List<Split> splits) {
        this.locks = locks.stream().collect(Collectors.toMap(SplitLock::id, lock -> lock));
        this.splits = splits;
        for (Split split : splits) {
            images.put(split.id(), split.slices().stream().map(Slice::id).collect(Collectors.toSet()));
            patients.put(split.id(), patients(split));
        }
    }

    /**
     * Runs all checks.
     *
     * @param dataSet lock of the data set
     * @param locks locks of its splits, samples included
     * @param splits those of its splits that are there
     */
    public static List<Check> run(DataSetLock dataSet, List<SplitLock> locks, List<Split> splits) {
        SplitChecks run = new SplitChecks(locks, splits);
        for (Split split : splits) {
            run.duplicates(split);
            run.balance(split, dataSet.classes().names());
        }
        for (int i = 0; i < splits.size(); i++) {
            for (int j = i + 1; j < splits.size(); j++) {
                run.pair(splits.get(i), splits.get(j));
            }
        }
        dataSet.withdrawn().ifPresent(run::withdrawn);
        return List.copyOf(run.checks);
    }

    private void add(String rule, List<String> splits, Check.Verdict verdict, String finding) {
        checks.add(new Check(rule, splits, verdict, finding));
    }

    private void duplicates(Split split) {
        Map<String, String> seen = new HashMap<>();
        SortedSet<String> twice = new TreeSet<>();
        for (Slice slice : split.slices()) {
            if (seen.putIfAbsent("image " + slice.id(), slice.id()) != null) {
                twice.add(slice.id());
            }
            String place = slice.patient().orElse("") + "/" + slice.scan().orElse("") + "/" + slice.number();
            boolean placed = slice.patient().isPresent() && slice.number().isPresent();
            String other = placed ? seen.putIfAbsent("place " + place, slice.id()) : null;
            if (other != null && !other.equals(slice.id())) {
                twice.add(other + " = " + slice.id());
            }
        }
        add(
                "duplicates",
                List.of(split.id()),
                twice.isEmpty() ? Check.Verdict.OK : Check.Verdict.FAILED,
                twice.isEmpty() ? "every image once" : twice.size() + " images twice: " + some(twice));
    }

    private void balance(Split split, List<String> classes) {
        SplitCounts counts = SplitCounts.of(split, classes);
        Map<String, Integer> perClass = counts.perClass();
        if (perClass.isEmpty()) {
            return;
        }
        Set<String> known = new HashSet<>();
        locks.values().forEach(lock -> known.addAll(lock.perClass().keySet()));
        String absent = classes.stream()
                .filter(name -> known.contains(name) && !perClass.containsKey(name))
                .collect(Collectors.joining(", "));
        if (!absent.isEmpty()) {
            add("class-balance", List.of(split.id()), Check.Verdict.NOTE, "no image of " + absent);
            return;
        }
        int most = Collections.max(perClass.values());
        int least = Collections.min(perClass.values());
        String shares = perClass.keySet().stream()
                .map(d -> String.format(
                        Locale.ROOT, "%s %.2f %%", d, 100 * counts.share(d).orElseThrow()))
                .collect(Collectors.joining(", "));
        add(
                "class-balance",
                List.of(split.id()),
                most == least ? Check.Verdict.OK : Check.Verdict.NOTE,
                most == least
                        ? "balanced: " + least + " images of each class"
                        : shares
                                + String.format(
                                        Locale.ROOT,
                                        "; the largest class is %.2f times the smallest",
                                        (double) most / least));
    }

    private void pair(Split a, Split b) {
        if (isWithin(b, a)) {
            inside(b, a);
        } else if (isWithin(a, b)) {
            inside(a, b);
        } else {
            boolean kin = root(a).equals(root(b));
            boolean disjoint = !kin || isRest(a, b) || isRest(b, a);
            images(a, b, disjoint);
            patients(a, b, kin);
        }
    }

    private void inside(Split part, Split whole) {
        Set<String> there = images.get(whole.id());
        SortedSet<String> outside = images.get(part.id()).stream()
                .filter(image -> !there.contains(image))
                .collect(Collectors.toCollection(TreeSet::new));
        add(
                "inside",
                List.of(part.id(), whole.id()),
                outside.isEmpty() ? Check.Verdict.OK : Check.Verdict.FAILED,
                outside.isEmpty()
                        ? "all " + part.size() + " images are in " + whole.id()
                        : outside.size() + " images are not in " + whole.id() + ": " + some(outside));
    }

    private void images(Split a, Split b, boolean disjoint) {
        SortedSet<String> shared = shared(images.get(a.id()), images.get(b.id()));
        Check.Verdict bad = disjoint ? Check.Verdict.FAILED : Check.Verdict.NOTE;
        add(
                "image-overlap",
                List.of(a.id(), b.id()),
                shared.isEmpty() ? Check.Verdict.OK : bad,
                shared.isEmpty() ? "no image in both" : shared.size() + " images in both: " + some(shared));
    }

    private void patients(Split a, Split b, boolean kin) {
        Optional<Set<String>> first = patients.get(a.id());
        Optional<Set<String>> second = patients.get(b.id());
        List<String> ids = List.of(a.id(), b.id());
        if (first.isEmpty() || second.isEmpty()) {
            String reason = locks.get(first.isEmpty() ? a.id() : b.id())
                    .patients()
                    .unknown()
                    .orElse("image names carry no patient");
            add("patient-overlap", ids, Check.Verdict.UNKNOWN, reason);
            return;
        }
        SortedSet<String> shared = shared(first.get(), second.get());
        if (shared.isEmpty()) {
            add("patient-overlap", ids, Check.Verdict.OK, "no patient in both");
            return;
        }
        String found = shared.size() + " patients in both, of " + first.get().size() + " and "
                + second.get().size();
        add(
                "patient-overlap",
                ids,
                kin ? Check.Verdict.NOTE : Check.Verdict.FAILED,
                kin
                        ? found + ": a model trained on one has seen the patients of the other"
                        : found + ": " + some(shared));
    }

    private void withdrawn(WithdrawnScans scans) {
        for (Split split : splits) {
            long images = split.slices().stream()
                    .filter(slice -> slice.patient()
                            .flatMap(p -> slice.scan().map(s -> p + "_" + s))
                            .filter(scans.scans()::contains)
                            .isPresent())
                    .count();
            Integer expected = scans.images().get(split.id());
            boolean asExpected = expected == null || expected == images;
            Check.Verdict verdict = images == 0 ? Check.Verdict.OK : Check.Verdict.NOTE;
            add(
                    "withdrawn-scans",
                    List.of(split.id()),
                    asExpected ? verdict : Check.Verdict.FAILED,
                    (images == 1 ? "1 image" : images + " images") + " of the "
                            + scans.scans().size() + " scans that the publisher withdrew later (" + scans.discrepancy()
                            + ")" + (asExpected ? "" : ", expected " + expected));
        }
    }

    private boolean isWithin(Split part, Split whole) {
        for (Optional<String> id = locks.get(part.id()).within(); id.isPresent(); id = within(id.get())) {
            if (id.get().equals(whole.id())) {
                return true;
            }
        }
        return false;
    }

    private boolean isRest(Split rest, Split without) {
        return locks.get(rest.id())
                .difference()
                .filter(difference -> difference.minus().equals(without.id()))
                .isPresent();
    }

    private String root(Split split) {
        String root = split.id();
        for (Optional<String> id = within(root); id.isPresent(); id = within(root)) {
            root = id.get();
        }
        return root;
    }

    private Optional<String> within(String id) {
        return Optional.ofNullable(locks.get(id)).flatMap(SplitLock::within);
    }

    private static SortedSet<String> shared(Set<String> a, Set<String> b) {
        return a.stream().filter(b::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<Set<String>> patients(Split split) {
        if (split.slices().stream().anyMatch(slice -> slice.patient().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(split.slices().stream()
                .map(slice -> slice.patient().orElseThrow())
                .collect(Collectors.toSet()));
    }

    private static String some(SortedSet<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
