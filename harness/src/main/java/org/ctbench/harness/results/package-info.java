/** What a run leaves behind: predictions per image, figures and their provenance. */
package org.ctbench.harness.results;
