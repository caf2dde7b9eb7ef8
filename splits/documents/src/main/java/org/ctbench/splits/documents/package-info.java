/** Files as ctbench treats them: written whole or not at all, pinned by digest, read strictly. */
package org.ctbench.splits.documents;
