/**
 * What the models of a finished run answered, with the patients of the slices, for those who compute statistics of it; start
 * at {@link org.ctbench.harness.answers.RunAnswers}.
 */
package org.ctbench.harness.answers;
