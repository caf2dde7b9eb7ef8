package org.ctbench.models.bench;

import java.util.List;

/**
 * How fast a network that is trained in one stage is on a batch of images.
 *
 * @param model id
 * @param images shape of the batch, {@code NxCxHxW}
 * @param engine name of the engine
 * @param threads of ctbench and of torch
 * @param torch versions of PyTorch and torchvision, or why they were not run
 * @param work times of an evaluation and of a training step
 */
public record NetworkReport(
        String model, String images, String engine, int threads, String torch, List<StageTiming> work) {}
