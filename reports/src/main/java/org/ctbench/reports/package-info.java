/** To be described. */
package org.ctbench.reports;
