package org.ctbench.models.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ctbench.models.tensor.OperationProfile;

/**
 * How fast a two-stage model is on one image.
 *
 * @param model id
 * @param size rows and columns of the image
 * @param threads of ctbench and of torch
 * @param torch versions of PyTorch and torchvision, or why they were not run
 * @param stages times by kind of work
 * @param evaluation classified images per second
 * @param memory peaks
 * @param course a long training, if one was asked for
 * @param operations where the time of a two-stage step goes
 */
public record StageReport(
        String model,
        int size,
        int threads,
        String torch,
        List<StageTiming> stages,
        Rate evaluation,
        Memory memory,
        Optional<Course> course,
        List<OperationProfile.Row> operations) {
    /**
     * Images per second, from medians.
     *
     * @param torch empty if it was not run
     */
    public record Rate(double ctbench, Optional<Double> torch) {
        static Rate of(StageTiming perImage) {
            return new Rate(1000 / perImage.ctbench().median(), perImage.torch().map(timing -> 1000 / timing.median()));
        }
    }

    /**
     * Peaks in bytes.
     *
     * @param pool memory of the engine's pool: parameters, moments, gradients, activations
     * @param resident of this process, the Java heap included; empty where the system does not tell
     * @param torch resident memory of the PyTorch process; empty if it was not run
     */
    public record Memory(long pool, OptionalLong resident, OptionalLong torch) {}
}
