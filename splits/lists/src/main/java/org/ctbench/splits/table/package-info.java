/** What is in the splits, as tables: our counts with the paper's figures beside them. */
package org.ctbench.splits.table;
