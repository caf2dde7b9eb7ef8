/** The command line: commands parse and delegate; errors become a message and an exit code in one place. */
package org.ctbench.harness.cli;
