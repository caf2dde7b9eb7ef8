/**
 * Which confusion matrices agree with everything that a table states; start at
 * {@link org.ctbench.harness.audit.feasibility.Feasibility}.
 *
 * <p>The usual scores know a matrix only by its diagonal t and by the false positives f of each class. Given the images e =
 * n - t that each class loses, a matrix with that t and f exists exactly if the f add up to the e and no class has more false
 * positives than the others lose: then f<sub>c</sub> + e<sub>c</sub> is at most the number of all errors (Hall's condition for
 * a transport that only leaves out the diagonal). So k × k matrices are 2 k whole numbers, and every score is a sum over the
 * classes of a function of two of them. {@code Search} cuts the space of these numbers in halves, tightens each piece by what
 * every statement leaves possible, and drops a piece only where a bound proves it empty.
 *
 * <p>Bounds are computed in double precision and are used with a margin that is larger than their error; whether a point
 * agrees is decided on exact fractions. So an answer is right or is {@code Unsettled}, whatever the rounding of the machine.
 * Linear solvers were no help: weighted F1 is a sum of fractions of the unknowns.
 */
package org.ctbench.harness.audit.feasibility;
