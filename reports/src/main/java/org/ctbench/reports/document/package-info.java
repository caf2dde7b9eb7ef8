/**
 * What a report says, without how it looks; start at {@link org.ctbench.reports.document.Report}.
 *
 * <p>A report is a list of sections, a section a list of blocks: words, facts, tables and figures. All types are
 * immutable records that copy and check what they are given; texts are untrusted and escaped where they are written.
 */
package org.ctbench.reports.document;
