package org.ctbench.datasets.phantom;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ctbench.datasets.phantom.PhantomScan.Patient;
import org.ctbench.splits.random.SeededRandom;

/** Decides which patients, scans and slices there are, before anything is drawn. */
final class PhantomPlan {
    static final int LESION_SLICES = 5;
    private static final double SECOND_SCAN = 0.3;

    private final PhantomSpec spec;
    private final List<ScanPlan> scans = new ArrayList<>();

    private PhantomPlan(PhantomSpec spec) {
        this.spec = spec;
    }

    /** All scans of the three data sets, in the order of their lists. */
    static List<ScanPlan> of(PhantomSpec spec) {
        PhantomPlan plan = new PhantomPlan(spec);
        plan.covidx();
        plan.lesion();
        plan.ictcf();
        return List.copyOf(plan.scans);
    }

    /** Slices per class with the shares of COVIDx-CT v1: 45 %, 35 % and 20 %. */
    static Map<Illness, Integer> shares(int slices) {
        Map<Illness, Integer> shares = new EnumMap<>(Illness.class);
        int normal = (45 * slices + 50) / 100;
        int cp = (35 * slices + 50) / 100;
        shares.put(Illness.NORMAL, normal);
        shares.put(Illness.CP, cp);
        shares.put(Illness.NCP, slices - normal - cp);
        return shares;
    }

    /** A patient without a name yet: how many slices each of the scans gives. */
    private record Visit(String split, List<Integer> scans) {}

    private void covidx() {
        List<ScanPlan.Request> requests = new ArrayList<>();
        int scan = 1;
        for (Illness d : List.of(Illness.NCP, Illness.CP, Illness.NORMAL)) {
            List<Visit> visits = new ArrayList<>();
            int train = spec.covidx().samplePerClass()
                    + shares(spec.covidx().remainder()).get(d);
            visits.addAll(visits("train", d, train));
            visits.addAll(visits("val", d, shares(spec.covidx().val()).get(d)));
            visits.addAll(visits("test", d, shares(spec.covidx().test()).get(d)));
            List<Integer> names = numbers(visits.size(), "patients of phantom-covidx " + d);
            for (int i = 0; i < visits.size(); i++) {
                Patient patient = new Patient(Site.COVIDX, d, d.prefix() + "_" + names.get(i));
                for (int slices : visits.get(i).scans()) {
                    requests.add(
                            new ScanPlan.Request(visits.get(i).split(), patient, Integer.toString(scan++), slices));
                }
            }
        }
        choose(requests);
    }

    private void lesion() {
        int train = spec.lesion().trainPatients();
        List<Integer> names = numbers(train + spec.lesion().testPatients(), "patients of phantom-lesion");
        for (int i = 0; i < names.size(); i++) {
            Patient patient = new Patient(Site.LESION, Illness.NCP, Integer.toString(names.get(i) - 1));
            String split = i < train ? "train" : "test";
            scans.add(new ScanPlan.Request(split, patient, "1", LESION_SLICES).spaced(spec.seed()));
        }
    }

    private void ictcf() {
        List<ScanPlan.Request> requests = new ArrayList<>();
        int positives = (2 * spec.ictcf().test() + 3) / 7;
        for (Illness d : List.of(Illness.NCP, Illness.NORMAL)) {
            List<Visit> visits = new ArrayList<>(visits("train", d, spec.ictcf().trainPerClass()));
            visits.addAll(visits(
                    "test", d, d == Illness.NCP ? positives : spec.ictcf().test() - positives));
            for (int i = 0; i < visits.size(); i++) {
                Patient patient = new Patient(Site.ICTCF, d, d.prefix() + "_" + (i + 1));
                for (int k = 0; k < visits.get(i).scans().size(); k++) {
                    String scan = Integer.toString(k + 1);
                    int slices = visits.get(i).scans().get(k);
                    requests.add(new ScanPlan.Request(visits.get(i).split(), patient, scan, slices));
                }
            }
        }
        choose(requests);
    }

    /** Patients with one or two scans of two to four slices each until there are enough slices. */
    private List<Visit> visits(String split, Illness diagnosis, int slices) {
        SeededRandom random = SeededRandom.of(spec.seed(), "phantom visits of " + split + " " + diagnosis);
        List<Visit> visits = new ArrayList<>();
        int left = slices;
        while (left > 0) {
            List<Integer> scans = new ArrayList<>();
            int count = random.nextDouble() < SECOND_SCAN ? 2 : 1;
            for (int i = 0; i < count && left > 0; i++) {
                int taken = Math.min(left, 2 + random.nextInt(3));
                scans.add(taken);
                left -= taken;
            }
            visits.add(new Visit(split, scans));
        }
        return visits;
    }

    private List<Integer> numbers(int count, String purpose) {
        List<Integer> numbers =
                IntStream.rangeClosed(1, count).boxed().collect(Collectors.toCollection(ArrayList::new));
        SeededRandom.of(spec.seed(), "phantom " + purpose).shuffle(numbers);
        return numbers;
    }

    private void choose(List<ScanPlan.Request> requests) {
        scans.addAll(requests.parallelStream().map(r -> r.chosen(spec.seed())).toList());
    }
}
