/**
 * What a test set and a number of seeds can show at all: the smallest difference that would be detected, after a run ({@link
 * org.ctbench.harness.power.RunPower}) and before one ({@link org.ctbench.harness.power.PriorPower}).
 */
package org.ctbench.harness.power;
