/**
 * What accepted runs measured, over time: an append-only database in which each row holds the digest of the one before, and
 * tests of whether accuracy changed; start at {@link org.ctbench.harness.history.History}.
 */
package org.ctbench.harness.history;
