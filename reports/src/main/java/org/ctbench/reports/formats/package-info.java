/**
 * Writers of a report: {@link org.ctbench.reports.formats.HtmlWriter}, {@link
 * org.ctbench.reports.formats.MarkdownWriter}, {@link org.ctbench.reports.formats.LatexWriter}, {@link
 * org.ctbench.reports.formats.JsonWriter} and {@link org.ctbench.reports.formats.CsvWriter}.
 *
 * <p>They differ in marks, never in digits. Each escapes all text for its own format.
 */
package org.ctbench.reports.formats;
