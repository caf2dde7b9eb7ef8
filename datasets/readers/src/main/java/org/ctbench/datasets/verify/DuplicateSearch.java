package org.ctbench.datasets.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ctbench.datasets.verify.Finding.Kind;
import org.ctbench.splits.documents.Sha256;

/**
 * Finds images of different splits that are the same or look the same. Splits may hold the same image on purpose (a
 * sample and its source); a pair counts only if one image stands in a split that does not hold the other, and the
 * other way round. Of each image the earliest partner, or the one that looks most like it, is told, once a pair.
 *
 * <p>Every hash is compared with every hash of another split: three billion bit counts for all of COVIDx-CT v1, and
 * unlike a tree or a table of hash parts it has no bad case when all pictures are alike, as chest slices are.
 */
final class DuplicateSearch {
    private final List<Candidate> images;

    private DuplicateSearch(List<Candidate> images) {
        this.images = images;
    }

    /**
     * A decoded image.
     *
     * @param name for people, {@code covidx-ct-v1/test NCP_96_1328_0032.png (patient NCP_96)}
     * @param splits bit {@code i} is set if split {@code i} holds it
     */
    record Candidate(String name, long splits, CheckedImage.Look look) {
        boolean isAcrossFrom(Candidate other) {
            return (splits & ~other.splits) != 0 && (other.splits & ~splits) != 0;
        }
    }

    /** A pair, told at the image that comes later. */
    record Match(Kind kind, int image, int partner, String detail) {}

    static List<Match> search(List<Candidate> images) {
        DuplicateSearch search = new DuplicateSearch(images);
        Map<Integer, Match> found = new LinkedHashMap<>();
        search.equal(found, look -> look.file(), "same bytes as ");
        search.equal(found, look -> look.pixels(), "same pixels as ");
        search.near(found);
        return found.values().stream()
                .sorted(Comparator.comparingInt(Match::image))
                .toList();
    }

    private void equal(Map<Integer, Match> found, Function<CheckedImage.Look, Sha256> digest, String words) {
        Map<Sha256, List<Integer>> before = new HashMap<>();
        for (int i = 0; i < images.size(); i++) {
            Candidate image = images.get(i);
            List<Integer> same = before.computeIfAbsent(digest.apply(image.look), d -> new ArrayList<>(1));
            Optional<Integer> partner =
                    same.stream().filter(j -> images.get(j).isAcrossFrom(image)).findFirst();
            if (partner.isPresent()) {
                String detail = words + images.get(partner.get()).name;
                found.putIfAbsent(i, new Match(Kind.IDENTICAL, i, partner.get(), detail));
            }
            same.add(i);
        }
    }

    private void near(Map<Integer, Match> found) {
        List<Group> groups = groups();
        List<Match> near = IntStream.range(0, images.size())
                .parallel()
                .filter(i -> !found.containsKey(i) && images.get(i).look.hash().hasStructure())
                .mapToObj(i -> nearest(i, groups))
                .flatMap(Optional::stream)
                .toList();
        near.forEach(match -> found.put(match.image, match));
    }

    /**
     * The images with structure that stand in the same splits.
     *
     * @param images positions, ascending
     * @param bits their hashes
     */
    private record Group(Candidate first, int[] images, long[] bits) {}

    private List<Group> groups() {
        Map<Long, List<Integer>> bySplits = new LinkedHashMap<>();
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).look.hash().hasStructure()) {
                bySplits.computeIfAbsent(images.get(i).splits, splits -> new ArrayList<>())
                        .add(i);
            }
        }
        return bySplits.values().stream()
                .map(members -> new Group(
                        images.get(members.get(0)),
                        members.stream().mapToInt(Integer::intValue).toArray(),
                        members.stream()
                                .mapToLong(i -> images.get(i).look.hash().bits())
                                .toArray()))
                .toList();
    }

    /** The earlier image across the splits that looks most like this one. */
    private Optional<Match> nearest(int image, List<Group> groups) {
        Candidate candidate = images.get(image);
        PerceptualHash hash = candidate.look.hash();
        int best = -1;
        double most = -1;
        for (Group group : groups) {
            boolean across = group.first.isAcrossFrom(candidate);
            for (int i = 0; across && i < group.images.length && group.images[i] < image; i++) {
                if (Long.bitCount(group.bits[i] ^ hash.bits()) <= PerceptualHash.MOST_BITS) {
                    PerceptualHash other = images.get(group.images[i]).look.hash();
                    double correlation = hash.isNear(other) ? hash.correlation(other) : -1;
                    if (correlation > most) {
                        most = correlation;
                        best = group.images[i];
                    }
                }
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(match(image, best, most));
    }

    private Match match(int image, int partner, double correlation) {
        int bits = images.get(image)
                .look
                .hash()
                .differingBits(images.get(partner).look.hash());
        String detail = String.format(
                Locale.ROOT,
                "looks like %s: correlation %.4f, %d of 63 bits differ",
                images.get(partner).name,
                correlation,
                bits);
        return new Match(Kind.NEAR_IDENTICAL, image, partner, detail);
    }
}
