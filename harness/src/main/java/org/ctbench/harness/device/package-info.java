/**
 * The GPUs of this machine and whether the build has code for them; start at {@link org.ctbench.harness.device.CudaBuild}.
 *
 * <p>GPUs are asked for by the driver's own program, {@code nvidia-smi}, so that the answer is there before a native library
 * is loaded or downloaded.
 */
package org.ctbench.harness.device;
