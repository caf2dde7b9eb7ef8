/**
 * What this machine has, whether the engine computes correctly on it, and what to change; start at
 * {@link org.ctbench.harness.doctor.Doctor}.
 *
 * <p>Facts are asked for and not changed. The files by which disks are timed are gone afterwards, also if the process is killed.
 */
package org.ctbench.harness.doctor;
