package org.ctbench.datasets.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ctbench.splits.random.SeededRandom;

/**
 * Which slices of a scan a data set has.
 *
 * @param split name of the split that the patient belongs to
 * @param patient the patient
 * @param scan name of the scan
 * @param numbers positions of the slices in the scan, ascending
 */
record ScanPlan(String split, PhantomScan.Patient patient, String scan, List<Integer> numbers) {
    private static final double HIGHEST = 0.2;
    private static final double LOWEST = 0.77;
    private static final int TRIES = 16;
    private static final double ILL_ENOUGH = 3600; // square millimetres

    /** How many slices a scan gives; what is needed to choose them. */
    record Request(String split, PhantomScan.Patient patient, String scan, int slices) {
        /**
         * Chooses slices between the upper and the lower field of the lungs. Of an ill patient they show the illness, as
         * the slices in COVIDx-CT do.
         */
        ScanPlan chosen(long seed) {
            PhantomScan phantom = PhantomScan.of(seed, patient, scan);
            List<Integer> all = new ArrayList<>(field(phantom));
            String purpose = "phantom choice of " + patient.site().folder() + "/" + patient.name() + "/" + scan;
            SeededRandom.of(seed, purpose).shuffle(all);
            List<Integer> tried = all.subList(0, Math.min(all.size(), Math.max(TRIES, slices)));
            if (patient.diagnosis() != Illness.NORMAL) {
                tried = mostIll(phantom, tried);
            }
            return new ScanPlan(
                    split, patient, scan, tried.stream().limit(slices).sorted().toList());
        }

        /** Takes slices at equal distances, ill or not, as the lesion data set does. */
        ScanPlan spaced(long seed) {
            List<Integer> field = field(PhantomScan.of(seed, patient, scan));
            return new ScanPlan(
                    split,
                    patient,
                    scan,
                    IntStream.range(0, slices)
                            .mapToObj(i -> field.get(i * (field.size() - 1) / (slices - 1)))
                            .toList());
        }

        private static List<Integer> field(PhantomScan phantom) {
            int from = (int) Math.ceil(HIGHEST * phantom.slices());
            int to = (int) Math.floor(LOWEST * phantom.slices());
            return IntStream.rangeClosed(from, to).boxed().toList();
        }

        /** Those that are ill enough, in their order, then the others from the most ill to the least. */
        private static List<Integer> mostIll(PhantomScan phantom, List<Integer> numbers) {
            record Seen(int number, double area) {}
            List<Seen> seen = numbers.stream()
                    .map(n -> new Seen(n, Math.min(ILL_ENOUGH, phantom.illArea(n))))
                    .toList();
            return seen.stream()
                    .sorted(Comparator.comparingDouble(Seen::area).reversed())
                    .map(Seen::number)
                    .toList();
        }
    }

    /** The scan itself. */
    PhantomScan phantom(long seed) {
        return PhantomScan.of(seed, patient, scan);
    }
}
