/**
 * Picture files to 8-bit samples, strictly: what is damaged is an exception, never a grey patch. Start at
 * {@link org.ctbench.datasets.decode.ImageDecoder}.
 */
package org.ctbench.datasets.decode;
