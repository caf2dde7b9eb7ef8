/**
 * Programs of others: each gets images and lists, and writes its predictions; start at {@link
 * org.ctbench.harness.program.ProgramRun}.
 */
package org.ctbench.harness.program;
