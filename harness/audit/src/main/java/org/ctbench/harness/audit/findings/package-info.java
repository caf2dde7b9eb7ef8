/** What an audit finds: one result of a check, with its verdict and evidence. */
package org.ctbench.harness.audit.findings;
