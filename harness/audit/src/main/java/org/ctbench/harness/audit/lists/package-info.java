/**
 * What the published image lists give away: start at {@link org.ctbench.harness.audit.lists.ListsAudit}. The counts that are
 * pinned in the locks tell some of it without the lists; the rest needs their names, imported into a data folder.
 */
package org.ctbench.harness.audit.lists;
