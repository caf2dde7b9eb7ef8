/**
 * Tables and figures as files for people, papers and programs; start at {@link org.ctbench.reports.Reports}.
 *
 * <p>A report is described with the records of {@link org.ctbench.reports.document} and
 * {@link org.ctbench.reports.cells} and rendered to HTML, Markdown, LaTeX, JSON, CSV, SVG and PNG. Nothing here knows a model, a data
 * set, a plan or a folder: the caller writes the files. The bytes depend on the report alone, not on locale, time zone,
 * clock, fonts or screen of the machine.
 */
package org.ctbench.reports;
