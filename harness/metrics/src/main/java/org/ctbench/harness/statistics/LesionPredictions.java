package org.ctbench.harness.statistics;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.harness.metrics.Formula;
import org.ctbench.harness.segmentation.RegionOverlap;
import org.ctbench.harness.segmentation.SliceLesions;

/** What a model found in each slice of a set with lesion masks, beside what is there, and whose slices they are. */
public final class LesionPredictions implements Sample {
    private final List<SliceLesions> lesions;
    private final Optional<List<RegionOverlap>> regions;
    private final SlicePatients patients;

    private LesionPredictions(
            List<SliceLesions> lesions, Optional<List<RegionOverlap>> regions, SlicePatients patients) {
        this.lesions = lesions;
        this.regions = regions;
        this.patients = patients;
    }

    /**
     * What was found.
     *
     * @param lesions one per slice, with the detections that count
     * @param patients id of the patient of each slice, if known
     * @throws IllegalArgumentException if there is no slice, or not one patient per slice
     */
    public static LesionPredictions of(List<SliceLesions> lesions, Optional<List<String>> patients) {
        if (lesions.isEmpty()) {
            throw new IllegalArgumentException("there are no slices");
        }
        return new LesionPredictions(
                List.copyOf(lesions), Optional.empty(), new SlicePatients(lesions.size(), patients));
    }

    /**
     * The same with the regions of the same detections.
     *
     * @param overlaps one per slice
     * @throws IllegalArgumentException if there is not one per slice
     */
    public LesionPredictions with(List<RegionOverlap> overlaps) {
        if (overlaps.size() != lesions.size()) {
            throw new IllegalArgumentException(overlaps.size() + " regions of " + lesions.size() + " slices");
        }
        return new LesionPredictions(lesions, Optional.of(List.copyOf(overlaps)), patients);
    }

    /** How the regions of each slice cover each other, if it is known. */
    public Optional<List<RegionOverlap>> regions() {
        return regions;
    }

    /** What was found in each slice, and what is there. */
    public List<SliceLesions> lesions() {
        return lesions;
    }

    @Override
    public int slices() {
        return lesions.size();
    }

    @Override
    public Optional<Integer> patients() {
        return patients.count();
    }

    @Override
    public int slicesOf(AppliedMetric metric) {
        return slices();
    }

    @Override
    public Optional<Integer> patientsOf(AppliedMetric metric) {
        return patients();
    }

    /** The slices of each patient; each slice alone where patients are unknown. */
    List<List<Integer>> byPatient() {
        return patients.slicesOfEach();
    }

    @Override
    public Joint jointly(List<? extends Sample> models, Set<Formula.OfProbabilities> asked) {
        return new JointLesions(
                models.stream().map(LesionPredictions.class::cast).toList());
    }

    @Override
    public boolean sameSlices(Sample other) {
        return other instanceof LesionPredictions found
                && patients.equals(found.patients)
                && truth().equals(found.truth());
    }

    private List<SliceLesions> truth() {
        return lesions.stream().map(SliceLesions::withoutPredictions).toList();
    }
}
