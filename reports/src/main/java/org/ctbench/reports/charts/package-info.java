/**
 * Figures as SVG and PNG; start at {@link org.ctbench.reports.charts.Drawing}.
 *
 * <p>Drawn by JFreeChart with fonts, ticks, colours and identifiers that depend on the data alone. Colours are those of
 * Okabe and Ito (2008), which people of every colour vision tell apart; lines also differ by dash and marker, and shades
 * by lightness, so that a grey print says the same.
 */
package org.ctbench.reports.charts;
