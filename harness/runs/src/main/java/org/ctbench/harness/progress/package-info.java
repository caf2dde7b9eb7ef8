/** Progress of long work: a bar with rate and time left on a terminal, plain lines elsewhere. */
package org.ctbench.harness.progress;
