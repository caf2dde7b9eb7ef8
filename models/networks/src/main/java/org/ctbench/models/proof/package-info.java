/**
 * Evidence that an engine computes the same bits as on every other machine; start at {@link
 * org.ctbench.models.proof.ArithmeticProof}.
 */
package org.ctbench.models.proof;
