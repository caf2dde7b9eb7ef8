/**
 * Networks of Deeplearning4j, trained and evaluated under the protocol; start at {@link
 * org.ctbench.models.dl4j.Dl4jProvider}.
 *
 * <p>DL4J computes logits and gradients, on the processor or GPU of the build's ND4J backend, whatever engine the plan names.
 * Everything else is the protocol's and computed by that engine: initial weights, loss, Adam, checkpoints, probabilities. ND4J's
 * kernels do not give the same bits on every machine and with any number of threads, so the promise of an engine with a named
 * arithmetic does not cover these networks; on one machine with one number of threads the bits are the same again.
 */
package org.ctbench.models.dl4j;
