/**
 * Writers of a report: {@link org.ctbench.reports.formats.HtmlWriter}, {@link
 * org.ctbench.reports.formats.MarkdownWriter} and {@link org.ctbench.reports.formats.CsvWriter}.
 *
 * <p>They differ in marks, never in digits. Each escapes all text for its own format.
 */
package org.ctbench.reports.formats;
