/** Random numbers that are the same on every Java platform. */
package org.ctbench.splits.random;
