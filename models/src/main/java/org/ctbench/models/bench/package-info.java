/**
 * How fast an engine is on this machine; start at {@link org.ctbench.models.bench.EngineBenchmark}, or for models that are
 * trained in two stages at {@link org.ctbench.models.bench.StageBenchmark}.
 *
 * <p>Times are wall-clock and belong to no result; the numbers computed on the way are checked to be finite.
 */
package org.ctbench.models.bench;
