/** The report of a run: its results document in the words, tables and figures of {@code reports}. */
package org.ctbench.harness.page;
