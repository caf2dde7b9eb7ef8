/**
 * What papers print, as data; start at {@link org.ctbench.harness.papers.Papers}.
 *
 * <p>A cell of a published table is stated (with the digits as printed), derived (with the arithmetic that gives it),
 * absent (the paper prints a dash) or unrecoverable (with the reason); nothing is guessed. Numbers are exact decimals.
 * All types are immutable, and all lists and maps keep the order of the file.
 */
package org.ctbench.harness.papers;
