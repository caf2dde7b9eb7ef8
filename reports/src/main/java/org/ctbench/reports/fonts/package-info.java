/**
 * Text in charts without the fonts of the machine; start at {@link org.ctbench.reports.fonts.OutlineGraphics}.
 *
 * <p>Java's own text layout asks fontconfig and FreeType, which a machine with only a JDK may lack (then AWT throws) and
 * which differ between machines (then the same data give other bytes). Here widths and outlines come from one bundled
 * font, Liberation Sans (SIL Open Font License 1.1). Its widths equal Arial's and Helvetica's, so that text in SVG, which
 * stays text, fits whichever of them the viewer has.
 */
package org.ctbench.reports.fonts;
