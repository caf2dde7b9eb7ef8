/**
 * What a plan costs, before anything is obtained or run; start at {@link org.ctbench.harness.cost.PlanCost}.
 *
 * <p>Counts come from the plan and the locks, or the phantom's spec, alone. Times and memory come from a short calibration on
 * the present device, {@link org.ctbench.harness.cost.Calibration}; nothing is taken from another machine.
 */
package org.ctbench.harness.cost;
