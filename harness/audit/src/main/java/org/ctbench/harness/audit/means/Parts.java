package org.ctbench.harness.audit.means;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a mean is over: predictions of so many images of each class, some of equal sizes.
 *
 * @param times how often sizes occur, by the images of each class; one class order for all
 */
public record Parts(Map<List<Long>, Integer> times) {
    public Parts {
        Map<List<Long>, Integer> copy = new LinkedHashMap<>();
        times.forEach((images, n) -> copy.put(List.copyOf(images), n));
        times = Collections.unmodifiableMap(copy);
    }

    /** These parts. */
    public static Parts of(List<List<Long>> parts) {
        Map<List<Long>, Integer> times = new LinkedHashMap<>();
        parts.forEach(images -> times.merge(images, 1, Integer::sum));
        return new Parts(times);
    }

    /** The same images again and again, as with other seeds. */
    public static Parts repeated(List<Long> images, int times) {
        return new Parts(Map.of(images, times));
    }

    /**
     * Stratified folds: of each class a fold has as many images as any other, or one more. Which folds have one more of which class is
     * open; these are all ways, of those that differ in the order of the folds one.
     *
     * @param most how many ways to give at most
     * @return empty if there are more
     */
    public static Optional<List<Parts>> stratified(List<Long> images, int folds, int most) {
        Set<Map<List<Long>, Integer>> ways = new LinkedHashSet<>();
        ways.add(Map.of(List.of(), folds));
        for (long ofClass : images) {
            Set<Map<List<Long>, Integer>> longer = new LinkedHashSet<>();
            for (Map<List<Long>, Integer> way : ways) {
                extend(List.copyOf(way.entrySet()), 0, ofClass / folds, (int) (ofClass % folds), Map.of(), longer);
                if (longer.size() > most) {
                    return Optional.empty();
                }
            }
            ways = longer;
        }
        return Optional.of(ways.stream().map(Parts::new).toList());
    }

    /** Gives {@code more} of the folds from {@code next} on one image more of the next class than the others have. */
    private static void extend(
            List<Map.Entry<List<Long>, Integer>> folds,
            int next,
            long each,
            int more,
            Map<List<Long>, Integer> done,
            Set<Map<List<Long>, Integer>> ways) {
        if (next == folds.size()) {
            if (more == 0) {
                ways.add(done);
            }
            return;
        }
        int equal = folds.get(next).getValue();
        for (int here = 0; here <= Math.min(equal, more); here++) {
            Map<List<Long>, Integer> extended = new TreeMap<>(Parts::compare);
            extended.putAll(done);
            put(extended, folds.get(next).getKey(), each, equal - here);
            put(extended, folds.get(next).getKey(), each + 1, here);
            extend(folds, next + 1, each, more - here, extended, ways);
        }
    }

    private static void put(Map<List<Long>, Integer> parts, List<Long> images, long ofClass, int times) {
        if (times > 0) {
            List<Long> longer = new ArrayList<>(images);
            longer.add(ofClass);
            parts.merge(longer, times, Integer::sum);
        }
    }

    /**
     * Parts that are made again and again, each time in any of several ways.
     *
     * @param most how many ways to give at most
     * @return empty if there are more
     */
    public static Optional<List<Parts>> repeated(List<Parts> ways, int repeats, int most) {
        Set<Map<List<Long>, Integer>> all = new LinkedHashSet<>();
        all.add(Map.of());
        for (int r = 0; r < repeats; r++) {
            Set<Map<List<Long>, Integer>> longer = new LinkedHashSet<>();
            for (Map<List<Long>, Integer> before : all) {
                for (Parts way : ways) {
                    Map<List<Long>, Integer> both = new TreeMap<>(Parts::compare);
                    both.putAll(before);
                    way.times().forEach((images, n) -> both.merge(images, n, Integer::sum));
                    longer.add(both);
                }
                if (longer.size() > most) {
                    return Optional.empty();
                }
            }
            all = longer;
        }
        return Optional.of(all.stream().map(Parts::new).toList());
    }

    private static int compare(List<Long> a, List<Long> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Long.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** How many there are. */
    public int size() {
        return times.values().stream().mapToInt(Integer::intValue).sum();
    }
}
