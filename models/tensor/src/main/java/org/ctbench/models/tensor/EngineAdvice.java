package org.ctbench.models.tensor;

/**
 * What would be better for an engine on a machine.
 *
 * @param finding what is so
 * @param change what to do
 */
public record EngineAdvice(String finding, String change) {}
