/**
 * How fast an engine is on this machine. Start at {@link org.ctbench.models.bench.EngineBenchmark}, for models that are trained
 * in two stages at {@link org.ctbench.models.bench.StageBenchmark}, and for what a plan has a model do at {@link
 * org.ctbench.models.bench.WorkBenchmark}.
 *
 * <p>Times are wall-clock and belong to no result; the numbers computed on the way are checked to be finite.
 */
package org.ctbench.models.bench;
