/**
 * Networks that the protocol trains and evaluates, on a small tensor layer.
 *
 * <p>Takes arrays and emits numbers; knows no data set, no plan and no file layout but that of weights. Start at
 * {@link org.ctbench.models.tensor.Engine}.
 */
package org.ctbench.models;
