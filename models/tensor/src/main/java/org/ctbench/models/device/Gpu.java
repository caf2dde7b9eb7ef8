package org.ctbench.models.device;

import java.util.OptionalLong;

/**
 * A GPU as its driver describes it.
 *
 * @param name for people: {@code NVIDIA A100-SXM4-40GB}
 * @param capability compute capability
 * @param memoryBytes its memory; empty where the driver does not tell
 * @param driver version of the driver
 * @param uuid name that no other GPU has; what {@code CUDA_VISIBLE_DEVICES} takes
 */
public record Gpu(String name, Capability capability, OptionalLong memoryBytes, String driver, String uuid) {}
