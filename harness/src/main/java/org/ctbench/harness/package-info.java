/** To be described. */
package org.ctbench.harness;
