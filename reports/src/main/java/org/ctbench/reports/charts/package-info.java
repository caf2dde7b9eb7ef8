/**
 * Figures as SVG and PNG; start at {@link org.ctbench.reports.charts.Drawing}.
 *
 * <p>Charts are drawn by JFreeChart, matrices and slices by this package, all with fonts, ticks, colours and identifiers
 * that depend on the data alone. Colours are those of Okabe and Ito (2008), which people of every colour vision tell
 * apart; lines also differ by dash and marker, and shades by lightness, so that a grey print says the same. Only the sign
 * of a matrix is a matter of hue, blue or orange.
 */
package org.ctbench.reports.charts;
