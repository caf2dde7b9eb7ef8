package org.ctbench.harness.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ctbench.harness.cost.Measurements.Extent;
import org.ctbench.harness.cost.Measurements.Measured;
import org.ctbench.models.bench.Timing;
import org.ctbench.models.bench.WorkBenchmark;

/**
 * How times and memory were measured.
 *
 * @param extent device, rounds, duration
 * @param discarded rounds before those, which are not counted
 * @param works times of each model that was measured, and of which models of the plan they are taken to be the times
 * @param preparation time to prepare an image, by its size
 * @param preparing for each model, how long preparing its images takes beside computing, where that share is highest
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CalibrationReport(
        Extent extent, int discarded, List<Work> works, Map<Integer, Timing> preparation, List<Share> preparing) {
    public CalibrationReport {
        works = List.copyOf(works);
        preparing = List.copyOf(preparing);
    }

    /**
     * A model that was measured.
     *
     * @param measured its id
     * @param models ids of the models whose times these are
     * @param timings times of each kind of work, milliseconds
     */
    public record Work(String measured, List<String> models, List<Timing> timings) {}

    /**
     * How far preparing keeps up with computing.
     *
     * @param model id of the model
     * @param kind kind of work with the highest share
     * @param share time to prepare what it reads, in one thread, over the time to compute it; above 1 the device waits
     */
    public record Share(String model, String kind, double share) {}

    static CalibrationReport of(PlanTasks plan, Measurements measurements) {
        List<Work> works = new ArrayList<>();
        for (Measured measured : distinct(measurements.works().values())) {
            List<String> models = plan.models().stream()
                    .filter(model -> measurements.of(model).item().equals(measured.item()))
                    .map(model -> model.item().id())
                    .toList();
            Collection<Timing> timings = measured.times().timings().values();
            works.add(new Work(measured.item(), models, List.copyOf(timings)));
        }
        Estimate estimate = new Estimate(measurements);
        List<Share> shares =
                plan.models().stream().map(model -> highest(model, estimate)).toList();
        return new CalibrationReport(
                measurements.extent(), WorkBenchmark.WARM_UP, works, measurements.preparation(), shares);
    }

    private static List<Measured> distinct(Collection<Measured> all) {
        List<Measured> distinct = new ArrayList<>();
        for (Measured measured : all) {
            if (distinct.stream().noneMatch(other -> other.item().equals(measured.item()))) {
                distinct.add(measured);
            }
        }
        return distinct;
    }

    private static Share highest(ModelTasks model, Estimate estimate) {
        Share highest = null;
        for (var kind : model.kinds()) {
            double share = estimate.preparingShare(model, kind);
            if (highest == null || share > highest.share()) {
                highest = new Share(model.item().id(), kind.words(), share);
            }
        }
        return highest;
    }
}
