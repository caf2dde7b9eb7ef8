package org.ctbench.reports.charts;

import org.jfree.chart.JFreeChart;

/**
 * A chart with the size it is made for.
 *
 * @param chart ready to draw
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Sketch(JFreeChart chart, int width, int height) {}
