/** Are the splits what they are said to be, and can results on them be trusted? */
package org.ctbench.splits.checks;
