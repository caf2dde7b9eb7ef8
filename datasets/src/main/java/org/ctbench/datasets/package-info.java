/** To be described. */
package org.ctbench.datasets;
