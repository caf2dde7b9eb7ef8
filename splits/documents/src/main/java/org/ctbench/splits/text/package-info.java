/** Text for people: aligned columns, durations, and control characters made visible. */
package org.ctbench.splits.text;
