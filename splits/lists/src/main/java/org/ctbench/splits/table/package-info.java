/** What is in the splits, as tables and as Croissant: our counts with the paper's values beside them. */
package org.ctbench.splits.table;
