/** What a study must say, by the REFORMS checklist, and what a run says of it. */
package org.ctbench.harness.checklist;
