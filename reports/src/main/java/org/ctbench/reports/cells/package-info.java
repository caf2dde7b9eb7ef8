/**
 * What stands in one cell of a table; start at {@link org.ctbench.reports.cells.TableCell}.
 *
 * <p>Every number is kept as an exact decimal and rounded once, by {@link org.ctbench.reports.cells.Digits}, so that a
 * page, a Markdown file and a CSV file carry the same digits. What is undefined or was not run is a type of its own and
 * can never look like a number. All types are immutable.
 */
package org.ctbench.reports.cells;
