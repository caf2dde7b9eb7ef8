package org.ctbench.reports.charts;

import org.jfree.chart.ui.Drawable;

/**
 * A drawing with the size it is made for.
 *
 * @param drawing a chart or a picture, ready to draw
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Sketch(Drawable drawing, int width, int height) {}
