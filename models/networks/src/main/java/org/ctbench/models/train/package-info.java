/**
 * What training needs beside a network: losses and the optimizer.
 *
 * <p>Start at {@link org.ctbench.models.train.Adam} and {@link org.ctbench.models.train.ImageLoss}.
 */
package org.ctbench.models.train;
