package org.ctbench.harness.run;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.harness.results.ModelResults;
import org.ctbench.harness.results.SegmentationResults;
import org.ctbench.harness.results.Training;
import org.ctbench.models.classifiers.SegmentationModel;
import org.ctbench.models.classifiers.SegmentationModelProvider;

/** Trains a model that only segments and evaluates it, leaving weights and captures in the run's folder. */
final class SegmentationRun {
    private final ItemRun own;
    private final SegmentationModelProvider provider;

    SegmentationRun(ItemRun own, SegmentationModelProvider provider) {
        this.own = own;
        this.provider = provider;
    }

    ModelResults run() throws IOException {
        String id = own.item().id();
        try (SegmentationModel model = provider.create(
                own.run().engine(), own.protocol().seeds().weights(), own.item().options())) {
            Optional<String> start = own.item().startFrom();
            if (start.isPresent()) {
                model.startFrom(own.weights().trained(start.get()));
            }
            LesionSet slices = own.lesions().orElseThrow();
            int epochs = own.protocol().epochs();
            TrainingLoop loop = own.training("train " + id, epochs);
            ItemRun.Curve curve = new ItemRun.Curve();
            own.run().stopwatch().phase("train " + id, (long) slices.size() * epochs, () -> {
                loop.run(model, slices, (epoch, losses) -> curve.add(epoch, losses, Optional.empty()));
                return curve;
            });
            own.weights().write(own.item(), "", model.module());
            Training training = own.results(slices.counts().split(), model.module(), curve.points(), Map.of());
            SegmentationResults found = own.segmentation(model);
            return new ModelResults(
                    id,
                    own.item(),
                    training,
                    List.of(),
                    Optional.of(found),
                    own.captures().references());
        }
    }
}
