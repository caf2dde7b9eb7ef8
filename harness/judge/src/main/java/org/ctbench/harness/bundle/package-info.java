/**
 * A run sealed into one file that anyone can check offline: start at {@link org.ctbench.harness.bundle.Bundle} and {@link
 * org.ctbench.harness.bundle.Replay}.
 *
 * <p>A bundle is an RO-Crate 1.2: a zip with predictions, documents and the report, and no image.
 */
package org.ctbench.harness.bundle;
