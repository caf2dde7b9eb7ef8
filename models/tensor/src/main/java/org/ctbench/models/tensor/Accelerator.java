package org.ctbench.models.tensor;

import java.util.OptionalLong;

/**
 * An accelerator as its driver describes it.
 *
 * @param name for people: {@code NVIDIA A100-SXM4-40GB}
 * @param capability what it can run, as its maker counts it: {@code 8.6}
 * @param memoryBytes its memory; empty where the driver does not tell
 * @param driver version of the driver
 * @param uuid name that no other accelerator has
 */
public record Accelerator(String name, String capability, OptionalLong memoryBytes, String driver, String uuid) {}
