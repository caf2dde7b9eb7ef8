/** The command line. Commands parse and delegate; what they call is what tests call. */
package org.ctbench.harness.cli;
