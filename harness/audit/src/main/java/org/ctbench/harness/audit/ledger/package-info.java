/**
 * The known discrepancies between paper, data, released code and READMEs, as data; start at {@link
 * org.ctbench.harness.audit.ledger.Ledger}.
 *
 * <p>An entry is either checked by checks of an audit, or says why it cannot be checked here. Whether it holds is not
 * written down: it follows from what the checks find, each time they run.
 */
package org.ctbench.harness.audit.ledger;
