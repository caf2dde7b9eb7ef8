/**
 * What a model made of single images, as files that numpy reads: {@link org.ctbench.harness.captures.AffinityCapture} and
 * {@link org.ctbench.harness.captures.SegmentationCapture}, described in {@code harness/RESULTS.md}.
 */
package org.ctbench.harness.captures;
