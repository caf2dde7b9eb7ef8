/**
 * Who computes which cell of a run, where several processes on one machine or many share its folder; start at {@link
 * org.ctbench.harness.leases.Leases}.
 *
 * <p>Needs of a shared file system only that a hard link is made or refused in one step, and that a file which was closed on
 * one machine is read as it is on another. Clocks of two machines are never compared.
 */
package org.ctbench.harness.leases;
